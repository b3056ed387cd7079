"""What plugins show in the demonstration city: each is asked once, at the first start, where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.plugins.office import Offices
from tongban.database import scoped
from tongban.delivery import Desk
from tongban.demo.people import Account
from tongban.law import Applicant
from tongban.tenancy.tables import ApplicantRow


def show_plugins(session: Session, desk: Desk, now: datetime) -> list[Account]:
    """Let the plugins make what shows them, contained: one that fails is left out. The caller commits.

    Returns the accounts by which it is seen.
    """
    plugins, shown = desk.books.plugins, list[Account]()
    if not plugins.answering("demonstration"):
        return shown
    people = _people(session)
    for tenant in sorted({each for name in plugins.answering("demonstration") for each in desk.books.users_of(name)}):
        with scoped(tenant):
            offices = Offices(session, desk.books, desk.files, tenant, now)
            made = plugins.ask("demonstration", offices, tenant=tenant, around=session.begin_nested, people=people)
            shown += [account for _plugin, accounts in made for account in accounts or ()]
            session.flush()
    return shown


def _people(session: Session) -> Sequence[Applicant]:
    """List who has an account, by log-in."""
    rows = session.scalars(select(ApplicantRow).order_by(ApplicantRow.login))
    return tuple(Applicant(each.id, each.kind, each.name) for each in rows)
