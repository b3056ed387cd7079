"""What the core's pages say of bundles: of which one a case is a part, in which ones an item is done; figures."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from one_thing.language.titles import quoted
from one_thing.pages.room import library
from one_thing.running.following import member_of
from one_thing.running.tables import BundleRow
from tongban.hooks import Figure, MenuEntry, Panel, Reader
from tongban.kit.cases import Office
from tongban.kit.language import Definition
from tongban.kit.law import Case
from tongban.kit.web import applicant


def of_case(office: Office, case: Case, reader: Reader) -> Iterator[Panel]:
    """Say that a case is a part of a bundle, and lead to it."""
    member = member_of(office, case.number)
    if member is None:
        return
    href = ""
    if reader is Reader.APPLICANT:
        href = url_for("one_thing.progress", tenant=member.led_by, number=member.number)
    elif member.led_by == office.tenant:
        href = url_for("one_thing_desk.led", number=member.number)
    values = {"title": quoted(member.title), "number": member.number, "href": href}
    yield Panel(_("一件事一次办"), "one_thing/case_panel.html", values)


def of_guide(office: Office, definition: Definition) -> Iterator[Panel]:
    """Name the bundles of which an item is a part; worked out once for all that is published."""
    item, tenant = definition.item, office.tenant
    named = office.books.once(("one_thing", "with", item, tenant), lambda: _bundles_with(item, tenant))
    bundles = [
        {"title": title, "href": url_for("one_thing.guide", tenant=tenant, bundle=bundle)} for bundle, title in named
    ]
    if bundles:
        yield Panel(_("可以和其他事一起办"), "one_thing/guide_panel.html", {"bundles": bundles})


def of_mine(office: Office) -> Iterator[MenuEntry]:
    """Lead from one's own cases to bundles: to ask first whether there are some would cost every reader a question."""
    if applicant() is not None:
        yield MenuEntry("one_thing.list", _("我办的一件事"), values={"tenant": office.tenant})


def _bundles_with(item: str, tenant: str) -> tuple[tuple[str, str], ...]:
    found = library()
    named = (found.bundle(each, tenant) for each in found.offered(tenant))
    return tuple((each.id, each.title) for each in named if any(part.item == item for part in each.parts))


def figures_of(office: Office) -> Iterator[Figure]:
    """Count the bundles of a tenant."""
    asked = select(BundleRow.state, func.count()).group_by(BundleRow.state)
    counted = {row[0]: row[1] for row in office.session.execute(asked)}
    yield Figure(_("一件事：正在办理"), str(counted.get("running", 0)), href=url_for("one_thing_desk.board"))
    yield Figure(_("一件事：已经办结"), str(counted.get("finished", 0)))
