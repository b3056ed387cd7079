"""RQ as courier: a job says only "look at the outbox" or "sweep"; what is to be done stands in the database.

Serialised as JSON, so that writing to Redis runs no code. A job lost with Redis costs nothing: the next tick of any
worker asks again, and finds the same rows.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache

import redis
import structlog
from rq import Queue, SimpleWorker
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer

from tongban.cases.files import FileStore
from tongban.cases.sweep import sweep
from tongban.database import Sessions, make_engine, make_sessions
from tongban.delivery import Desk, drain
from tongban.notices import FileKeys
from tongban.publishing.books import Books
from tongban.settings import Settings, settings_from

log = structlog.get_logger()

QUEUE = "tongban"
TICK = 15.0  # seconds between two looks, whatever became of the jobs


def queue_at(redis_url: str) -> Queue:
    return Queue(QUEUE, connection=redis.Redis.from_url(redis_url), serializer=JSONSerializer)


def ask(queue: Queue) -> None:
    """Ask some worker for a round; asked twice before one begins, it is done once. Safe to lose."""
    with suppress(DuplicateJobError):
        queue.enqueue_call(round_for_rq, job_id=QUEUE, unique=True, result_ttl=0, failure_ttl=60, timeout=300)


def work_with_rq(settings: Settings) -> None:
    """Serve the queue until the process is stopped, and ask for a round at every tick."""
    queue = queue_at(settings.redis_url or "")
    stop = threading.Event()
    ticker = threading.Thread(target=_tick, args=(queue, stop), name="tick", daemon=True)
    ticker.start()
    try:
        SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer).work(logging_level="WARNING")
    finally:
        stop.set()


def _tick(queue: Queue, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            if queue.count == 0:
                ask(queue)
        except redis.RedisError:
            log.warning("redis is away; the outbox waits in the database")
        stop.wait(TICK)


@lru_cache(maxsize=1)
def _parts() -> tuple[Sessions, Desk]:
    """Open the worker's parts once, from its own environment."""
    settings = settings_from(os.environ)
    sessions = make_sessions(make_engine(settings.database_url))
    books = Books(settings)
    return sessions, Desk(books, FileStore(settings.files_url), FileKeys(settings.keys), settings.public_url)


def round_for_rq() -> None:
    """Sweep and drain once, in an RQ worker."""
    round_of_work(*_parts())


def now() -> datetime:
    return datetime.now(UTC)


def round_of_work(sessions: Sessions, desk: Desk) -> None:
    """Sweep and drain once; what the sweep ordered is carried out in the same round."""
    desk.books.refresh(sessions())
    sessions.remove()
    sweep(sessions, desk.books, now())
    drain(sessions, desk, now)
