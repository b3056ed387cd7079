"""Work that plugins do again and again: where one is used and something waits, contained, each in its transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from tongban.cases.plugins.office import Office, Offices
from tongban.database import Scope, Sessions, scoped
from tongban.delivery import Desk
from tongban.delivery.courier import keep_faults
from tongban.hooks import Job
from tongban.plugins.faults import Fault

#: when this process last did a job; another process may do it too, so every job bears being done twice
_LAST: dict[tuple[str, str], datetime] = {}


def do_jobs(sessions: Sessions, desk: Desk, clock: Callable[[], datetime]) -> int:
    """Do what is due, and return how many jobs ended well."""
    done = 0
    for plugin, jobs in desk.books.plugins.at_start("jobs"):
        for job in jobs:
            if _is_due(plugin, job, clock()):
                there = _where(sessions, desk, plugin, job)
                done += sum(_do(sessions, desk, plugin, job, tenant, clock()) for tenant in there)
    keep_faults(sessions(), desk, clock())
    return done


def _is_due(plugin: str, job: Job, now: datetime) -> bool:
    last = _LAST.get((plugin, job.name), now - timedelta(days=1))
    if now - last < job.every:
        return False
    _LAST[plugin, job.name] = now
    return True


def _where(sessions: Sessions, desk: Desk, plugin: str, job: Job) -> Sequence[str]:
    """Give the tenants that a job visits: a city has hundreds, and something waits at a few."""
    users = desk.books.users_of(plugin)
    if job.waiting is None:
        return users
    session = sessions()
    with scoped(Scope.everywhere("jobs")):
        try:
            waiting = set(session.scalars(job.waiting.distinct()))
        except Exception as error:  # noqa: BLE001 — a plugin's fault stays its own
            desk.books.plugins.faults.note(Fault(plugin, f"jobs:{job.name}", "", repr(error)))
            waiting = set()
        session.rollback()
    return [each for each in users if each in waiting]


def _do(sessions: Sessions, desk: Desk, plugin: str, job: Job, tenant: str, now: datetime) -> bool:
    session = sessions()
    with scoped(tenant):
        answered = Offices(session, desk.books, desk.files, tenant, now)(plugin)
        if answered is None:
            return False
        office: Office = answered["office"]
        try:
            job.run(office)
            session.commit()
        except Exception as error:  # noqa: BLE001 — a plugin's fault stays its own
            session.rollback()
            desk.books.plugins.faults.note(Fault(plugin, f"jobs:{job.name}", tenant, repr(error)))
            return False
    return True
