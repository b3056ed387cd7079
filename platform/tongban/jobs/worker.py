"""One worker: let time take effect, carry effects out, again and again. Any number may run, on any machine (O4)."""

from __future__ import annotations

import threading
from datetime import timedelta

import structlog

from tongban.database import Sessions
from tongban.delivery import Desk, drain
from tongban.jobs.queue import now, round_of_work, work_with_rq
from tongban.settings import Settings

log = structlog.get_logger()

REST = 1.0  # seconds between two looks at the outbox
SWEEP_EVERY = timedelta(seconds=30)


def work(settings: Settings, sessions: Sessions, desk: Desk, *, once: bool = False) -> None:
    """Work until the process is stopped; with REDIS_URL, RQ carries the asking."""
    if once:
        round_of_work(sessions, desk)
    elif settings.redis_url:
        work_with_rq(settings)
    else:
        work_here(sessions, desk, threading.Event())


def work_here(sessions: Sessions, desk: Desk, stop: threading.Event) -> None:
    """Work in this process or thread until told to stop; a fault is logged and the next round begins."""
    swept = now() - SWEEP_EVERY
    while not stop.is_set():
        try:
            if now() - swept >= SWEEP_EVERY:
                round_of_work(sessions, desk)
                swept = now()
            else:
                drain(sessions, desk, now)
        except Exception:
            log.exception("round of work failed")  # nothing is lost: the database remembers what is to be done
            sessions.remove()
        stop.wait(REST)
