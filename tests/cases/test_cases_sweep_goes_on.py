"""The sweep goes on: past a case that is broken, and over the turn of the year once its days are announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from door_desk import CLERK, DoorDesk, at
from tongban.calendars.working_calendar import YearNotice
from tongban.cases.register import case_of
from tongban.cases.sweep import sweep
from tongban.cases.tables import DeadlineRow
from tongban.database import scoped
from tongban.law import CaseOutcome, Deficiency, DeficiencyKind, MaterialVerdict, RequestSupplement, State, Verdict

MONDAY = "2026-09-14 Mon 10:00"
WEDNESDAY = "2026-09-16 Wed 08:00"
#: a year for the test alone; the real one is announced each autumn
DAYS_OF_2027 = YearNotice(2027, {date(2027, 1, 1): "元旦"}, {}, "for this test alone")


@pytest.mark.row("D4")
def test_a_case_that_cannot_be_carried_on_holds_up_nobody_else(desk: DoorDesk) -> None:
    broken, sound = desk.submit(MONDAY).number, desk.submit("2026-09-14 Mon 10:01").number
    with scoped("yunyang"):
        whole = desk.row(broken).snapshot
        desk.row(broken).snapshot = {**whole, "state": "no such state"}
        desk.sessions().commit()
    desk.sessions.remove()
    assert sweep(desk.sessions, desk.books, at(WEDNESDAY), batch=1) == 1
    assert case_of(desk.row(sound)).acceptance_deemed
    with scoped("yunyang"):
        desk.row(broken).snapshot = whole
        desk.sessions().commit()
    desk.sessions.remove()
    assert sweep(desk.sessions, desk.books, at(WEDNESDAY)) == 1, "what was put right is carried on"


@pytest.mark.row("D1")
def test_a_limit_over_presumed_days_lapses_by_itself_once_the_days_are_announced(desk: DoorDesk) -> None:
    number = _waiting_over_the_turn_of_the_year(desk)
    late = at("2027-03-15 Mon 09:00")
    sweep(desk.sessions, desk.books, late)
    assert case_of(desk.row(number)).state is State.SUPPLEMENTING, "nobody loses a right on a guess"
    desk.sessions.remove()
    calendars = desk.books.shelf._calendars  # as if the notice had been entered and the books read anew
    before = calendars.named("cn")
    calendars._known["cn"] = before.with_year(DAYS_OF_2027)
    try:
        sweep(desk.sessions, desk.books, late)
    finally:
        calendars._known["cn"] = before
    assert case_of(desk.row(number)).outcome is CaseOutcome.DEEMED_WITHDRAWN
    with scoped("yunyang"):
        assert list(desk.sessions().scalars(select(DeadlineRow.due_at).where(DeadlineRow.provisional))) == []


@pytest.mark.row("D1")
def test_a_limit_over_presumed_days_lapses_where_the_rulebook_says_so(desk: DoorDesk) -> None:
    number = _waiting_over_the_turn_of_the_year(desk)
    rulebook = desk.books.rulebook("yunyang")
    switch = replace(rulebook.lapse_on_provisional_days, holds=True)
    desk.books.workspace.rulebooks[rulebook.id] = replace(rulebook, lapse_on_provisional_days=switch)
    try:
        sweep(desk.sessions, desk.books, at("2027-01-05 Tue 09:00"))
        assert case_of(desk.row(number)).state is State.SUPPLEMENTING, "its limit is still running"
        desk.sessions.remove()
        assert sweep(desk.sessions, desk.books, at("2027-03-15 Mon 09:00")) == 1
    finally:
        desk.books.workspace.rulebooks[rulebook.id] = rulebook
    assert case_of(desk.row(number)).outcome is CaseOutcome.DEEMED_WITHDRAWN


def _waiting_over_the_turn_of_the_year(desk: DoorDesk) -> str:
    """Send a one-time notice whose limit ends in a year that is not announced yet; returns the case's number."""
    case = desk.submit("2026-12-30 Wed 10:00")
    wanting = MaterialVerdict("plan", Verdict.DEFICIENT, "未写安全措施")
    verdicts = tuple(wanting if each.material == "plan" else each for each in desk.all_in_order(case))
    named = (Deficiency(DeficiencyKind.MATERIAL, "plan", "未写安全措施"),)
    waiting = desk.done(case.number, RequestSupplement(CLERK, named, verdicts=verdicts), "2026-12-30 Wed 11:00")
    assert waiting.deadlines[-1].provisional
    desk.sessions.remove()
    return case.number
