"""The guide of an item, for one's own situation; and where to go when this portal's office does not handle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from tongban.cases.delegation import delegates_of
from tongban.cases.tables import DraftRow
from tongban.definitions.delegations import Place
from tongban.definitions.model import Counter, Definition
from tongban.errors import NotFound
from tongban.forms import APPLICANT_KIND, read
from tongban.publishing import VersionRow, definition
from tongban.publishing.stopping import stopped
from tongban.publishing.versions import IN_USE, where_to_go
from tongban.web.guard import public
from tongban.web.house import books, db, now
from tongban.web.language import chosen
from tongban.web.people import applicant
from tongban.web.plugged import guide_panels
from tongban.web.portal.guide_view import GuidePage, guide_page
from tongban.web.portal.reach import Reach, browse
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL


@dataclass(frozen=True, slots=True)
class Office:
    """One place where an item is handled."""

    name: str
    authority: str
    href: str


@blueprint.get("/items/<item>", endpoint="guide")
@public
def guide(tenant: str, item: str) -> Response | str:
    reach, offices = offered(tenant, item)
    if offices[0].tenant_id != tenant:
        return _elsewhere(reach, offices)
    found = told(offices[0])
    return render_template(
        "portal/guide.html",
        guide=page_of(tenant, item, found),
        draft=_unfinished(tenant, item),
        paper=url_for("portal.guide_pdf", tenant=tenant, item=item, **kept(found)),
        panels=guide_panels(tenant, found.described),
    )


def offered(tenant: str, item: str) -> tuple[Reach, list[VersionRow]]:
    """Return the offices that handle an item, the nearest first; raises NotFound with where to go instead."""
    reach = browse(tenant)
    asked = select(VersionRow).where(VersionRow.item == item, VersionRow.state == IN_USE)
    offices = sorted(db().scalars(asked), key=lambda each: reach.distance(each.tenant_id))
    if not offices:
        if (given_up := stopped(db(), tenant, item)) is not None:
            raise given_up
        gone = where_to_go(db(), tenant)
        raise NotFound(
            gone or _("没有正在办理的事项“%(item)s”，它可能尚未发布或者已经停办。请用“找事项”重新查找。", item=item)
        )
    return reach, offices


def told(row: VersionRow) -> Told:
    """Say what the guide of a version follows from, with the situation that the address tells."""
    described = definition(db(), row.hash)
    return Told(row, described, situation_in(described))


def page_of(tenant: str, item: str, found: Told) -> GuidePage:
    return _with_delegates(tenant, item, _made(found))


def kept(found: Told) -> dict[str, Any]:
    """Give the situation as it stands in an address."""
    return {name: value for name, value in found.situation.items() if isinstance(value, str | list | tuple)}


def _with_delegates(tenant: str, item: str, page: GuidePage) -> GuidePage:
    """Add the counters at which others take applications in for this office today (ORD §12, §35)."""
    today, tenants = now().astimezone(WALL).date(), books().workspace.tenants
    counters: list[Counter] = []
    for each in delegates_of(books(), tenant, item, today):
        name = tenants[each.delegate].name
        there = each.counters or (Place(_("综合窗口"), tenants[each.delegate].address),)
        counters += [
            Counter(
                _("%(office)s（受委托）：%(counter)s", office=name, counter=one.name), one.address, one.hours, one.phone
            )
            for one in there
        ]
    return replace(page, counters=(*page.counters, *counters)) if counters else page


class Told:
    """What a guide follows from, compared by what tells it apart: the version, the language, the situation told.

    A version never changes (C5), so a guide made once serves everybody who asks the same.
    """

    def __init__(self, version: VersionRow, described: Definition, situation: Mapping[str, object]) -> None:
        self.version, self.described, self.situation = version, described, situation
        told = tuple(sorted((name, repr(value)) for name, value in situation.items()))
        self._key = (version.tenant_id, version.version, version.hash, version.published_at, chosen(), told)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told) and self._key == other._key


@lru_cache(maxsize=256)
def _made(told: Told) -> GuidePage:
    return guide_page(told.version, told.described, told.situation)


def situation_in(described: Definition) -> Mapping[str, object]:
    """Read the situation from the address, as far as it fits; what does not is passed over, for this is no form."""
    asked = {each.id for each in described.situation} | {APPLICANT_KIND}
    told = {name: texts for name, texts in request.args.lists() if name in asked}
    person = applicant()
    if person is not None and person.kind in described.applicants:
        told.setdefault(APPLICANT_KIND, [person.kind])
    return read(described, told, {}).answers


def _elsewhere(reach: Reach, offices: list[VersionRow]) -> Response | str:
    """Lead to the one office that handles it, or let the reader choose among several."""
    kept = request.args.to_dict(flat=False)

    def href(row: VersionRow) -> str:
        return url_for("portal.guide", tenant=row.tenant_id, item=row.item, **kept)  # type: ignore[arg-type]

    if len(offices) == 1:
        return redirect(href(offices[0]))
    places = [
        Office(reach.name(each.tenant_id), definition(db(), each.hash).authority.name, href(each)) for each in offices
    ]
    return render_template("portal/where.html", title=offices[0].title, summary=offices[0].summary, offices=places)


def _unfinished(tenant: str, item: str) -> str | None:
    """Find the person's unfinished draft of this item, to go on with."""
    person = applicant()
    if person is None:
        return None
    mine = select(DraftRow.id).where(
        DraftRow.tenant_id == tenant,
        DraftRow.applicant_id == person.id,
        DraftRow.item == item,
        DraftRow.number.is_(None),
    )
    return db().scalar(mine.order_by(DraftRow.updated_at.desc()).limit(1))
