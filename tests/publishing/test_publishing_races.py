"""Two who decide on one item at the same moment: the second waits, and follows what the first has published (C5)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.publishing import Books, history
from tongban.publishing.checking import check
from tongban.publishing.next_versions import Why, number, withdraw
from tongban.publishing.stopping import stop_intake
from tongban.settings import Settings

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
PATIENCE = 30.0  # seconds until a publication that does not wait is given up
ITEM = "occupy-road"
Deed = Callable[[Sessions, Books], None]
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")  # of the whole server, which is this process's alone


def publish_as(sessions: Sessions, books: Books, digest: str) -> None:
    """Publish the item with another content, told by its hash alone; nothing is committed."""
    changed = replace(check(books.shelf, "yunyang", ITEM).approved(), hash=digest)
    number(sessions(), books.shelf, "yunyang", (changed,), Why(digest, LATER))


def publish_second(sessions: Sessions, books: Books) -> None:
    publish_as(sessions, books, "second")


def take_back(sessions: Sessions, _books: Books) -> None:
    withdraw(sessions(), "yunyang", [ITEM])


def give_up(sessions: Sessions, _books: Books) -> None:
    stop_intake(sessions(), "yunyang", ITEM)


@pytest.mark.row("C5")
@pytest.mark.parametrize(
    ("then", "ends"),
    [
        (publish_second, [("second", "in_use"), ("first", "superseded")]),
        (take_back, [("first", "withdrawn")]),
        (give_up, [("first", "cancelled")]),
    ],
)
def test_who_comes_second_waits_and_follows_what_the_first_has_published(
    city: Settings, city_sessions: Sessions, books: Books, then: Deed, ends: list[tuple[str, str]]
) -> None:
    engine = make_engine(city.database_url)
    others = make_sessions(engine)

    def second() -> None:
        try:
            with scoped("yunyang"):
                then(others, books)
                others().commit()
        finally:
            others.remove()

    beside = threading.Thread(target=second)
    with scoped("yunyang"):
        publish_as(city_sessions, books, "first")
        beside.start()
        if not city.embedded:  # SQLite lets one in at a time, from its first question
            _until_it_waits(city_sessions)
        city_sessions().commit()
        beside.join()
        engine.dispose()
        told = [(row.hash, row.state) for row in history(city_sessions(), "yunyang", ITEM)]
    assert told[: len(ends)] == ends
    assert [state for _hash, state in told[len(ends) :]] == ["superseded"]


def _until_it_waits(sessions: Sessions) -> None:
    end = time.monotonic() + PATIENCE
    while not sessions().scalar(WAITING):
        assert time.monotonic() < end, "the second publication does not wait for the first"
        time.sleep(0.02)
