"""Print a resolved definition with the origin of each value (`tongban show ITEM --tenant T`)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.policies import Policy
from tongban.definitions.resolve import Resolved
from tongban.definitions.strict_yaml import Path

_POLICIES = {Policy.LOCKED: "统一管控", Policy.TIGHTEN_ONLY: "只可从严", Policy.OPEN: "可自定"}
_HIDDEN = ("tenant", "level")


def show(resolved: Resolved) -> str:
    """Write a line for each value: path, value, who may change it, and the file and line it comes from."""
    whose = f"，租户 {resolved.tenant}" if resolved.tenant else ""
    lines = [f"# {resolved.item}{whose}"]
    for where, value in _leaves(dict(resolved.data), ()):
        if where[0] in _HIDDEN:
            continue
        path = told_path(resolved, where)
        lines.append(f"{path} = {_told(value)}    ← {resolved.origin(*where)} [{_POLICIES[_policy(resolved, where)]}]")
    for each in resolved.violations:
        who = f"租户 {each.tenant} 的改写" if each.tenant else f"违反{each.owner}的改写"
        lines.append(f"! {each.path}：{who}没有采用（{each.origin}）")
    return "\n".join(lines) + "\n"


def _policy(resolved: Resolved, where: Path) -> Policy:
    if where[0] == "translations":
        return Policy.LOCKED
    if where[0] == "wording":
        return Policy.OPEN if notice_kinds[str(where[1])].open else Policy.LOCKED
    return resolved.policy(".".join(str(part) for part in where[:2]))


def told_path(resolved: Resolved, where: Path) -> str:
    """Write a path with the ids of list entries: `materials[plan].name`."""
    text, found = "", object()
    found = resolved.data
    for part in where:
        found = found[part]  # type: ignore[index]
        name = _id_of(found) if isinstance(part, int) else None
        text += f"[{name if name is not None else part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _id_of(entry: object) -> str | None:
    if not isinstance(entry, dict):
        return None
    return next((str(entry[key]) for key in ("id", "step", "section") if key in entry), None)


def _leaves(value: object, where: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from _leaves(below, (*where, key))
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for number, below in enumerate(value):
            yield from _leaves(below, (*where, number))
    else:
        yield where, value


def _told(value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if "\n" not in text else text.split("\n", 1)[0] + " ……"
