"""Templates of tenants: `tenants/_templates/<name>.yaml` says what a new one claims, and its defaults (T1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.definitions import Sources
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import NotFound, TongbanError

FOLDER = "tenants/_templates/"
KEYS = frozenset({"template", "name", "kinds", "hours", "complaints", "claims"})


@dataclass(frozen=True, slots=True)
class Template:
    """What a tenant of some kind begins with. In an authority's name `{name}` stands for the tenant's own."""

    id: str
    name: str
    kinds: tuple[str, ...]
    hours: str
    complaints: str
    claims: Mapping[str, str]  # item → name of the authority

    def claims_of(self, name: str, address: str, phone: str) -> dict[str, dict[str, object]]:
        """Write the claims of a tenant; what the template guesses is marked as a sample until the tenant has set it."""
        service = {"address": address, "hours": self.hours, "phone": phone, "complaints": self.complaints}
        return {
            item: {
                "authority": {"name": authority.replace("{name}", name)},
                "service": dict(service),
                "demonstration": ["authority", "service.hours", "service.complaints"],
            }
            for item, authority in self.claims.items()
        }


def templates(sources: Sources) -> tuple[Template, ...]:
    """Return all templates, by their file names."""
    listed = [path for path in sources.paths() if path.startswith(FOLDER) and path.endswith(".yaml")]
    return tuple(read_template(sources, path.removeprefix(FOLDER).removesuffix(".yaml")) for path in listed)


def read_template(sources: Sources, name: str) -> Template:
    """Read one template; raises NotFound naming those there are, or says what is wrong in it."""
    path = f"{FOLDER}{name}.yaml"
    if path not in sources.paths():
        known = "、".join(
            each.removeprefix(FOLDER).removesuffix(".yaml") for each in sources.paths() if each.startswith(FOLDER)
        )
        raise NotFound(f"没有租户模板“{name}”，现有模板：{known or '无'}。")
    document, findings = read_yaml(sources.read(path), path)
    if document is None:
        raise TongbanError(f"租户模板“{name}”无法读取：" + "；".join(each.message for each in findings))
    return _made(name, path, document.data)


def _made(name: str, path: str, data: Mapping[str, object]) -> Template:
    claims, kinds = data.get("claims"), data.get("kinds")
    if data.keys() != KEYS or data["template"] != name or not isinstance(claims, dict) or not isinstance(kinds, list):
        raise TongbanError(f"{path} 应当写明：{'、'.join(sorted(KEYS))}，并且 template 与文件名一致。")
    return Template(
        id=name,
        name=str(data["name"]),
        kinds=tuple(str(each) for each in kinds),
        hours=str(data["hours"]),
        complaints=str(data["complaints"]),
        claims={str(item): str(authority) for item, authority in claims.items()},
    )
