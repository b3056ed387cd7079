"""The permission matrix: data beside this file, read once; a role may do an action or it may not (T3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType

import yaml

from tongban.errors import Forbidden, TongbanError

_MATRIX = yaml.safe_load((files("tongban.tenancy") / "permissions.yaml").read_text(encoding="utf-8"))

#: role id → Chinese name
ROLES: Mapping[str, str] = _MATRIX["roles"]
#: action id → roles that may do it
_ROWS: dict[str, frozenset[str]] = {name: frozenset(row["roles"]) for name, row in _MATRIX["actions"].items()}
_NAMES: dict[str, str] = {name: row["name"] for name, row in _MATRIX["actions"].items()}
#: the matrix as it stands; a plugin's rows are entered at start
ACTIONS: Mapping[str, frozenset[str]] = MappingProxyType(_ROWS)


def enter_action(action: str, name: str, roles: Iterable[str]) -> None:
    """Enter a plugin's row, `<plugin>.<action>`; it may name known roles only."""
    if strange := [role for role in roles if role not in ROLES]:
        raise TongbanError(f"权限“{name}”写了不存在的角色：{'、'.join(strange)}。可用的角色：{'、'.join(ROLES)}。")
    _ROWS[action], _NAMES[action] = frozenset(roles), name


def may(roles: Iterable[str], action: str) -> bool:
    """Tell whether any of the roles may do the action; an unknown action is an error of the program, not a "no"."""
    if action not in ACTIONS:
        raise TongbanError(f"权限表中没有“{action}”。")
    return not ACTIONS[action].isdisjoint(roles)


def action_name(action: str) -> str:
    """Tell an action in Chinese; one that the matrix no longer knows keeps its id."""
    return _NAMES.get(action, action)


def require(roles: Iterable[str], action: str) -> None:
    """Raise Forbidden, naming who may, unless one of the roles may do the action."""
    if not may(roles, action):
        who = "、".join(ROLES[role] for role in ROLES if role in ACTIONS[action])
        raise Forbidden(f"您的账号没有“{_NAMES[action]}”的权限，可由{who}办理。")
