"""Plugins on the pages: their own pages where they are switched on, entries of menus, panels on case and guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, current_app, g, render_template, request, url_for
from markupsafe import Markup

from tongban.cases.plugins import hears, write_faults
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.definitions import Definition
from tongban.hooks import Figure, MenuEntry, Panel, Reader, Reminder
from tongban.plugins.faults import Fault
from tongban.publishing.books import Books
from tongban.tenancy.applicants import Applicant
from tongban.tenancy.permissions import may
from tongban.web.house import books, db, house, now
from tongban.web.people import staff

#: marks a blueprint whose callers are programs, which prove themselves by other means than a form's token
FOR_PROGRAMS = "tongban_for_programs"
#: marks a blueprint whose routes are part of the API: the core's own, and one of each plugin that adds to it
OF_THE_API = "tongban_of_the_api"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel as the page shows it."""

    plugin: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a menu with its address."""

    plugin: str
    label: str
    href: str
    icon: str
    endpoint: str


def register(app: Flask) -> list[str]:
    """Add the plugins' pages and log-ins; give the names of the blueprints that programs call."""
    plugins, owners, programs = house_of(app).books.plugins, {}, []
    for plugin, blueprints in plugins.at_start("pages"):
        for blueprint in blueprints:
            app.register_blueprint(blueprint)
            owners[blueprint.name] = plugin
            if getattr(blueprint, FOR_PROGRAMS, False):
                programs.append(blueprint.name)
    log_ins = []
    for plugin, ways in plugins.at_start("identity", settings=house_of(app).settings):
        for words, blueprint in ways.items():
            app.register_blueprint(blueprint)
            owners[blueprint.name] = plugin
            log_ins.append((plugin, words, f"{blueprint.name}.begin"))
    app.extensions["tongban_plugged"] = Plugged(owners, tuple(log_ins))
    if owners:
        app.before_request(_only_where_on)
    if plugins:
        app.after_request(_keep_faults)
    app.context_processor(lambda: {"plugin_menu": plugin_menu, "other_log_ins": other_log_ins})
    return programs


@dataclass(frozen=True, slots=True)
class Plugged:
    """Whose blueprint is which, and the further ways to log in: plugin, words, endpoint."""

    owners: dict[str, str]
    log_ins: tuple[tuple[str, str, str], ...]


def house_of(app: Flask) -> Any:
    return app.extensions["tongban"]


def _plugged() -> Plugged:
    found: Plugged = current_app.extensions["tongban_plugged"]
    return found


def _only_where_on() -> None:
    """Let a plugin's pages be there only where it is switched on: at the tenant named, or at the staff's own."""
    plugin = _plugged().owners.get(request.blueprint or "")
    if plugin is None or getattr(current_app.blueprints[str(request.blueprint)], OF_THE_API, False):
        return  # a program is first asked for its token; its view then asks for the office, which is the same question
    tenant = page_tenant()
    there = _books().switched_on(plugin, tenant) is not None if tenant else bool(_books().users_of(plugin))
    if not there:
        abort(404)


def _books() -> Books:
    """Give the law books as last taken up: a switch just turned is seen a request later, and no page asks for it."""
    kept = house().books
    return kept if kept.stamp else books()  # a program that has just begun has read the folder only


def page_tenant() -> str:
    """Name the tenant whose page this is: the one in the address, else the staff's own; empty where there is none."""
    named = (request.view_args or {}).get("tenant")
    person = None if named else staff()
    return str(named or (person.tenant if person else ""))


def office_of(plugin: str, tenant: str) -> Office:
    """Give the office of a plugin on one of its own pages; a tenant that does not use it has no such page."""
    settings = _books().switched_on(plugin, tenant)
    if settings is None:
        abort(404)
    return Offices(db(), _books(), house().files, tenant, now()).office(plugin, settings)


def ask(
    hook: str, tenant: str, only: Callable[[str], bool] = lambda _plugin: True, *, about: str = "", **told: object
) -> Iterator[tuple[str, Any]]:
    """Ask the plugins of a tenant in its scope, contained; what a failed answer wrote is taken back."""
    plugins = _books().plugins
    if not plugins.answering(hook):
        return
    with scoped(tenant):
        offices = Offices(db(), _books(), house().files, tenant, now())

        def asked(plugin: str) -> Mapping[str, Any] | None:
            return offices(plugin) if only(plugin) else None

        yield from plugins.ask(hook, asked, tenant=tenant, about=about, around=db().begin_nested, **told)


