"""What plugins show in the demonstration city: each is asked once, at the first start, where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.plugins.office import Offices
from tongban.database import scoped
from tongban.delivery import Desk
from tongban.law import Applicant
from tongban.tenancy.tables import ApplicantRow


def show_plugins(session: Session, desk: Desk, now: datetime) -> None:
    """Let the plugins make what shows them, contained: one that fails is left out. The caller commits."""
    plugins = desk.books.plugins
    if not plugins.answering("demonstration"):
        return
    people = _people(session)
    for tenant in sorted({each for name in plugins.answering("demonstration") for each in desk.books.users_of(name)}):
        with scoped(tenant):
            offices = Offices(session, desk.books, desk.files, tenant, now)
            list(plugins.ask("demonstration", offices, tenant=tenant, around=session.begin_nested, people=people))
            session.flush()


def _people(session: Session) -> Sequence[Applicant]:
    """List who has an account, by log-in."""
    rows = session.scalars(select(ApplicantRow).order_by(ApplicantRow.login))
    return tuple(Applicant(each.id, each.kind, each.name) for each in rows)
