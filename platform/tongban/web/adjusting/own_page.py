"""A department's own adjustment: where it stands, what it changes, who has claimed. Another's is not there (T2)."""

from __future__ import annotations

from flask import render_template

from tongban.cases.adjusting import claims_of, party_of
from tongban.cases.history import events_of
from tongban.cases.register import case_of, own_case
from tongban.database import Scope, scoped
from tongban.errors import NotFound
from tongban.publishing.internal import ADJUSTMENT, id_of
from tongban.publishing.memory import definition
from tongban.web.adjusting.room import blueprint
from tongban.web.adjusting.views import claim_view, kind_name, state_words
from tongban.web.clock_view import clock_view
from tongban.web.guard import note_refusal, permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.story import tell_story
from tongban.web.studio.views import Row


@blueprint.get("/own/<number>", endpoint="own")
@permitted("adjustment.propose")
def own_page(number: str) -> str:
    """Show one adjustment to the department that proposed it."""
    person = the_staff()
    try:
        row = own_case(db(), party_of(person.tenant), number)
        if row.item != id_of(ADJUSTMENT):
            raise NotFound(f"没有找到调整办件“{number}”。")
    except NotFound as refusal:
        note_refusal(person.tenant, person.id, "adjustment.propose", refusal.message)
        raise
    with scoped(Scope((row.tenant_id,), None, "department's own adjustment")):
        events = events_of(db(), row.number)
    case, described = case_of(row), definition(db(), row.definition_hash)
    label, tone = state_words(case)
    calendar, rulebook = books().calendar(row.tenant_id), books().rulebook(row.tenant_id)
    said = ("reason", "effective")
    facts = [
        Row(each.label, str(case.answers[each.id]))
        for each in described.fields
        if each.id in said and case.answers.get(each.id)
    ]
    return render_template(
        "adjusting/own.html",
        number=row.number,
        kind=kind_name(str(case.answers["kind"])),
        titles=str(case.answers["titles"]).splitlines(),
        told=str(case.answers["told"]).splitlines(),
        facts=facts,
        state_label=label,
        state_tone=tone,
        decision=case.decision,
        clocks=[clock_view(each, calendar, rulebook, now()) for each in case.deadlines if each.is_open],
        claims=[claim_view(each) for each in claims_of(db(), row.number, now())],
        timeline=tell_story(events, described, for_applicant=False),
    )
