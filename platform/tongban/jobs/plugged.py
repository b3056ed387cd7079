"""Work that plugins do again and again: for each tenant that uses one, contained, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tongban.cases.plugins.office import Office, Offices
from tongban.database import Sessions, scoped
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
                done += sum(_do(sessions, desk, plugin, job, tenant, clock()) for tenant in desk.books.users_of(plugin))
    keep_faults(sessions(), desk, clock())
    return done


def _is_due(plugin: str, job: Job, now: datetime) -> bool:
    last = _LAST.get((plugin, job.name), now - timedelta(days=1))
    if now - last < job.every:
        return False
    _LAST[plugin, job.name] = now
    return True


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
