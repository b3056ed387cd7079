"""Plugins at the operator's console: what is installed, who uses it with which settings, where it failed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.plugins import PluginFaultRow, faults_of
from tongban.database import Scope, scoped
from tongban.errors import TongbanError
from tongban.plugins.manifest import PERMISSIONS, Manifest
from tongban.publishing.switching import path_of, switch
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.operator.room import blueprint, console
from tongban.web.people import the_staff
from tongban.web.scoping import enter

COUNTING = Scope.everywhere("operator: plugins and their faults")


@dataclass(frozen=True, slots=True)
class PluginView:
    """One plugin as the operator sees it."""

    name: str
    title: str
    version: str
    summary: str
    permissions: tuple[str, ...]
    settings: str  # JSON Schema, for reading
    users: tuple[tuple[str, str, str], ...]  # tenant, its name, its settings as JSON
    faults: int


@blueprint.get("/plugins", endpoint="plugins")
@permitted("plugin.manage")
def plugins() -> str:
    return _show({}, "")


@blueprint.post("/plugins", endpoint="switch_plugin")
@permitted("plugin.manage")
def switch_plugin() -> Response | tuple[str, int]:
    """Switch a plugin on or off for a tenant and all below it; bad settings change nothing and stay in the box."""
    form = request.form
    plugin, tenant, on = form.get("plugin", ""), form.get("tenant", "").strip(), form.get("command") == "on"
    try:
        settings = _settings(form.get("settings", ""))
        books().shelf.tenant(tenant)
        with scoped(tenant):
            switch(
                db(), books().plugins, books().shelf.text(path_of(tenant)), tenant=tenant, plugin=plugin, on=on,
                settings=settings, by=the_staff().name, now=now(),
            )  # fmt: skip
            db().commit()
    except TongbanError as refusal:
        db().rollback()
        return _show(dict(form), refusal.message), 422
    flash(_("插件已经启用。") if on else _("插件已经停用，已有的数据保留。"), "success")
    return redirect(url_for("operator.plugins"), 303)


def _settings(typed: str) -> dict[str, object] | None:
    if not typed.strip():
        return None
    try:
        found = json.loads(typed)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise TongbanError(_('设置应写成 JSON 对象，例如 {"名称": "值"}。'))
    return found


def _show(typed: dict[str, str], error: str) -> str:
    enter(COUNTING)
    faults = faults_of(db())
    names = books().workspace.tenants
    return render_template(
        "operator/plugins.html",
        plugins=[_view(each, faults) for each in books().plugins.manifests.values()],
        tenants=[(each.id, each.name) for each in names.values() if not each.listed],
        faults=faults,
        tenant_names={each.id: each.name for each in names.values()},
        typed=typed,
        error=error,
        console=console("plugins"),
    )


def _view(manifest: Manifest, faults: list[PluginFaultRow]) -> PluginView:
    users = tuple(
        (tenant, books().workspace.tenants[tenant].name, _json(books().switched_on(manifest.name, tenant)))
        for tenant in books().users_of(manifest.name)
    )
    return PluginView(
        manifest.name,
        manifest.title,
        manifest.version,
        manifest.summary,
        tuple(_(PERMISSIONS[each]) for each in manifest.permissions),
        _json(manifest.settings.get("properties", {})),
        users,
        sum(each.count for each in faults if each.plugin == manifest.name),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) if value else ""
