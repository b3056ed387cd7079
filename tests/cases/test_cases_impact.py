"""Running cases of a tenant on a draft: read in batches, within the tenant's scope, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event, func, select

from door_desk import CLERK, ENTERPRISE, REVIEWER, DoorDesk, at
from tongban.assurance.replay import Impact
from tongban.cases import impact
from tongban.cases.impact import count_cases, impact_on_cases
from tongban.cases.tables import CaseRow, EventRow
from tongban.database import Sessions, scoped
from tongban.definitions import Definition, compile_resolved
from tongban.law import Accept, Actor, CompleteStep, Withdraw
from tongban.publishing import Books

NOW = at("2026-10-08 Thu 10:00")
APPLICANT = Actor(ENTERPRISE.id, ENTERPRISE.name, "applicant")


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)


def draft(books: Books, promise: int = 2, item: str = "occupy-road", tenant: str = "yunyang") -> Definition:
    data = dict(books.workspace.resolve(item, tenant).data)
    data["time"] = {**data["time"], "promise": {"working_days": promise}}  # type: ignore[dict-item]
    return compile_resolved(data)


def impact_at(desk: DoorDesk, new: Definition, **more: object) -> Impact:
    with scoped(new.tenant):
        return Impact(tuple(impact_on_cases(desk.sessions(), desk.books, new, NOW, **more)))  # type: ignore[arg-type]


@pytest.mark.row("C5")
def test_a_shorter_promise_is_told_for_each_open_case_and_closed_ones_are_left_out(desk: DoorDesk) -> None:
    first = desk.submit("2026-09-28 Mon 10:00")
    desk.done(first.number, Accept(CLERK, desk.all_in_order(first)), "2026-09-29 Tue 10:00")
    second = desk.submit("2026-09-28 Mon 10:05")
    desk.done(second.number, Withdraw(APPLICANT, "因故。"), "2026-09-28 Mon 11:00")
    found = impact_at(desk, draft(desk.books))
    assert [each.number for each in found.cases] == [first.number]
    assert [each.text for each in found.changed[0].changes] == ["承诺办结期限：2026年10月12日 → 2026年10月8日"]
    everything = impact_at(desk, draft(desk.books), closed=True)
    assert {each.number for each in everything.cases} == {first.number, second.number}
    assert [each.number for each in everything.changed] == [first.number]


def test_what_is_in_use_changes_nothing(desk: DoorDesk) -> None:
    case = desk.submit("2026-09-28 Mon 10:00")
    desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), "2026-09-29 Tue 10:00")
    desk.done(case.number, CompleteStep(REVIEWER, "review", "齐全。"), "2026-09-30 Wed 10:00")
    assert impact_at(desk, desk.definition()).changed == ()


def test_every_case_is_read_once_however_many_batches_there_are(
    desk: DoorDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impact, "BATCH", 2)
    numbers = {desk.submit(f"2026-09-28 Mon 10:{minute:02}").number for minute in (0, 0, 0, 1, 2)}
    found = impact_at(desk, draft(desk.books))
    assert sorted(each.number for each in found.cases) == sorted(numbers)
    assert len(impact_at(desk, draft(desk.books), most=3).cases) == 3
    with scoped("yunyang"):
        assert count_cases(desk.sessions(), desk.definition()) == 5


@pytest.fixture
def written(city_sessions: Sessions) -> Iterator[list[str]]:
    """Gather every statement that writes."""
    engine = city_sessions().get_bind()
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_nothing_is_written(desk: DoorDesk, written: list[str]) -> None:
    desk.submit("2026-09-28 Mon 10:00")
    written.clear()
    with scoped("yunyang"):
        before = desk.sessions().scalar(select(func.count()).select_from(EventRow))
    impact_at(desk, draft(desk.books))
    with scoped("yunyang"):
        assert desk.sessions().scalar(select(func.count()).select_from(EventRow)) == before
        assert not desk.sessions().dirty
        assert not desk.sessions().new
    assert written == []


@pytest.mark.row("T2")
def test_cases_of_another_tenant_are_not_read(desk: DoorDesk) -> None:
    desk.submit("2026-09-28 Mon 10:00")
    assert impact_at(desk, draft(desk.books, tenant="yuzhong")).cases == ()
    with scoped("yuzhong"):
        foreign = tuple(impact_on_cases(desk.sessions(), desk.books, draft(desk.books), NOW))
        assert foreign == ()
        assert desk.sessions().scalar(select(func.count()).select_from(CaseRow)) == 0
