"""The worker alone, and the worker behind a real Valkey: the same work, and none lost when the courier forgets (O4)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import redis
from sqlalchemy import select

from door_desk import DoorDesk
from tongban.cases.tables import DocumentRow, OutboxRow
from tongban.database import Scope, Sessions, scoped
from tongban.delivery.asking import QUEUE, ask, queue_at
from tongban.publishing import Books
from tongban.settings import Settings

PATIENCE = 60.0  # seconds until a worker that does nothing is given up


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)


def environment(city: Settings, **more: str) -> dict[str, str]:
    own = {"TONGBAN_DATA": str(city.data), "DATABASE_URL": city.database_url, "TONGBAN_SECRET_KEY": city.secret_key}
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, **own, **more}


def sealed(desk: DoorDesk) -> list[str | None]:
    desk.sessions.remove()
    with scoped(Scope.everywhere("test")):
        return list(desk.sessions().scalars(select(DocumentRow.pdf)))


@pytest.mark.row("O4")
def test_one_round_of_the_worker_command_seals_what_waits(city: Settings, desk: DoorDesk) -> None:
    desk.submit("2026-09-14 Mon 10:00")
    desk.sessions.remove()
    command = [sys.executable, "-c", "from tongban.cli import main; main()", "worker", "--once"]
    subprocess.run(command, env=environment(city), check=True, timeout=120)
    assert all(sealed(desk))


@pytest.mark.row("O4")
def test_an_rq_worker_does_the_work_even_after_redis_was_wiped(city: Settings, desk: DoorDesk, redis_url: str) -> None:
    if city.embedded:
        pytest.skip("several processes write: that is PostgreSQL's")
    desk.submit("2026-09-14 Mon 10:00")
    desk.sessions.remove()
    ask(queue_at(redis_url))
    redis.Redis.from_url(redis_url).flushall()
    command = [sys.executable, "-c", "from tongban.cli import main; main()", "worker"]
    worker = subprocess.Popen(command, env=environment(city, REDIS_URL=redis_url))
    try:
        deadline = time.monotonic() + PATIENCE
        while not all(sealed(desk)) and time.monotonic() < deadline:
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait(20)
    assert all(sealed(desk))
    with scoped(Scope.everywhere("test")):
        assert desk.sessions().scalars(select(OutboxRow).where(OutboxRow.done_at.is_(None))).all() == []


def test_asking_twice_before_a_round_begins_asks_once(redis_url: str) -> None:
    queue = queue_at(redis_url)
    queue.empty()
    ask(queue)
    ask(queue)
    assert queue.count == 1
    assert queue.name == QUEUE
    queue.empty()


def test_asking_while_redis_is_away_loses_nothing_and_raises_nothing() -> None:
    ask(queue_at("unix:///nowhere/redis.socket"))


def test_without_redis_the_settings_say_so(settings: Settings) -> None:
    assert settings.redis_url is None
    assert replace(settings, redis_url="unix:///x").redis_url
