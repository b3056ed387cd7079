"""What every template may say without being handed it: who is here, which language, dates in words, the theme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, session
from flask_babel import gettext

from tongban.assurance.authoring.citations import cited
from tongban.definitions.model import Span, Unit
from tongban.law import span_in_chinese
from tongban.tenancy.permissions import ROLES
from tongban.web import language
from tongban.web.house import house
from tongban.web.people import applicant, staff
from tongban.web.tenant_view import TenantView

#: the wall clock that people read; the law's own zone comes from the rulebook and is the same for every tenant so far
WALL = ZoneInfo("Asia/Shanghai")


def day(value: date | datetime | None) -> str:
    """Say a day as an official text does: 2026年11月21日."""
    if value is None:
        return ""
    local = value.astimezone(WALL) if isinstance(value, datetime) else value
    if language.chosen() == "en":
        return f"{local.day} {local:%B %Y}"
    return f"{local.year}年{local.month}月{local.day}日"


def moment(value: datetime | None) -> str:
    """Say a moment: 2026年11月21日 10:32."""
    return f"{day(value)} {value.astimezone(WALL):%H:%M}" if value else ""


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def span(value: Span | None) -> str:
    """Say a span: 5个工作日, in English 5 working days; nothing, or one of nothing, is 当场."""
    if language.chosen() != "en":
        return span_in_chinese(value)
    if value is None or value.amount == 0:
        return "on the spot"
    return f"{value.amount} {_UNITS[value.unit]}{'' if value.amount == 1 else 's'}"


_UNITS = {Unit.WORKING_DAYS: "working day", Unit.DAYS: "day", Unit.MONTHS: "month", Unit.YEARS: "year"}


def size(value: int) -> str:
    """Say a file's size for people."""
    return f"{value / 1_048_576:.1f} MB" if value >= 1_048_576 else f"{max(1, round(value / 1024))} KB"


def show_tenant(tenant: TenantView | None) -> None:
    """Set whose page this is; header, footer and theme follow."""
    g.shown_tenant = tenant


def law_in_full(article: str) -> str:
    """Name a regulation and its article in full, by the law of the place (T5); what is already words stays."""
    own = _own_article(article) if article else article
    return cited(own) or own


def _own_article(article: str) -> str:
    """Give the article of the jurisdiction whose page this is, or whose staff asks; costs no query."""
    person, shown = staff(), g.get("shown_tenant")
    tenant = person.tenant if person and person.tenant else shown.id if shown else ""
    shelf = house().books.shelf
    return shelf.rulebook(tenant).own_article(article) if tenant in shelf.workspace.tenants else article


def _everywhere() -> dict[str, Any]:
    person = staff()
    return {
        "tenant": g.get("shown_tenant"),
        "person": applicant(),
        "staff_member": person,
        "role_names": [gettext(ROLES[role]) for role in ROLES if person and role in person.roles],
        "language": language.chosen(),
        "size": session.get("size", "normal"),
        "testing": house().settings.demonstration,
    }


def register(app: Flask) -> None:
    app.context_processor(_everywhere)
    app.add_template_filter(law_in_full, "cited")
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(size, "file_size")
