"""The portal's front page: search, what many need, themes, districts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import func, select

from tongban.cases.tables import CaseRow
from tongban.definitions.model import Definition
from tongban.forms import labels_of
from tongban.publishing import VersionRow, definition, published
from tongban.web.guard import public
from tongban.web.house import db
from tongban.web.people import applicant
from tongban.web.portal.announcements import days_ahead
from tongban.web.portal.reach import Reach, browse
from tongban.web.portal.room import blueprint
from tongban.web.view_words import span

MOST_HOT = 6
MOST_THEMES = 8
PHRASES = 3
_ICONS = {
    "准营准办": "shop",
    "就业创业": "work",
    "社会保障": "work",
    "生育收养": "child",
    "医疗卫生": "health",
    "住房保障": "house",
    "交通出行": "road",
    "公用事业": "road",
    "教育科研": "school",
}


@dataclass(frozen=True, slots=True)
class HotItem:
    id: str
    title: str
    note: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    icon: str
    count: int


@blueprint.get("/", endpoint="home")
@public
def home(tenant: str) -> str:
    reach = browse(tenant)
    offices = [each[0] for each in reach.nearest(published(db(), reach.tenants))]
    offices.sort(key=lambda each: (reach.distance(each.tenant_id)[0] > 1, each.title))
    return render_template(
        "portal/home.html",
        hot=[_hot(each) for each in offices[:MOST_HOT]],
        themes=_themes(offices),
        districts=_districts(reach),
        phrases=_phrases(offices),
        person_cases=_open_cases(),
        announcements=days_ahead(tenant),
    )


def promise_in_words(described: Definition) -> str:
    """Say in a few words how soon: 当场办结, 承诺 5 个工作日."""
    promise = described.time.promise
    return _("当场办结") if promise is None else _("承诺 %(limit)s", limit=span(promise))


def _hot(row: VersionRow) -> HotItem:
    described = definition(db(), row.hash)
    return HotItem(
        row.item, row.title, promise_in_words(described), tuple(_(each) for each in labels_of(described)[:3])
    )


def _themes(offices: list[VersionRow]) -> list[Theme]:
    counted = Counter(theme for each in offices for theme in each.themes)
    return [Theme(name, _ICONS.get(name, "file"), count) for name, count in counted.most_common(MOST_THEMES)]


def _districts(reach: Reach) -> list[object]:
    """List this portal's city and districts that have joined, where there is more than one place to go."""
    here = (each for each in reach.tenants.values() if not (each.listed or each.ended))
    places = [each for each in here if each.kind != "department"]
    return list(places) if len(places) > 1 else []


def _phrases(offices: list[VersionRow]) -> list[str]:
    """Offer what people type: the first keyword of some items."""
    found = []
    for each in offices:
        words = each.search.split("\n")[1].split("|") if "\n" in each.search else []
        found += words[:1]
    return [each for each in dict.fromkeys(found) if each][:PHRASES]


def _open_cases() -> int:
    """Count the person's open cases at the tenants within reach; the full list asks wherever they are."""
    person = applicant()
    if person is None:
        return 0
    mine = (
        select(func.count()).select_from(CaseRow).where(CaseRow.applicant_id == person.id, CaseRow.closed_at.is_(None))
    )
    return db().scalar(mine) or 0
