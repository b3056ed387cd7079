"""Find an item by what one types, by theme, or by who applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tongban.definitions.model import Definition
from tongban.forms import labels_of
from tongban.publishing import VersionRow, definition, published, search
from tongban.web.guard import public
from tongban.web.house import db
from tongban.web.portal.home import promise_in_words
from tongban.web.portal.reach import Reach, browse
from tongban.web.portal.room import blueprint

A_PAGE = 20
_BODIES = frozenset({"enterprise", "self_employed", "institution", "social_organisation", "other"})


@dataclass(frozen=True, slots=True)
class FoundItem:
    id: str
    title: str
    summary: str
    authority: str
    tags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filters:
    themes: tuple[Option, ...]
    applicants: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    theme: str
    applicant: str


@dataclass(frozen=True, slots=True)
class PageLink:
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a long list, as `components/navigation.html` shows them."""

    current: int
    count: int
    total: int
    links: tuple[PageLink, ...]
    previous: str | None
    next: str | None


@blueprint.get("/search", endpoint="search")
@public
def search_page(tenant: str) -> str:
    reach = browse(tenant)
    query = request.args.get("q", "").strip()[:120]
    chosen = Chosen(request.args.get("theme", ""), request.args.get("applicant", ""))
    session = db()
    rows = (
        [hit.version for hit in search(session, reach.tenants, query)] if query else published(session, reach.tenants)
    )
    offices = reach.nearest(rows)
    filters = Filters(_themes(rows), (Option("person", _("个人")), Option("body", _("单位"))))
    fitting = [each for each in offices if _fits(each[0], chosen)]
    pages = pages_of("portal.search", tenant, len(fitting), ("q", "theme", "applicant"))
    first = (pages.current - 1) * A_PAGE
    return render_template(
        "portal/search.html",
        query=query,
        results=[found_item(reach, each) for each in fitting[first : first + A_PAGE]],
        total=len(fitting),
        filters=filters,
        chosen=chosen,
        suggestions=(),
        pages=pages,
    )


def _themes(rows: list[VersionRow]) -> tuple[Option, ...]:
    return tuple(Option(each, each) for each in sorted({theme for row in rows for theme in row.themes}))


def _fits(row: VersionRow, chosen: Chosen) -> bool:
    if chosen.theme and chosen.theme not in row.themes:
        return False
    if not chosen.applicant:
        return True
    wanted = frozenset({"person"}) if chosen.applicant == "person" else _BODIES
    return bool(wanted & set(definition(db(), row.hash).applicants))


def found_item(reach: Reach, offices: list[VersionRow]) -> FoundItem:
    nearest = offices[0]
    described: Definition = definition(db(), nearest.hash)
    return FoundItem(
        id=nearest.item,
        title=nearest.title,
        summary=nearest.summary,
        authority=_where(reach, offices, described),
        tags=tuple(_(each) for each in labels_of(described)),
        note=promise_in_words(described),
    )


def _where(reach: Reach, offices: list[VersionRow], described: Definition) -> str:
    """Say who handles it: the nearest office, or how many places where the reader has still to choose."""
    if offices[0].tenant_id == reach.here.id or len(offices) == 1:
        return described.authority.name
    names = [reach.name(each.tenant_id) for each in offices]
    return "、".join(names[:3]) + (_("等 %(count)s 个地区", count=len(names)) if len(names) > 3 else "")


def pages_of(endpoint: str, tenant: str, total: int, keys: tuple[str, ...]) -> Pages:
    """Give the pages of a long list; what was chosen by these keys stays chosen."""
    count = max(1, -(-total // A_PAGE))
    asked = request.args.get("page", "1")
    current = min(max(1, int(asked)), count) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    kept: dict[str, Any] = {key: value for key in keys if (value := request.args.get(key))}

    def href(number: int) -> str:
        return url_for(endpoint, tenant=tenant, page=number, **kept)

    return Pages(
        current=current,
        count=count,
        total=total,
        links=tuple(PageLink(str(each), href(each), each == current) for each in range(1, count + 1)),
        previous=href(current - 1) if current > 1 else None,
        next=href(current + 1) if current < count else None,
    )
