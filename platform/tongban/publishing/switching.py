"""Which plugins a tenant uses, and how: one text of the tenant's own, `tenants/<id>/plugins.yaml`.

    some_plugin: {on: true, settings: {window: 综合窗口}}

A tenant uses what the one above it uses, unless its own text says otherwise. Settings are laid over those from above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy.orm import Session

from tongban.definitions import Finding
from tongban.definitions.finding import Severity
from tongban.definitions.strict_yaml import Mark, read_yaml
from tongban.errors import NotFound, TongbanError
from tongban.plugins.host import Plugins
from tongban.publishing.sources import keep
from tongban.tenancy.audit import record

PATTERN = re.compile(r"tenants/([^/]+)/plugins\.yaml")


@dataclass(frozen=True, slots=True)
class Switch:
    """What one tenant says of one plugin; `on` None leaves it to the tenant above."""

    on: bool | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    mark: Mark = field(default_factory=lambda: Mark(1, 1))


@dataclass(frozen=True, slots=True)
class Switches:
    """A tenant's text, read: its switches by plugin, and what could not be understood."""

    switches: Mapping[str, Switch]
    findings: tuple[Finding, ...] = ()


def path_of(tenant: str) -> str:
    return f"tenants/{tenant}/plugins.yaml"


def read_switches(text: str, path: str) -> Switches:
    """Read a tenant's text strictly; what has a fault is left out and told."""
    document, findings = read_yaml(text, path)
    if document is None:
        return Switches({}, tuple(findings))
    found: dict[str, Switch] = {}
    refused = list(findings)
    for name, said in document.data.items():
        mark = document.key_mark((name,))
        if not isinstance(said, dict) or not _understood(said):
            refused.append(_refused(path, mark, f"插件“{name}”应写成 {{on: true, settings: {{…}}}}。"))
            continue
        found[name] = Switch(said.get("on"), _plain(said.get("settings", {})), mark)
    return Switches(found, tuple(refused))


def _understood(said: Mapping[str, object]) -> bool:
    known = said.keys() <= {"on", "settings"} and isinstance(said.get("on", True), bool)
    return known and isinstance(said.get("settings", {}), dict)


def _plain(value: Any) -> Any:
    """Give settings as JSON has them: a decimal of the text becomes a number that a schema knows."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else float(value)


def refused_switches(read: Switches, plugins: Plugins, path: str) -> Iterator[Finding]:
    """Tell what a text says wrong: a plugin that is not there, a setting that does not fit."""
    yield from read.findings
    for name, switch in read.switches.items():
        manifest = plugins.manifests.get(name)
        if manifest is None:
            known = "、".join(plugins.manifests) or "无"
            yield _refused(path, switch.mark, f"没有插件“{name}”。已安装：{known}。")
            continue
        try:
            manifest.check_settings(switch.settings)
        except TongbanError as fault:
            yield _refused(path, switch.mark, fault.message)


def _refused(path: str, mark: Mark, message: str) -> Finding:
    return Finding("TP001", Severity.ERROR, path, mark.line, mark.column, message, "", "docs/plugins.md 写明了格式。")


def switch(
    session: Session, plugins: Plugins, text: str | None, *, tenant: str, plugin: str, on: bool,
    settings: Mapping[str, Any] | None = None, by: str, now: datetime,
) -> None:  # fmt: skip
    """Write that a tenant uses a plugin from now on, or does not; `text` is what it says so far. The caller commits."""
    manifest = plugins.manifests.get(plugin)
    if manifest is None:
        raise NotFound(f"没有插件“{plugin}”。已安装：{'、'.join(plugins.manifests) or '无'}。")
    said = dict(read_switches(text, path_of(tenant)).switches) if text else {}
    before = said.get(plugin, Switch())
    chosen = dict(before.settings if settings is None else settings)
    manifest.check_settings(chosen)
    said[plugin] = Switch(on, chosen)
    keep(session, tenant, {path_of(tenant): _text(said)}, published=True, by=by, now=now)
    note = f"{'启用' if on else '停用'}插件“{manifest.title}”。"
    record(session, tenant=tenant, at=now, actor=by, action="plugin.switch", target=plugin, allowed=True, note=note)


def _text(said: Mapping[str, Switch]) -> str:
    data: dict[str, dict[str, Any]] = {name: {} for name in sorted(said)}
    for name, each in said.items():
        if each.on is not None:
            data[name]["on"] = each.on
        if each.settings:
            data[name]["settings"] = dict(each.settings)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
