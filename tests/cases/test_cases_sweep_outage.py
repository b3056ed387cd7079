"""After days of outage one sweep comes to what daily sweeps would have come to, over all cases (D4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, event, select, text

from door_desk import CLERK, REVIEWER, ZONE, Applicant, DoorDesk, at
from tongban.cases.alert_table import StaffAlertRow
from tongban.cases.alerts import alerts_for, mark_seen, tell_due
from tongban.cases.register import case_of
from tongban.cases.sweep import due, sweep
from tongban.cases.tables import DeadlineRow, DocumentRow, EventRow
from tongban.database import make_engine, make_sessions, scoped
from tongban.law import (
    Case,
    CompleteStep,
    Deficiency,
    DeficiencyKind,
    ExplainLateness,
    MaterialVerdict,
    RequestSupplement,
    Verdict,
)
from tongban.law.commands import Accept
from tongban.law.escalation import Level
from tongban.settings import Settings

MONDAY = at("2026-09-14 Mon 08:00")
LATER = at("2026-11-20 Fri 08:00")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deed:
    """Something that happens to the n-th case; the first one hands it in."""

    moment: datetime
    case: int
    what: str


def deeds(seed: int, cases: int) -> list[Deed]:
    chance, found = Random(seed), []
    for case in range(cases):
        begins = MONDAY + timedelta(minutes=chance.randrange(5 * 24 * 60))
        found.append(Deed(begins, case, "submit"))
        if (then := chance.choice(["nothing", "nothing", "accept", "request", "review"])) != "nothing":
            found.append(Deed(begins + timedelta(hours=chance.randrange(1, 10)), case, then))
    return sorted(found, key=lambda each: (each.moment, each.case))


DEEDS = deeds(7, 10)


def carry_out(desk: DoorDesk, deed: Deed, numbers: dict[int, str]) -> None:
    when = f"{deed.moment.astimezone(ZONE):%Y-%m-%d %a %H:%M}"
    if deed.what == "submit":
        numbers[deed.case] = desk.submit(when, Applicant(f"a-{deed.case}", "enterprise", "重庆示例建设有限公司")).number
    elif deed.what == "request":
        named = (Deficiency(DeficiencyKind.MATERIAL, "plan", "未写安全措施"),)
        wanting = MaterialVerdict("plan", Verdict.DEFICIENT, "未写安全措施")
        in_order = desk.all_in_order(_case(desk, numbers[deed.case]))
        verdicts = tuple(wanting if each.material == "plan" else each for each in in_order)
        desk.act(numbers[deed.case], RequestSupplement(CLERK, named, verdicts=verdicts), when)
    else:
        desk.act(numbers[deed.case], Accept(CLERK, desk.all_in_order(_case(desk, numbers[deed.case]))), when)
        if deed.what == "review":
            step = _case(desk, numbers[deed.case]).current_step
            desk.act(numbers[deed.case], CompleteStep(REVIEWER, step or "", "材料齐全。"), when)
    desk.sessions.remove()


def _case(desk: DoorDesk, number: str) -> Case:
    return case_of(desk.row(number))


def lived(desk: DoorDesk, outage: datetime) -> tuple[list[list[object]], list[tuple[str, int, int]]]:
    """Live through all deeds, swept every midnight up to the outage; give each case's events, and the documents in
    the order of their numbers."""
    numbers: dict[int, str] = {}
    midnight = MONDAY + timedelta(hours=16, minutes=1)
    for deed in [*DEEDS, Deed(LATER, 0, "nothing")]:
        while midnight < min(deed.moment, outage):
            sweep(desk.sessions, desk.books, midnight)
            midnight += DAY
        if deed.what != "nothing":
            carry_out(desk, deed, numbers)
    sweep(desk.sessions, desk.books, LATER, batch=4)
    places = {number: place for place, number in numbers.items()}
    with scoped(desk.tenant):
        rows = desk.sessions().execute(select(EventRow.number, EventRow.kind, EventRow.at).order_by(EventRow.seq)).all()
        papers = desk.sessions().scalars(select(DocumentRow).order_by(DocumentRow.kind, DocumentRow.serial)).all()
    events: list[list[object]] = [[] for _ in numbers]
    for number, kind, moment in rows:
        events[places[number]].append((kind, moment))
    return events, [(each.kind, each.serial, places[each.case_number]) for each in papers]


@pytest.mark.row("D4")
@pytest.mark.article("335 §18")
def test_a_sweep_after_an_outage_comes_to_the_same_as_daily_sweeps(desk: DoorDesk) -> None:
    with_daily = lived(desk, LATER)
    after_outage = lived(replace(desk, tenant="jiangbei", numbers=[]), DEEDS[-1].moment)
    assert with_daily[0] == after_outage[0]
    assert after_outage[1] == with_daily[1], "the documents have the numbers that they would have had"
    assert any(kind == "case_withdrawn.1" for each in with_daily[0] for kind, _ in each)  # type: ignore[misc]


@pytest.mark.row("D4")
def test_a_case_that_another_worker_has_in_hand_is_passed_over(city: Settings, desk: DoorDesk) -> None:
    held, free = (desk.submit(f"2026-09-14 Mon 10:0{each}").number for each in range(2))
    desk.sessions.remove()
    engine = make_engine(city.database_url)
    if engine.dialect.name != "postgresql":
        engine.dispose()
        pytest.skip("SQLite lets one writer in at a time")
    others = make_sessions(engine)
    with scoped("yunyang"):
        others().execute(text("SELECT set_config('app.reads','yunyang',true), set_config('app.writes','yunyang',true)"))
        others().execute(text("SELECT number FROM case_file WHERE number = :n FOR UPDATE"), {"n": held})
        assert sweep(desk.sessions, desk.books, at("2026-09-16 Wed 08:00")) == 1
        assert not _case(desk, held).acceptance_deemed
        others().rollback()
    desk.sessions.remove()
    assert _case(desk, free).acceptance_deemed
    desk.sessions.remove()
    assert sweep(desk.sessions, desk.books, at("2026-09-16 Wed 08:00")) == 1
    others.remove()
    engine.dispose()


@pytest.mark.row("D4")
def test_what_is_due_or_to_be_told_is_found_by_index(desk: DoorDesk) -> None:
    engine = desk.sessions().get_bind()
    assert isinstance(engine, Engine)
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    plans = [plan for statement in _asked(desk, engine) for plan in _plan(engine, *statement)]
    assert any("ix_deadline_due" in each for each in plans)
    assert any("ix_deadline_alert" in each for each in plans)
    assert not any(each.startswith("SCAN deadline") and "USING" not in each for each in plans), plans


def _asked(desk: DoorDesk, engine: Engine) -> list[tuple[str, object]]:
    sent: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, given: object, *_rest: object) -> None:
        if "FROM deadline" in statement:
            sent.append((statement, given))

    event.listen(engine, "before_cursor_execute", note)
    try:
        due(desk.sessions, LATER, 10)
        tell_due(desk.sessions, desk.books, LATER)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent


def _plan(engine: Engine, statement: str, given: object) -> Iterator[str]:
    with engine.connect() as connection:
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given):  # type: ignore[arg-type]
            yield row[-1]


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39", "7 §26")
def test_a_supervisor_and_whose_turn_it_is_are_told_once_at_each_level(desk: DoorDesk) -> None:
    number = desk.submit("2026-09-14 Mon 10:00").number
    desk.done(number, Accept(CLERK, desk.all_in_order(_case(desk, number))), "2026-09-14 Mon 11:00")
    promise = next(each for each in _case(desk, number).deadlines if each.kind == "promise")
    desk.sessions.remove()
    assert promise.due is not None
    tell_due(desk.sessions, desk.books, at("2026-09-14 Mon 12:00"))
    assert _told(desk, promise.id) == []
    for _twice in range(2):
        tell_due(desk.sessions, desk.books, promise.due)
    assert _told(desk, promise.id) == [("red", "reviewer"), ("red", "supervisor")]
    late = promise.due + timedelta(hours=1)
    for _twice in range(2):
        sweep(desk.sessions, desk.books, late)
        tell_due(desk.sessions, desk.books, late)
    assert _told(desk, promise.id)[:2] == [("missed", "reviewer"), ("missed", "supervisor")]
    with scoped("yunyang"):
        assert alerts_for(desk.sessions(), ["supervisor"])
        assert mark_seen(desk.sessions(), number, promise.id, Level.MISSED, ["supervisor"], by="吴督办", now=late) == 1
        left = alerts_for(desk.sessions(), ["supervisor"])
        assert (Level.MISSED.value, promise.id) not in {(each.level, each.deadline) for each in left}
        desk.sessions().commit()
    desk.sessions.remove()
    tell_due(desk.sessions, desk.books, late + 14 * DAY)
    assert ("unexplained", "supervisor") in _told(desk, promise.id), "nobody has said why"


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39")
def test_lateness_that_was_explained_is_not_marked(desk: DoorDesk) -> None:
    number = desk.submit("2026-09-14 Mon 10:00").number
    desk.done(number, Accept(CLERK, desk.all_in_order(_case(desk, number))), "2026-09-14 Mon 11:00")
    desk.done(number, ExplainLateness(REVIEWER, "promise-1", "道路积水。"), "2026-10-19 Mon 09:00")
    desk.sessions.remove()
    tell_due(desk.sessions, desk.books, LATER)
    assert {level for level, _role in _told(desk, "promise-1")} == {"missed"}
    with scoped("yunyang"):
        line = desk.sessions().get(DeadlineRow, ("yunyang", number, "promise-1"))
        assert line is not None
        assert (line.owes_reason, line.missed_at is not None) == (False, True)


def _told(desk: DoorDesk, limit: str) -> list[tuple[str, str]]:
    with scoped("yunyang"):
        rows = desk.sessions().scalars(select(StaffAlertRow).where(StaffAlertRow.deadline == limit)).all()
    desk.sessions.remove()
    return sorted((each.level, each.role) for each in rows)
