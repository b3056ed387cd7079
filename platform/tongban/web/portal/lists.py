"""Lists of items: by department, by level, by theme, by life event; and all of them (36 §20; 7 §8; ORD §10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tongban.definitions.tenants import KINDS
from tongban.publishing import VersionRow, published
from tongban.web.guard import public
from tongban.web.house import db
from tongban.web.portal.reach import Reach, browse
from tongban.web.portal.room import blueprint
from tongban.web.portal.search import A_PAGE, found_item, pages_of

#: Themes that are stages of a life, in their order (domain/01 §3.17).
LIFE_EVENTS = (
    "生育收养", "户籍办理", "教育科研", "入伍服役", "就业创业", "婚姻登记", "住房保障", "医疗卫生", "社会保障",
    "离职退休", "死亡殡葬",
)  # fmt: skip
_KEYS = ("department", "level", "theme", "event")


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a list of lists."""

    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to go through the items."""

    id: str
    title: str
    links: tuple[Link, ...]


@blueprint.get("/items", endpoint="items")
@public
def items(tenant: str) -> str:
    """List what is published within reach, narrowed by what was chosen."""
    reach = browse(tenant)
    chosen = {key: request.args.get(key, "")[:60] for key in _KEYS}
    offices = reach.nearest(published(db(), reach.tenants))
    fitting = [each for each in offices if all(_fits(reach, each, key, value) for key, value in chosen.items())]
    pages = pages_of("portal.items", tenant, len(fitting), _KEYS)
    first = (pages.current - 1) * A_PAGE
    return render_template(
        "portal/items.html",
        facets=_facets(reach, offices, chosen),
        results=[found_item(reach, each) for each in fitting[first : first + A_PAGE]],
        total=len(fitting),
        chosen=[_word(key, value) for key, value in chosen.items() if value],
        pages=pages,
    )


def values_of(reach: Reach, offices: Iterable[VersionRow], key: str) -> set[str]:
    """Tell where an item stands in one of the lists; an item that several levels handle stands in several."""
    if key == "department":
        return {each.department for each in offices}
    if key == "level":
        return {reach.tenants[each.tenant_id].kind for each in offices}
    themes = {str(theme) for each in offices for theme in each.themes}
    return themes & set(LIFE_EVENTS) if key == "event" else themes


def _fits(reach: Reach, offices: list[VersionRow], key: str, value: str) -> bool:
    return not value or value in values_of(reach, offices, key)


def _facets(reach: Reach, offices: list[list[VersionRow]], chosen: dict[str, str]) -> list[Facet]:
    titles = {"department": _("按部门"), "level": _("按层级"), "theme": _("按主题"), "event": _("按人生事件")}
    order: dict[str, tuple[str, ...]] = {"level": tuple(KINDS), "event": LIFE_EVENTS}
    found = []
    for key, title in titles.items():
        counted = Counter(value for each in offices for value in values_of(reach, each, key))
        values = [each for each in order.get(key, sorted(counted)) if each in counted]
        links = tuple(_link(reach, chosen, key, value, counted[value]) for value in values)
        if links:
            found.append(Facet(key, title, links))
    return found


def _link(reach: Reach, chosen: dict[str, str], key: str, value: str, count: int) -> Link:
    """Lead to the list of one value, or out of it where it is chosen; other choices stay."""
    here = chosen[key] == value
    kept: dict[str, Any] = {name: each for name, each in chosen.items() if each and name != key}
    kept |= {} if here else {key: value}
    return Link(_word(key, value), count, url_for("portal.items", tenant=reach.here.id, **kept), here)


def _word(key: str, value: str) -> str:
    return _(KINDS[value]) if key == "level" and value in KINDS else value
