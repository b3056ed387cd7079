"""What a plugin says of itself in `plugin.yaml`; read strictly, refused with a sentence before its code is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import jsonschema
import yaml
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from tongban.errors import Forbidden, TongbanError

#: what a plugin may ask for; the kit refuses what was not asked
PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "cases.read": "查看本租户的办件",
        "cases.act": "对办件发出指令",
        "cases.submit": "代申请人提交办件",
        "tenants.cross": "跨租户读写（逐次留痕）",
        "network": "与外部系统通信",
        "tables": "保存自己的数据",
    }
)
_NAME = r"[a-z][a-z0-9_]{1,39}"
_NEEDED = re.compile(r"(?:>=\s*)?(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True)
class Action:
    """A row that a plugin adds to the permission matrix."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A plugin's own word: who it is, what it needs, what a tenant may set, what it asks to be allowed."""

    name: str
    title: str
    version: str
    entry: str  # the module that answers the hooks
    summary: str = ""
    needs_tongban: str = ""
    needs_plugins: tuple[str, ...] = ()
    hears: str = "own"  # of which cases it is told: its own, which it handed in or follows, or all of them
    settings: Mapping[str, Any] = field(default_factory=dict)  # a JSON Schema of type object
    permissions: tuple[str, ...] = ()
    actions: Mapping[str, Action] = field(default_factory=dict)

    def require(self, permission: str) -> None:
        """Raise unless the plugin asked for a permission in its plugin.yaml."""
        if permission not in self.permissions:
            raise Forbidden(f"插件“{self.title}”没有申请“{PERMISSIONS[permission]}”的权限（{permission}）。")

    def check_settings(self, given: Mapping[str, Any]) -> None:
        """Raise, naming the setting, unless a tenant's settings fit the schema."""
        schema = {"type": "object", "additionalProperties": False, **self.settings}
        fault = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(dict(given)))
        if fault is not None:
            where = ".".join(str(each) for each in fault.absolute_path) or "settings"
            raise TongbanError(f"插件“{self.title}”的设置 {where} 不符合要求：{fault.message}。")

    def defaults(self) -> dict[str, Any]:
        """Give the settings that a tenant has by default."""
        known = self.settings.get("properties", {})
        return {name: each["default"] for name, each in known.items() if "default" in each}


class _Needs(Schema):
    class Meta:
        unknown = RAISE

    tongban = fields.String(validate=validate.Regexp(r"^>=\s*\d+(\.\d+)*$", error="应写成 >=0.1 这样的最低版本"))
    plugins = fields.List(fields.String(validate=validate.Regexp(f"^{_NAME}$")))


class _Action(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True, validate=validate.Length(min=1))


class _File(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(required=True, validate=validate.Regexp(f"^{_NAME}$", error="应为小写字母、数字和下划线"))
    title = fields.String(required=True, validate=validate.Length(min=1, max=40))
    version = fields.String(required=True, validate=validate.Regexp(r"^\d+\.\d+\.\d+$", error="应写成 1.0.0"))
    entry = fields.String(required=True)
    summary = fields.String()
    needs = fields.Nested(_Needs)
    hears = fields.String(validate=validate.OneOf(("own", "all"), error="应为 own 或者 all"))
    settings = fields.Dict(keys=fields.String())
    permissions = fields.List(fields.String(validate=validate.OneOf(list(PERMISSIONS), error="没有这种权限")))
    actions = fields.Dict(keys=fields.String(), values=fields.Nested(_Action))


def read_manifest(text: str, where: str) -> Manifest:
    """Read a plugin.yaml; raises TongbanError that names the key and what would be right."""
    try:
        data = yaml.safe_load(text)
        given = _File(unknown=RAISE).load(data if isinstance(data, dict) else {})
    except yaml.YAMLError as fault:
        raise TongbanError(f"{where} 不是有效的 YAML：{fault}。") from None
    except ValidationError as fault:
        raise TongbanError(f"{where} 有误：{_told(fault.messages_dict)}。") from None
    needs = given.get("needs", {})
    name = str(given["name"])
    return Manifest(
        name=name,
        title=given["title"],
        version=given["version"],
        entry=given["entry"],
        summary=given.get("summary", ""),
        needs_tongban=needs.get("tongban", ""),
        needs_plugins=tuple(needs.get("plugins", ())),
        hears=given.get("hears", "own"),
        settings=given.get("settings", {}),
        permissions=tuple(given.get("permissions", ())),
        actions={f"{name}.{key}": _action(each) for key, each in given.get("actions", {}).items()},
    )


def _action(given: Mapping[str, Any]) -> Action:
    return Action(given["name"], tuple(given["roles"]))


def fits(needed: str, version: str) -> bool:
    """Tell whether a version is at least the one needed (`>=0.1`); nothing needed fits any."""
    wanted = _NEEDED.fullmatch(needed)
    return wanted is None or _parts(version) >= _parts(wanted.group(1))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", version)[:3])


def _told(messages: Mapping[str, Any]) -> str:
    return "；".join(f"{key}：{_flat(value)}" for key, value in messages.items())


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return _told({str(key): each for key, each in value.items()})
    return "、".join(str(each) for each in value) if isinstance(value, list) else str(value)
