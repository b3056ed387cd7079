"""After an outage what should have happened first happens first, over all cases of the city (D4).

A fee that is asked for by an acceptance that silence brought about has a limit of its own, whose end asks once more:
what follows from the end of one case's limit falls between, and after, the ends of other cases' limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from door_desk import ZONE, Applicant, DoorDesk, at
from paying_site import PayDesk
from tongban.cases.sweep import sweep
from tongban.cases.tables import DocumentRow
from tongban.database import scoped

#: who handed in where, and when; D's office is another one, and its end falls between those of A and B
A, B, C, D = "2026-11-09 Mon 09:10", "2026-11-11 Wed 09:10", "2026-12-09 Wed 09:10", "2026-11-10 Tue 15:00"
AFTER = at("2026-12-28 Mon 08:00")
ASKED = [
    (1, "A", "2026-11-10"),
    (2, "B", "2026-11-12"),
    (3, "A", "2026-11-17"),
    (4, "B", "2026-11-19"),
    (5, "C", "2026-12-10"),
    (6, "C", "2026-12-17"),
]


@pytest.fixture
def names(desk: DoorDesk) -> dict[str, str]:
    """Hand the four applications in, which nobody looks at; give their names by their numbers."""
    site = PayDesk(desk.sessions, desk.books)
    found = {}
    for office, name, when in ((site, "A", A), (desk, "D", D), (site, "B", B), (site, "C", C)):
        applicant = Applicant(f"applicant-{name}", "enterprise", "重庆示例建设有限公司")
        found[office.submit(when, applicant).number] = name
        desk.sessions.remove()
    return found


@contextmanager
def written(desk: DoorDesk) -> Iterator[list[tuple[datetime, str]]]:
    """Note the events of all offices in the order in which they are written."""
    noted: list[tuple[datetime, str]] = []

    def note(_connection: object, _cursor: object, statement: str, _given: object, context: Any, _many: bool) -> None:
        if statement.startswith("INSERT INTO case_event"):
            noted.extend((each["at"], each["number"]) for each in context.compiled_parameters)

    engine = desk.sessions().get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked_for_the_fee(desk: DoorDesk, names: dict[str, str]) -> list[tuple[int, str, str]]:
    """Give number, case and day of the payment notices, in the order of their numbers."""
    with scoped("yuzhong"):
        rows = desk.sessions().scalars(
            select(DocumentRow).where(DocumentRow.kind == "payment_notice").order_by(DocumentRow.serial)
        )
        found = [(each.serial, names[each.case_number], f"{each.issued_at.astimezone(ZONE):%Y-%m-%d}") for each in rows]
    desk.sessions.remove()
    return found


@pytest.mark.row("D4")
@pytest.mark.article("335 §18", "335 §27")
@pytest.mark.parametrize("batch", [200, 2], ids=["in one batch", "in small batches"])
def test_one_sweep_numbers_the_documents_of_all_cases_as_daily_sweeps_would(
    desk: DoorDesk, names: dict[str, str], batch: int
) -> None:
    assert sweep(desk.sessions, desk.books, AFTER, batch=batch) == 4
    assert asked_for_the_fee(desk, names) == ASKED


@pytest.mark.row("D4")
@pytest.mark.article("335 §18", "335 §27")
def test_one_sweep_writes_what_happened_over_the_whole_city_in_its_order(desk: DoorDesk, names: dict[str, str]) -> None:
    with written(desk) as noted:
        sweep(desk.sessions, desk.books, AFTER)
    moments = [moment for moment, _number in noted]
    assert moments == sorted(moments), "dated as the law dates it, and written in that order"
    turns = [names[number] for _moment, number in noted]
    told = [name for name, before in zip(turns, ["", *turns], strict=False) if name != before]
    assert told[:4] == ["A", "D", "A", "B"], "what follows from A's first end comes after D's, and before and after B's"
    assert "A" in told[4:]
    assert sweep(desk.sessions, desk.books, AFTER) == 0, "a second sweep finds nothing"
