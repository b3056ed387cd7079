"""Guidance: the open cases of those below, to see and to urge, never to act; each look is written down (335 §10–11)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from tongban.cases.guidance import GuidedCase, grant_of, open_cases_below
from tongban.law import DeadlineKind, State
from tongban.tenancy.audit import record
from tongban.web.desk.lamps import lit, role_waited_for
from tongban.web.desk.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.story import state_of
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class GuidedLine:
    """One case below, without its applicant: guidance needs the work, not the person."""

    number: str
    tenant_name: str
    item_title: str
    state_label: str
    state_tone: str
    lamp: str
    left: str
    due: str
    due_kind: str
    waits_for: str


@blueprint.get("/guidance", endpoint="guidance")
@permitted("case.guide")
def guidance_page() -> str:
    """Show what is open below one's own body, the earliest limit first."""
    person = the_staff()
    grant = grant_of(db(), books(), person.tenant)
    cases = [_line(each) for each in open_cases_below(db(), grant)]
    note = f"查看 {len(grant.scope.reads)} 个单位的 {len(cases)} 件办件。"
    record(
        db(),
        tenant=person.tenant,
        at=now(),
        actor=person.id,
        action="case.guide",
        target=request.path,
        allowed=True,
        note=note,
    )
    db().commit()
    return render_template("desk/guidance.html", cases=cases, by_line=grant.items is not None)


def _line(case: GuidedCase) -> GuidedLine:
    row = case.row
    label, tone = state_of(State(case.state), None)
    light = lit(DeadlineKind(case.due_kind) if case.due_kind else None, row.due_at, row.tenant_id, books(), now())
    return GuidedLine(
        number=case.number,
        tenant_name=case.tenant_name,
        item_title=case.title,
        state_label=label,
        state_tone=tone,
        lamp=light.lamp,
        left=light.left,
        due=day(light.due),
        due_kind=light.name,
        waits_for=role_waited_for(row.waits_for) if row.waits_for else _("申请人"),
    )
