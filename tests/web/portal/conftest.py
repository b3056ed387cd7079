"""The portal on a loaded city, on each database, and an ear for what is sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, event

from door_desk import at
from kept_apps import app_on
from portal_visitor import Portal
from tongban.database import Sessions
from tongban.publishing import Books
from tongban.settings import Settings


@pytest.fixture
def portal(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Portal]:
    city_sessions.remove()
    moment: list[object] = [at("2026-09-28 Mon 10:00")]
    with app_on(city, clock=lambda: moment[0]) as app:  # type: ignore[arg-type,return-value]
        yield Portal(app, city_sessions, books, moment)
    city_sessions.remove()


@dataclass
class Statements:
    """The statements that were sent to the database."""

    sent: list[str] = field(default_factory=list)


@pytest.fixture
def statements() -> Iterator[Statements]:
    """Listen to every engine there is; transaction control is no query."""
    counted = Statements()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            counted.sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield counted
    event.remove(Engine, "before_cursor_execute", note)
