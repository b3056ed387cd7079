"""Two who register one login at the same moment: one has it, the other is told so in words."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select

from tongban.database import make_engine, make_sessions
from tongban.errors import TongbanError
from tongban.settings import Settings
from tongban.tenancy.applicants import register
from tongban.tenancy.tables import ApplicantRow

NOW = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
FORM = {"kind": "person", "login": "13800000000", "password": "correct horse", "now": NOW}


@pytest.mark.row("T3")
def test_the_second_of_two_who_register_one_login_at_once_is_told_that_it_is_taken(settings: Settings) -> None:
    first, second = make_engine(settings.database_url), make_engine(settings.database_url)
    early, late = make_sessions(first), make_sessions(second)
    writes, told = threading.Event(), []

    @event.listens_for(second, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT"):  # it has looked, and found the login free
            writes.set()

    def come_second() -> None:
        try:
            register(late(), name="龚明", **FORM)
            told.append("registered")
        except Exception as fault:  # noqa: BLE001 — whatever it is, it is told in the test's own thread
            told.append(fault)
        late().rollback()
        told.append(late().scalar(select(func.count()).select_from(ApplicantRow)))
        late.remove()

    register(early(), name="陈明", **FORM)
    other = threading.Thread(target=come_second)
    other.start()
    if first.dialect.name == "postgresql":  # SQLite lets one in at a time, from its first question
        assert writes.wait(30)
    early().commit()
    other.join(60)
    early.remove()
    first.dispose()
    second.dispose()
    assert isinstance(told[0], TongbanError), told
    assert "已经注册" in told[0].message
    assert told[1] == 1
