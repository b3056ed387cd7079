"""A day declared off moves what is open at the tenant and below it, and a dry run moves nothing (D1)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from door_desk import CLERK, ZONE, DoorDesk, at
from tongban.calendars.declared import Declaration
from tongban.cases import declaring
from tongban.cases.declaring import Projection, declare, declare_for_later, project
from tongban.cases.history import events_of
from tongban.cases.register import case_of
from tongban.cases.tables import EventRow, OutboxRow
from tongban.database import scoped
from tongban.delivery import desk_of, drain
from tongban.errors import TongbanError
from tongban.law import Case, DeadlineKind, DeadlineRecounted, end_of_day
from tongban.law.commands import Accept
from tongban.settings import Settings
from tongban.tenancy.tables import AuditRow

FLOOD = date(2026, 9, 16)
NOW = at("2026-09-15 Tue 15:00")


def off(day: date = FLOOD, basis: str = "云阳县防汛指挥部2026年第3号通告") -> Declaration:
    return Declaration(day, False, basis, NOW, "命令行")


def accepted(desk: DoorDesk, when: str = "2026-09-14 Mon 10:00") -> Case:
    case = desk.submit(when)
    return desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), when)


def promise(desk: DoorDesk, number: str) -> datetime:
    limit = case_of(desk.row(number)).open_deadline(DeadlineKind.PROMISE)
    assert limit is not None
    assert limit.due is not None
    return limit.due.astimezone(ZONE)


def ways(found: Projection) -> set[tuple[str, date, date]]:
    return {(each.deadline, each.before, each.after) for each in found.moved}


@pytest.mark.row("D1")
@pytest.mark.row("D5")
@pytest.mark.article("335 §25")
def test_a_day_declared_off_moves_what_is_open_and_says_why(desk: DoorDesk) -> None:
    number = accepted(desk).number
    before = promise(desk, number)
    desk.sessions.remove()
    found = declare(desk.sessions, desk.books, off(), "yunyang", NOW)
    assert (found.looked_at, found.failed) == (1, [])
    after = promise(desk, number)
    assert after == end_of_day(desk.books.calendar("yunyang").add_working_days(before.date(), 1), ZONE)
    assert ("promise-1", before.date(), after.date()) in ways(found)
    with scoped("yunyang"):
        told = [each for each in events_of(desk.sessions(), number) if isinstance(each, DeadlineRecounted)]
        assert {each.reason for each in told} == {
            "工作日历已更新：2026年9月16日临时停止办公（依据：云阳县防汛指挥部2026年第3号通告），重新计算。"
        }
        noted = desk.sessions().scalars(select(AuditRow).where(AuditRow.action == "calendar.declare")).one()
    assert noted.note == "2026-09-16临时停止办公，依据：云阳县防汛指挥部2026年第3号通告。"
    assert desk.books.calendar("jiangbei").is_working(FLOOD), "another county works on"


@pytest.mark.row("D1")
def test_a_dry_run_tells_the_same_and_changes_nothing(desk: DoorDesk) -> None:
    number = accepted(desk).number
    desk.sessions.remove()
    version, before = desk.books.calendar("yunyang").version, _events(desk)
    tried = project(desk.sessions, desk.books, off(), "yunyang", NOW)
    assert tried.moved
    assert (_events(desk), desk.books.refresh(desk.sessions()).calendar("yunyang").version) == (before, version)
    desk.sessions.remove()
    done = declare(desk.sessions, desk.books, off(), "yunyang", NOW)
    assert (ways(done), done.calendar) == (ways(tried), tried.calendar)
    assert number in {each.number for each in done.moved}


@pytest.mark.row("D1")
def test_a_declaration_of_the_city_holds_for_all_below_and_can_be_taken_back(desk: DoorDesk) -> None:
    number = accepted(desk).number
    before = promise(desk, number)
    desk.sessions.remove()
    declare(desk.sessions, desk.books, off(), "chongqing", NOW)
    assert promise(desk, number) > before
    assert not desk.books.calendar("jiangkou").is_working(FLOOD), "a township of that county"
    back = Declaration(FLOOD, True, "第4号通告", NOW, "命令行")
    desk.sessions.remove()
    assert declare(desk.sessions, desk.books, back, "chongqing", NOW).moved
    assert promise(desk, number) == before


@pytest.mark.row("D1")
def test_broken_off_and_run_again_it_goes_on(desk: DoorDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [accepted(desk, f"2026-09-14 Mon 1{each}:00").number for each in range(3)]
    before = [promise(desk, each) for each in numbers]
    desk.sessions.remove()
    whole, calls = declaring.act, []

    def breaks_off(*given: object) -> object:
        calls.append(given)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(declaring, "act", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        declare(desk.sessions, desk.books, off(), "yunyang", NOW)
    desk.sessions().rollback()
    monkeypatch.undo()
    desk.sessions.remove()
    again = declare(desk.sessions, desk.books, off(), "yunyang", NOW)
    assert {each.number for each in again.moved} == set(numbers[1:]), "the first was counted before it broke off"
    assert all(promise(desk, each) > was for each, was in zip(numbers, before, strict=True))
    with scoped("yunyang"):
        assert len(desk.sessions().scalars(select(AuditRow).where(AuditRow.action == "calendar.declare")).all()) == 1


@pytest.mark.row("D1")
def test_what_would_change_nothing_or_has_no_basis_is_refused(desk: DoorDesk) -> None:
    with pytest.raises(TongbanError, match="本来就是休息日"):
        project(desk.sessions, desk.books, off(date(2026, 9, 19)), "yunyang", NOW)
    with pytest.raises(TongbanError, match="请写明依据"):
        declare(desk.sessions, desk.books, off(basis=" "), "yunyang", NOW)


def _events(desk: DoorDesk) -> int:
    with scoped("yunyang"):
        found = len(desk.sessions().scalars(select(EventRow)).all())
    desk.sessions.remove()
    return found


@pytest.mark.row("D1")
def test_declared_on_a_page_the_worker_counts_again_in_batches(
    desk: DoorDesk, city: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaring, "BATCH", 2)
    numbers = [accepted(desk, f"2026-09-14 Mon 1{each}:00").number for each in range(3)]
    before = [promise(desk, each) for each in numbers]
    desk.sessions.remove()
    with scoped("yunyang"):
        desk.sessions().execute(update(OutboxRow).values(done_at=NOW))
        declare_for_later(desk.sessions(), desk.books, off(), "yunyang", NOW)
        desk.sessions().commit()
    assert [promise(desk, each) for each in numbers] == before, "nothing is counted before the worker comes by"
    desk.sessions.remove()
    drain(desk.sessions, desk_of(city, desk.books), lambda: NOW)
    with scoped("yunyang"):
        ordered = desk.sessions().scalars(select(OutboxRow).where(OutboxRow.kind == declaring.RECOUNT)).all()
        assert len(ordered) == 3, "two, one, and the look that finds none"
        assert all(each.done_at for each in ordered)
    desk.sessions.remove()
    assert all(promise(desk, each) > was for each, was in zip(numbers, before, strict=True))


@pytest.mark.row("D1")
def test_a_dry_run_may_stop_early_and_says_how_many_there_are(desk: DoorDesk) -> None:
    for each in range(2):
        accepted(desk, f"2026-09-14 Mon 1{each}:00")
    desk.sessions.remove()
    found = project(desk.sessions, desk.books, off(), "yunyang", NOW, most=1)
    assert (found.looked_at, found.in_all) == (1, 2)
