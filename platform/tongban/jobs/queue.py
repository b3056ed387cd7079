"""RQ as courier: a worker does a round whenever it is asked, and asks by itself at every tick."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from functools import lru_cache

import redis
import structlog
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from tongban.cases.alerts import tell_due
from tongban.cases.checkpoints import checkpoint_all
from tongban.cases.sweep import sweep
from tongban.cases.tickets import sweep_tickets
from tongban.cases.unused_files import remove_unused
from tongban.database import Sessions, make_engine, make_sessions
from tongban.delivery import Desk, desk_of, drain
from tongban.delivery.asking import ask, queue_at
from tongban.delivery.parcels import follow_parcels
from tongban.delivery.payments.carrying import reconcile
from tongban.jobs.plugged import do_jobs
from tongban.publishing.ahead import take_effect
from tongban.publishing.books import Books
from tongban.settings import Settings, settings_from

log = structlog.get_logger()

TICK = 15.0  # seconds between two looks, whatever became of the jobs


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
    return sessions, desk_of(settings, Books(settings))


def round_for_rq() -> None:
    """Sweep and drain once, in an RQ worker."""
    round_of_work(*_parts())


def now() -> datetime:
    return datetime.now(UTC)


def round_of_work(sessions: Sessions, desk: Desk) -> None:
    """Sweep and drain once; what the sweep ordered is carried out in the same round. Then clear up."""
    if take_effect(sessions(), now()):
        sessions().commit()
    desk.books.refresh(sessions())
    sessions.remove()
    reconcile(sessions, desk, now)  # before the sweep: whoever has paid is not to be reminded
    sweep(sessions, desk.books, now())
    sweep_tickets(sessions, desk.books, now())
    tell_due(sessions, desk.books, now())
    do_jobs(sessions, desk, now)
    follow_parcels(sessions, desk, now)
    drain(sessions, desk, now)
    remove_unused(sessions, desk.files, now(), desk.keep_unused)
    if desk.audit is not None:
        checkpoint_all(sessions, desk.audit, now())
