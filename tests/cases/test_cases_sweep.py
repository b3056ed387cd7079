"""The sweep costs what is due and not what is open, and two machines that sweep at once do it once (D4)."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, event, func, select

from door_desk import Applicant, DoorDesk, at
from tongban.cases.register import case_of
from tongban.cases.sweep import sweep
from tongban.cases.tables import EventRow
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.law.events import CaseAccepted
from tongban.publishing import Books
from tongban.settings import Settings

MONDAY = "2026-09-14 Mon 10:00"
#: the review of what came in on Monday has run out, that of what came in on Wednesday has not
WEDNESDAY = "2026-09-16 Wed 08:00"
THURSDAY = "2026-09-17 Thu 08:00"


def statements(engine: Engine, sessions: Sessions, books: Books, when: str) -> tuple[int, int]:
    """Sweep, and tell how many cases moved and how many statements it took."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        return sweep(sessions, books, at(when)), len(sent)
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.row("D4")
def test_the_sweep_costs_what_is_due_and_not_what_is_open(desk: DoorDesk, books: Books) -> None:
    engine = desk.sessions().get_bind()
    assert isinstance(engine, Engine)
    desk.submit(MONDAY)
    alone = statements(engine, desk.sessions, books, WEDNESDAY)
    sweep(desk.sessions, books, at(THURSDAY))  # the first case's own step has run out meanwhile
    desk.submit("2026-09-15 Tue 10:00")
    for count in range(12):
        desk.submit("2026-09-16 Wed 10:00", Applicant(f"applicant-{count}", "enterprise", "重庆示例建设有限公司"))
    desk.sessions.remove()
    among_many = statements(engine, desk.sessions, books, THURSDAY)
    assert alone[0] == among_many[0] == 1
    assert among_many[1] == alone[1]


@pytest.mark.row("D4")
def test_two_machines_that_sweep_at_once_let_each_case_move_once(city: Settings, desk: DoorDesk, books: Books) -> None:
    numbers = [desk.submit(MONDAY).number for _ in range(3)]
    desk.sessions.remove()
    start, moved, broken = threading.Barrier(2), [], []

    def machine() -> None:
        engine = make_engine(city.database_url)
        sessions = make_sessions(engine)
        try:
            start.wait()
            moved.append(sweep(sessions, books, at(WEDNESDAY)))
        except Exception as error:  # noqa: BLE001 -- told below, in the test's own thread
            broken.append(error)
        finally:
            sessions.remove()
            engine.dispose()

    machines = [threading.Thread(target=machine) for _ in range(2)]
    for each in machines:
        each.start()
    for each in machines:
        each.join(60)
    assert broken == []
    assert sum(moved) == len(numbers)
    for number in numbers:
        assert case_of(desk.row(number)).acceptance_deemed
        with scoped("yunyang"):
            accepted = select(func.count()).where(EventRow.number == number, EventRow.kind == CaseAccepted.kind)
            assert desk.sessions().scalar(accepted) == 1