def case_panels(row: CaseRow, reader: Reader) -> list[Drawn]:
    """Draw what plugins add to the page of a case; those that hear nothing of it cost nothing."""
    if not any(hears(_books(), each, row) for each in _books().plugins.answering("case_panels")):
        return []
    told = {"case": case_of(row), "reader": reader}
    answers = ask("case_panels", row.tenant_id, lambda plugin: hears(_books(), plugin, row), about=row.number, **told)
    return _drawn(answers, row.tenant_id)


def guide_panels(tenant: str, definition: Definition) -> list[Drawn]:
    """Draw what plugins add to the guide of an item."""
    return _drawn(ask("guide_panels", tenant, about=definition.item, definition=definition), tenant)


def prefill_sources(tenant: str, person: Applicant, definition: Definition) -> dict[str, Mapping[str, object]]:
    """Ask the plugins what they know of an applicant: title of the plugin → values by data element."""
    told: dict[str, Any] = {"applicant": person, "definition": definition}
    manifests = _books().plugins.manifests
    return {manifests[plugin].title: values for plugin, values in ask("prefill", tenant, **told) if values}


def figures(tenant: str) -> list[Figure]:
    """Give what plugins add to the board of a tenant."""
    return [figure for _plugin, found in ask("figures", tenant) for figure in found or ()]


def reminders(tenant: str, roles: frozenset[str]) -> list[Reminder]:
    """Give what plugins remind somebody in these roles of."""
    return [each for _plugin, found in ask("reminders", tenant, roles=roles) for each in found or ()]


def connected(connector: str, tenant: str) -> bool:
    """Tell whether a plugin that answers a connector's hook is on at a tenant."""
    return any(_books().switched_on(plugin, tenant) is not None for plugin in _books().plugins.answering(connector))


def _drawn(answers: Iterator[tuple[str, Any]], tenant: str) -> list[Drawn]:
    return [drawn for plugin, panels in answers for panel in panels or () if (drawn := _draw(plugin, panel, tenant))]


def _draw(plugin: str, panel: Panel, tenant: str) -> Drawn | None:
    try:
        return Drawn(plugin, panel.title, Markup(render_template(panel.template, **panel.values)))  # noqa: S704 — a template
    except Exception as error:  # noqa: BLE001 — a plugin's fault stays its own
        _books().plugins.faults.note(Fault(plugin, "panel", tenant, repr(error), panel.template))
        return None


def plugin_menu(place: str, tenant: str) -> list[Entry]:
    """List what plugins add to a menu, without what the reader may not open."""
    found = g.setdefault("plugin_menus", {})
    if (place, tenant) not in found:
        entries = [(plugin, each) for plugin, listed in ask("menu", tenant, place=place) for each in listed or ()]
        found[place, tenant] = [_entry(plugin, each) for plugin, each in entries if _may_open(each)]
    return list(found[place, tenant])


def _entry(plugin: str, entry: MenuEntry) -> Entry:
    values: dict[str, Any] = dict(entry.values)
    return Entry(plugin, str(entry.label), url_for(entry.endpoint, **values), entry.icon, entry.endpoint)


def _may_open(entry: MenuEntry) -> bool:
    person = staff()
    return not entry.action or (person is not None and may(person.roles, entry.action))


def other_log_ins(tenant: str) -> list[tuple[str, str]]:
    """List the further ways to log in at a tenant's portal: words and address."""
    on = [each for each in _plugged().log_ins if not tenant or _books().switched_on(each[0], tenant) is not None]
    return [(words, url_for(endpoint, tenant=tenant, next=request.args.get("next", "/"))) for _, words, endpoint in on]


def _keep_faults(response: Response) -> Response:
    """Write faults down once the request's own work is over, whatever became of it."""
    if faults := house().books.plugins.faults.take():
        db().rollback()
        write_faults(db(), faults, now())
        db().commit()
    return response
