"""Opinions across tenants: one intake, the lead department's one reply, and a logged grant to who is asked (L9, T2)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at
from tongban.cases import door
from tongban.cases.opinion_table import OpinionRow
from tongban.cases.opinions import departments, grant, request_of, waiting_at
from tongban.cases.register import case_in_scope
from tongban.cases.sweep import sweep
from tongban.database import scoped
from tongban.errors import NotFound
from tongban.law import Accept, Actor, Applicant, Case, CompleteStep, GiveOpinion, Grant, Refusal, Withdraw
from tongban.tenancy.tables import AuditRow

MONDAY, TUESDAY = "2026-09-14 Mon 10:00", "2026-09-15 Tue 10:00"
CITIZEN = Applicant("applicant-1", "person", "夏语")
OTHER_REVIEWER = Actor("reviewer-2", "孙审查", "reviewer")
POLICE = Actor("police", "郑民警", "reviewer")
POLICE_OFFICE = "cq-gongan"


@pytest.fixture
def asked(desk: DoorDesk) -> Case:
    """A teacher's case: its group of checks has begun, and the police are asked for the criminal record."""
    desk.item = "teacher-qualification"
    case = desk.submit(MONDAY, CITIZEN)
    desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), "2026-09-14 Mon 11:00")
    return desk.done(case.number, CompleteStep(REVIEWER, "review", "核验一致。"), "2026-09-14 Mon 12:00")


def _requests(desk: DoorDesk) -> list[OpinionRow]:
    with scoped(POLICE_OFFICE):
        return waiting_at(desk.sessions(), POLICE_OFFICE)


def _answer(desk: DoorDesk, number: str, when: str, **changes: object) -> object:
    """Answer as the desk of the police does: within the grant of the request."""
    with scoped(POLICE_OFFICE):
        found = request_of(desk.sessions(), POLICE_OFFICE, number, "opinion-1", by=POLICE.id, now=at(when))
        scope = grant(found.request)
    with scoped(scope):
        said: dict[str, Any] = {"objects": False, "text": "没有犯罪记录。", **changes}
        command = GiveOpinion(POLICE, "opinion-1", POLICE_OFFICE, **said)
        answer = door.act(desk.sessions(), desk.books, number, command, at(when))
        desk.sessions().commit()
    return answer


@pytest.mark.row("L9")
@pytest.mark.article("335 §24", "ORD §24")
def test_one_intake_simultaneous_review_one_deadline_and_one_reply(desk: DoorDesk, asked: Case) -> None:
    (request,) = _requests(desk)
    assert (request.number, request.asked_by, request.title) == (asked.number, "yunyang", desk.definition().title)
    assert set(asked.open_steps) == {"record", "body"}, "both at once, each by its own"
    assert desk.row(asked.number).waits_for == "several"
    refusal = desk.act(asked.number, CompleteStep(OTHER_REVIEWER, "record", "代为确认。"), TUESDAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "opinion_missing"
    desk.done(asked.number, CompleteStep(OTHER_REVIEWER, "body", "体检合格。"), TUESDAY)
    assert desk.row(asked.number).waits_for == "department", "nobody at the lead's own desk is waited for"
    assert not isinstance(_answer(desk, asked.number, TUESDAY), Refusal)
    assert _requests(desk) == []
    case = desk.done(asked.number, Grant(CHIEF, "认定。"), TUESDAY)
    assert [each.actor for each in case.steps_done if each.step == "record"] == [POLICE]
    assert case.notices.count("grant_decision") == 1
    assert len([each for each in case.deadlines if each.kind.value == "promise"]) == 1


@pytest.mark.row("T2", part="explicit grant")
@pytest.mark.row("L9")
def test_a_department_reaches_only_the_case_it_was_asked_about_and_each_look_is_written_down(
    desk: DoorDesk, asked: Case
) -> None:
    other = desk.submit(MONDAY, CITIZEN)
    with scoped(POLICE_OFFICE):
        with pytest.raises(NotFound):
            request_of(desk.sessions(), POLICE_OFFICE, other.number, "opinion-1", by=POLICE.id, now=at(TUESDAY))
        with pytest.raises(NotFound):
            case_in_scope(desk.sessions(), asked.number)
        found = request_of(desk.sessions(), POLICE_OFFICE, asked.number, "opinion-1", by=POLICE.id, now=at(TUESDAY))
        assert found.row.number == asked.number
    with scoped("cq-linye"), pytest.raises(NotFound):
        request_of(desk.sessions(), "cq-linye", asked.number, "opinion-1", by="x", now=at(TUESDAY))
    for tenant in (POLICE_OFFICE, "yunyang"):
        with scoped(tenant):
            looked = desk.sessions().scalars(select(AuditRow).where(AuditRow.action == "case.opinion")).all()
        assert [(each.actor, each.target, each.allowed) for each in looked] == [(POLICE.id, asked.number, True)]


@pytest.mark.row("L9")
@pytest.mark.article("335 §24")
def test_silence_is_taken_as_no_objection_by_the_sweep_at_the_limits_end(desk: DoorDesk, asked: Case) -> None:
    sweep(desk.sessions, desk.books, at("2026-09-20 Sun 23:00"))
    assert len(_requests(desk)) == 1, "the fifth working day, a Sunday that is worked (调休), is not over"
    sweep(desk.sessions, desk.books, at("2026-09-21 Mon 03:00"))
    assert _requests(desk) == []
    with scoped(POLICE_OFFICE):
        row = desk.sessions().get(OpinionRow, (POLICE_OFFICE, asked.number, "opinion-1"))
    assert row is not None
    assert row.answer == "silent"
    answer = _answer(desk, asked.number, "2026-09-22 Tue 10:00")
    assert isinstance(answer, Refusal)
    assert answer.code == "answered"


@pytest.mark.row("L9")
def test_a_request_about_a_case_that_is_withdrawn_waits_no_longer(desk: DoorDesk, asked: Case) -> None:
    applicant = Actor(CITIZEN.id, CITIZEN.name, "applicant")
    desk.done(asked.number, Withdraw(applicant, "不再需要。"), TUESDAY)
    assert _requests(desk) == []


def test_the_departments_of_ones_own_city_can_be_asked_and_no_others(desk: DoorDesk) -> None:
    names = {each.id for each in departments(desk.books, "yunyang")}
    assert POLICE_OFFICE in names
    assert not names & {"shifan-shenpi", "yunyang", "yuzhong"}
    assert "cq-renshe" not in {each.id for each in departments(desk.books, "cq-renshe")}
