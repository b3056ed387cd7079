"""A tenant's `items.yaml` as text that is edited in one place, so that comments and all else stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions import EditedYaml, edit_yaml
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import TongbanError

EMPTY = "claims: {}\n"


class ClaimsText:
    """A claims file held for editing. Lines that are not touched come back as they were."""

    def __init__(self, text: str) -> None:
        self.text = text or EMPTY
        self._claims = _read(self.text)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self._claims)

    def claim(self, item: str) -> Mapping[str, object]:
        """Return a claim as it stands; empty where the item is not claimed or nothing differs."""
        found = self._claims.get(item)
        return found if isinstance(found, Mapping) else {}

    def set(self, item: str, path: tuple[str, ...], value: object) -> None:
        """Set one value of a claim; a claim not there yet begins with it. An empty path sets all of it."""
        if not self._claims:
            self._edit_to(f"claims:\n  {item}: {{}}\n")
        if path and not self.claim(item):  # written anew, so that it is laid out as people would
            for part in reversed(path):
                value = {part: value}
            path = ()
        self._edit_to(edit_yaml(self.text, ("claims", item, *path), value))

    def set_all(self, claims: Mapping[str, object]) -> None:
        """Set whole claims at once; those that are not named stay as they are."""
        if claims and not self._claims:
            self._edit_to("claims:\n" + "".join(f"  {item}: {{}}\n" for item in claims))
        edited = EditedYaml(self.text)
        for item, value in claims.items():
            edited.set(("claims", item), value)
        self._edit_to(edited.text)

    def drop(self, item: str, path: tuple[str, ...] = ()) -> None:
        """Take out one value of a claim, so that the inherited one holds again; an empty path takes out the claim."""
        where: tuple[str, ...] = (item, *path)
        if not self._has(where):
            return
        while len(where) > 2 and self._alone(where):
            where = where[:-1]
        self._edit_to(edit_yaml(self.text, ("claims", *where), None))

    def _edit_to(self, text: str) -> None:
        self.text, self._claims = text, _read(text)

    def _has(self, where: tuple[str, ...]) -> bool:
        found: object = self._claims
        for part in where:
            if not isinstance(found, Mapping) or part not in found:
                return False
            found = found[part]
        return True

    def _alone(self, where: tuple[str, ...]) -> bool:
        """Tell whether nothing else stands beside a value; then what holds it goes too."""
        found: object = self._claims
        for part in where[:-1]:
            found = found[part] if isinstance(found, Mapping) else None
        return isinstance(found, Mapping) and len(found) == 1


def _read(text: str) -> Mapping[str, object]:
    document, findings = read_yaml(text, "items.yaml")
    if document is None:
        told = "；".join(f"第 {each.line} 行：{each.message.rstrip('。')}" for each in findings)
        raise TongbanError(f"认领文件 items.yaml 无法读取（{told}），请先改正或者放弃草稿。")
    claims = document.data.get("claims")
    if claims is None and "claims" in document.data:
        return {}
    if not isinstance(claims, Mapping):
        raise TongbanError("认领文件 items.yaml 的最外层应是“claims:”，其下是各个事项。")
    return claims
