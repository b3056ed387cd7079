"""Two who publish one item at the same moment: the second waits, and what it publishes follows what the first did."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.publishing import Books, VersionRow, definition, history, in_use
from tongban.publishing.next_versions import Why, number
from tongban.settings import Settings

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
PATIENCE = 30.0  # seconds until a publication that does not wait is given up
ITEM = "occupy-road"
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")  # of the whole server, which is this process's alone


def publish_as(sessions: Sessions, books: Books, digest: str) -> VersionRow:
    """Publish the item with another content, told by its hash alone; nothing is committed."""
    now = definition(sessions(), in_use(sessions(), "yunyang", ITEM).hash)
    (row,) = number(sessions(), books.shelf, "yunyang", (replace(now, hash=digest),), Why(digest, LATER))
    return row


@pytest.mark.row("C5")
def test_of_two_publications_at_once_the_second_follows_the_first_and_one_is_in_use(
    city: Settings, city_sessions: Sessions, books: Books
) -> None:
    if city.embedded:
        pytest.skip("SQLite lets one in at a time, from its first question")
    engine = make_engine(city.database_url)
    others = make_sessions(engine)

    def second() -> None:
        with scoped("yunyang"):
            publish_as(others, books, "second")
            others().commit()
        others.remove()

    beside = threading.Thread(target=second)
    with scoped("yunyang"):
        publish_as(city_sessions, books, "first")
        beside.start()
        _until_it_waits(city_sessions)
        city_sessions().commit()
        beside.join()
        engine.dispose()
        told = [(row.version, row.hash, row.state) for row in history(city_sessions(), "yunyang", ITEM)]
    assert [each[1:] for each in told[:2]] == [("second", "in_use"), ("first", "superseded")]
    assert [state for _version, _hash, state in told].count("in_use") == 1


def _until_it_waits(sessions: Sessions) -> None:
    end = time.monotonic() + PATIENCE
    while not sessions().scalar(WAITING):
        assert time.monotonic() < end, "the second publication does not wait for the first"
        time.sleep(0.02)
