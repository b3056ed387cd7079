"""The rail of the staff pages: the rooms that a person's roles open, and whose page this is (T3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from tongban.tenancy.accounts import Staff
from tongban.tenancy.permissions import may
from tongban.web.house import house
from tongban.web.people import staff
from tongban.web.plugged import plugin_menu

#: endpoint, action that it needs, words, drawing; an entry is current on every page of its room
_ROOMS = (
    ("desk.queue", "queue.view", lazy_gettext("办件"), "desk"),
    ("desk.delegated", "case.view", lazy_gettext("受委托办件"), "handed"),
    ("desk.opinions", "case.opinion", lazy_gettext("征求意见"), "speech"),
    ("desk.alerts", "alert.view", lazy_gettext("我的提醒"), "bell"),
    ("desk.overdue", "case.oversee", lazy_gettext("超期督办"), "clock"),
    ("desk.archives", "archive.view", lazy_gettext("办件归档"), "archive"),
    ("desk.supervision", "promise.view", lazy_gettext("承诺监督"), "seal"),
    ("desk.guidance", "case.guide", lazy_gettext("业务指导"), "tenants"),
    ("desk.tickets", "ticket.view", lazy_gettext("工单"), "phone"),
    ("desk.evaluations", "evaluation.view", lazy_gettext("好差评"), "check"),
    ("desk.licences", "licence.view", lazy_gettext("证照"), "card"),
    ("desk.calendar", "calendar.declare", lazy_gettext("工作日历"), "calendar"),
    ("studio.items", "item.view", lazy_gettext("事项"), "items"),
    ("adjusting.adjustments", "adjustment.list", lazy_gettext("目录调整"), "items"),
    ("operator.tenants", "tenant.view", lazy_gettext("租户"), "tenants"),
)


_AT_A_TENANT = frozenset(
    {
        "desk.guidance",
        "desk.supervision",
        "desk.delegated",
        "desk.opinions",
        "desk.alerts",
        "desk.overdue",
        "desk.archives",
        "desk.calendar",
        "desk.tickets",
        "desk.evaluations",
        "desk.licences",
    }
)


#: a page of one thing → the page of all of them, which has the entry
_BELOW = {
    "desk.ticket": "desk.tickets",
    "desk.ticket_act": "desk.tickets",
    "desk.ticket_document": "desk.tickets",
    "desk.ticket_new": "desk.tickets",
    "desk.opinion": "desk.opinions",
    "desk.licence": "desk.licences",
    "desk.archive": "desk.archives",
    "desk.archive_lists": "desk.archives",
    "desk.archive_list": "desk.archives",
    "desk.archive_list_act": "desk.archives",
    "desk.archive_hand_over": "desk.archives",
    "desk.archive_destruction": "desk.archives",
}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the rail. `count` is shown where it costs nothing to know; None elsewhere."""

    label: str
    href: str
    icon: str
    current: bool
    count: int | None = None


def staff_menu(person: Staff | None) -> list[MenuEntry]:
    """List the rooms that a person's roles open, in the order in which work begins."""
    if person is None:
        return []
    room = "operator" if (request.blueprint or "")[:1].isupper() else request.blueprint  # Flask-AppBuilder's records
    own = [
        MenuEntry(str(label), url_for(endpoint), icon, _is_here(endpoint, room))
        for endpoint, action, label, icon in _ROOMS
        if may(person.roles, action) and (person.tenant or endpoint not in _AT_A_TENANT) and _has(person, endpoint)
    ]
    return own + (_of_plugins(person.tenant) if person.tenant else [])


def _of_plugins(tenant: str) -> list[MenuEntry]:
    return [
        MenuEntry(each.label, each.href, each.icon, (request.endpoint or "").startswith(each.endpoint))
        for each in plugin_menu("staff", tenant)
    ]


def _has(person: Staff, endpoint: str) -> bool:
    """Show delegated work to those to whom something is delegated, and opinions to departments; asks no database."""
    if endpoint == "desk.opinions":
        return _is_a_department(person)
    delegations = house().books.workspace.delegations
    return endpoint != "desk.delegated" or any(each.delegate == person.tenant for each in delegations)


def _is_a_department(person: Staff) -> bool:
    spec = house().books.workspace.tenants.get(person.tenant)
    return spec is not None and spec.kind == "department"


def _is_here(endpoint: str, room: str | None) -> bool:
    """Tell whether an entry is current: guidance and delegated work are pages of their own within the desk's room."""
    here = _BELOW.get(request.endpoint or "", request.endpoint)
    if _AT_A_TENANT & {endpoint, here}:
        return endpoint == here
    return endpoint.partition(".")[0] == room


def _menu() -> dict[str, Any]:
    return {"menu": staff_menu(staff())}


def register(app: Flask) -> None:
    """Give `menu` to every template; a page of the portal does not show it."""
    app.context_processor(_menu)
