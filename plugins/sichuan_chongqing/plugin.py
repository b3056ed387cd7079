"""What the plugin answers to the core.

Pages, and what is shown on the core's, are imported where they are asked for: a worker and a linter ask for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sichuan_chongqing.exchange import sending
from sichuan_chongqing.exchange.receiving import PROCESS
from sichuan_chongqing.exchange.saying import FORWARD
from sichuan_chongqing.fields.partner_county import PartnerCounty
from sichuan_chongqing.handling.licence_checks import LICENCE, check_later
from sichuan_chongqing.handling.notice import RECEIVED
from sichuan_chongqing.handling.processing import process
from sichuan_chongqing.handling.telling import NOTICES, RESULT, send_notices, send_result, tell_events
from tongban.hooks import Figure, Job, MenuEntry, Panel, Reader, Reminder, hookimpl
from tongban.kit.cases import Office
from tongban.kit.definitions import NoticeKind
from tongban.kit.fields import AnyFieldType
from tongban.kit.law import Case, Command, Event

if TYPE_CHECKING:
    import click
    from flask import Blueprint


@hookimpl
def on_events(office: Office, case: Case, events: tuple[Event, ...]) -> Iterable[Command]:
    """Tell the other side; our own law needs no command for that."""
    tell_events(office, case, events)
    return ()


@hookimpl
def field_types() -> Iterable[type[AnyFieldType]]:
    return [PartnerCounty]


@hookimpl
def notice_kinds() -> Iterable[NoticeKind]:
    return [RECEIVED]


@hookimpl
def effects() -> Mapping[str, Any]:
    return {
        FORWARD: sending.forward,
        PROCESS: process,
        RESULT: send_result,
        NOTICES: send_notices,
        LICENCE: check_later,
    }


@hookimpl
def jobs() -> Iterable[Job]:
    return [Job("跨域报文补发", timedelta(minutes=1), sending.sweep, sending.WAITING)]


@hookimpl
def pages() -> Iterable[Blueprint]:
    from sichuan_chongqing.rooms import BLUEPRINTS

    return BLUEPRINTS


@hookimpl
def menu(office: Office, place: str) -> Iterable[MenuEntry]:
    if place == "portal":
        return [
            MenuEntry("sichuan_chongqing_portal.zone", "川渝通办", icon="tenants", values={"tenant": office.tenant})
        ]
    return [MenuEntry("sichuan_chongqing_desk.list", "川渝通办", "sichuan_chongqing.look", "tenants")]


@hookimpl
def case_panels(office: Office, case: Case, reader: Reader) -> Iterable[Panel]:
    from sichuan_chongqing.web.panels import panels

    return panels(office, case, reader)


@hookimpl
def figures(office: Office) -> Iterable[Figure]:
    from sichuan_chongqing.web.panels import board_figures

    return board_figures(office)


@hookimpl
def reminders(office: Office, roles: frozenset[str]) -> Iterable[Reminder]:
    """Remind of what should have been handed over: our own window, and who oversees it (D3)."""
    from sichuan_chongqing.web.panels import REMINDED, late_reminders

    return late_reminders(office) if roles & REMINDED else ()


@hookimpl
def identity() -> Mapping[str, Blueprint]:
    """Let people log in with the account that they have on the other side (一地认证、全网通办)."""
    from sichuan_chongqing.identity.pages import blueprint as log_in

    return {"用川渝另一方的账号登录": log_in}


@hookimpl
def commands() -> Iterable[click.Command]:
    from sichuan_chongqing.commands import partner

    return [partner]
