"""Work taken on for others: the open cases that a delegation brings to this desk today (ORD §12, §35; T4)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from tongban.cases.delegation import Delegated, delegated_cases, delegated_to
from tongban.definitions.delegations import SCOPES
from tongban.law import DeadlineKind, State
from tongban.web.desk.lamps import lit, role_waited_for
from tongban.web.desk.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.masking import masked_name
from tongban.web.people import the_staff
from tongban.web.story import state_of
from tongban.web.view_words import WALL, day


@dataclass(frozen=True, slots=True)
class DelegatedLine:
    """One case of another body that waits here."""

    number: str
    href: str
    item_title: str
    applicant_masked: str
    principal: str
    scope: str
    until: str
    state_label: str
    state_tone: str
    lamp: str
    left: str
    due: str
    due_kind: str
    waits_for: str


@blueprint.get("/delegated", endpoint="delegated")
@permitted("case.view")
def delegated_page() -> str:
    """Show the open cases that are delegated to one's own body, the earliest limit first."""
    person, today = the_staff(), now().astimezone(WALL).date()
    cases = [_line(each) for each in delegated_cases(db(), books(), person.tenant, today)]
    return render_template("desk/delegated.html", cases=cases, any=bool(delegated_to(books(), person.tenant, today)))


def _line(each: Delegated) -> DelegatedLine:
    row = each.row
    label, tone = state_of(State(row.state), None)
    light = lit(DeadlineKind(row.due_kind) if row.due_kind else None, row.due_at, row.tenant_id, books(), now())
    return DelegatedLine(
        number=row.number,
        href=url_for("desk.case", number=row.number),
        item_title=row.title,
        applicant_masked=masked_name(row.applicant_name),
        principal=each.principal_name,
        scope=_(SCOPES[each.delegation.scope]),
        until=day(each.delegation.ends),
        state_label=label,
        state_tone=tone,
        lamp=light.lamp,
        left=light.left,
        due=day(light.due),
        due_kind=light.name,
        waits_for=role_waited_for(row.waits_for) if row.waits_for else _("申请人"),
    )
