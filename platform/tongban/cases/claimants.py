"""How many open cases and unfinished drafts an item has at each claimant: numbers only, never whose (C3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import Scope, scoped
from tongban.law import State


@dataclass(frozen=True, slots=True)
class AtWork:
    """What is under way at a claimant when the item changes: each goes on with the version it began with (C5)."""

    cases: int = 0
    drafts: int = 0


def at_work(session: Session, tenants: Collection[str], item: str) -> Mapping[str, AtWork]:
    """Count for these claimants of one item; a claimant without any is absent. Two queries."""
    names = tuple(tenants)
    with scoped(Scope(names, None, "numbers for who changes what they claim (36 §6)")):
        cases = select(CaseRow.tenant_id, func.count()).where(
            CaseRow.tenant_id.in_(names), CaseRow.item == item, CaseRow.state != State.CLOSED
        )
        drafts = select(DraftRow.tenant_id, func.count()).where(
            DraftRow.tenant_id.in_(names), DraftRow.item == item, DraftRow.number.is_(None)
        )
        running = {row[0]: row[1] for row in session.execute(cases.group_by(CaseRow.tenant_id))}
        begun = {row[0]: row[1] for row in session.execute(drafts.group_by(DraftRow.tenant_id))}
    return {name: AtWork(running.get(name, 0), begun.get(name, 0)) for name in {*running, *begun}}
