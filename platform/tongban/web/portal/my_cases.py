"""All of a person's cases, wherever in the city they were handed in, and the drafts that are not finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.cases import drafts
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRegister, CaseRow, DraftRow
from tongban.law import KIND_NAMES, Case, State
from tongban.web.clock_view import left_in_words
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.people import the_applicant
from tongban.web.portal.law_books import as_last_read
from tongban.web.portal.now_afterwards import later_life
from tongban.web.portal.reach import arrive_with
from tongban.web.portal.room import blueprint
from tongban.web.story import state_of
from tongban.web.view_words import day, moment

MOST = 100


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool
    count: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    number: str
    item_title: str
    state_label: str
    state_tone: str
    submitted_at: str
    deadline: str
    needs: str
    group: str  # todo, open, closed
    later: str = ""  # what has become of the result since


@dataclass(frozen=True, slots=True)
class DraftLine:
    item_title: str
    saved_at: str
    href: str
    discard_href: str


@blueprint.get("/cases", endpoint="my_cases")
@permitted("case.own")
def my_cases(tenant: str) -> str:
    person = the_applicant()
    held = select(CaseRegister.held_by).where(CaseRegister.applicant_id == person.id)
    arrive_with(tenant, held, "applicant's own cases and drafts")
    mine = select(CaseRow).where(CaseRow.applicant_id == person.id)
    rows = db().scalars(mine.order_by(CaseRow.opened_at.desc(), CaseRow.number.desc()).limit(MOST))
    lines = [_line(each) for each in rows]
    group = request.args.get("show", "")
    return render_template(
        "portal/my_cases.html",
        tabs=_tabs(tenant, lines, group),
        cases=[each for each in lines if group in ("", each.group)],
        drafts=[_draft(each) for each in drafts.my_drafts(db(), person.id)] if group == "" else [],
        pages=None,
    )


def _tabs(tenant: str, lines: list[CaseLine], group: str) -> list[Tab]:
    tabs = (("", _("全部")), ("todo", _("需要您处理")), ("open", _("办理中")), ("closed", _("已办结")))
    return [
        Tab(
            label,
            url_for("portal.my_cases", tenant=tenant, show=key or None),
            key == group,
            sum(key in ("", each.group) for each in lines),
        )
        for key, label in tabs
    ]


def _line(row: CaseRow) -> CaseLine:
    case = case_of(row)
    label, tone = state_of(case.state, case.outcome)
    waits = case.state is State.SUPPLEMENTING
    group = "closed" if case.state is State.CLOSED else "todo" if waits else "open"
    needs = _("请补齐 %(count)s 项内容。", count=_still_open(case)) if waits else ""
    at, limit, later = day(case.submitted_at), _limit(row, case), later_life(case)
    return CaseLine(row.number, row.title, label, tone, at, limit, needs, group, later)


def _still_open(case: Case) -> int:
    notice = case.supplement
    return sum(each.id not in notice.supplied for each in notice.deficiencies) if notice else 0


def _limit(row: CaseRow, case: Case) -> str:
    """Say the working days left of the limit that people wait for."""
    limit = next((each for each in case.deadlines if each.is_open and each.kind.value == row.due_kind), None)
    if limit is None:
        return ""
    calendar, rulebook = as_last_read(row.tenant_id)
    left = left_in_words(limit, calendar, rulebook, now())
    return _("%(limit)s%(left)s", limit=_(KIND_NAMES[limit.kind]), left=left)


def _draft(row: DraftRow) -> DraftLine:
    where: dict[str, Any] = {"tenant": row.tenant_id, "draft": row.id}
    title = drafts.definition_of(db(), row).title
    return DraftLine(
        title, moment(row.updated_at), url_for("portal.review", **where), url_for("portal.discard", **where)
    )
