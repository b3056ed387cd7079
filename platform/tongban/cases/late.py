"""Limits that were missed, by index: for who oversees a desk, and, where the law says so, for the public (ORD §39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow, DeadlineRow
from tongban.law import DeadlineKind, case_from_json
from tongban.law.case import OF_THE_APPLICANT, WITHIN_THE_OFFICE
from tongban.law.escalation import Level

PAGE = 50


class Which(StrEnum):
    """Which missed limits: those still open, those without a reason, or every one."""

    OPEN = "open"
    UNEXPLAINED = "unexplained"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Late:
    """One missed limit of a case. `marked` says that its reason is overdue as well."""

    number: str
    item: str
    title: str
    deadline: str
    kind: DeadlineKind
    missed_at: datetime
    is_open: bool
    owes_reason: bool
    marked: bool
    waits_for: str | None


@dataclass(frozen=True, slots=True)
class LateItem:
    """How many missed limits an item has that are open or unexplained."""

    item: str
    title: str
    open: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class PublicLate:
    """What the public may read of a missed limit: no name, no whole number."""

    number: str
    title: str
    kind: DeadlineKind
    missed_at: datetime
    reason: str
    marked: bool


def late_limits(session: Session, which: Which, item: str = "", limit: int = PAGE) -> list[Late]:
    """List missed limits of the tenant in scope, the newest first; the applicants' own are not among them."""
    asked = select(DeadlineRow, CaseRow).where(*_is_late(), *_only(which))
    if item:
        asked = asked.where(CaseRow.item == item)
    order = (DeadlineRow.missed_at.desc(), DeadlineRow.number, DeadlineRow.id)
    return [_line(line, row) for line, row in session.execute(asked.order_by(*order).limit(limit))]


def late_items(session: Session) -> list[LateItem]:
    """Count by item what is overdue and open, and what is unexplained, the most first."""
    counted = (
        CaseRow.item,
        func.max(CaseRow.title),
        func.count().filter(DeadlineRow.is_open),
        func.count().filter(DeadlineRow.owes_reason),
    )
    asked = (
        select(*counted).where(*_is_late(), or_(DeadlineRow.is_open, DeadlineRow.owes_reason)).group_by(CaseRow.item)
    )
    found = [LateItem(*row) for row in session.execute(asked)]
    return sorted(found, key=lambda each: (-each.open, -each.unexplained, each.item))


def published_lateness(session: Session, limit: int = PAGE) -> list[PublicLate]:
    """List what was late at the tenant in scope, with the reason where one was given, the newest first."""
    inner = [each.value for each in WITHIN_THE_OFFICE]
    asked = select(DeadlineRow, CaseRow).where(*_is_late(), DeadlineRow.kind.not_in(inner))
    rows = session.execute(asked.order_by(DeadlineRow.missed_at.desc(), DeadlineRow.number).limit(limit))
    return [_public(line, row) for line, row in rows if line.missed_at is not None]


def masked_number(number: str) -> str:
    """Show the division and the last four characters of a case number: its own applicant knows it again."""
    return f"{number[:6]}{'*' * max(len(number) - 10, 1)}{number[-4:]}"


def _is_late() -> tuple[ColumnElement[bool], ...]:
    theirs = [each.value for each in OF_THE_APPLICANT]
    same = (CaseRow.tenant_id == DeadlineRow.tenant_id, CaseRow.number == DeadlineRow.number)
    return (*same, DeadlineRow.missed_at.is_not(None), DeadlineRow.kind.not_in(theirs))


def _only(which: Which) -> tuple[ColumnElement[bool], ...]:
    if which is Which.OPEN:
        return (DeadlineRow.is_open.is_(True),)
    return (DeadlineRow.owes_reason.is_(True),) if which is Which.UNEXPLAINED else ()


def _line(line: DeadlineRow, row: CaseRow) -> Late:
    assert line.missed_at is not None
    marked = line.alerted == Level.UNEXPLAINED.value and line.owes_reason
    kind = DeadlineKind(line.kind)
    return Late(row.number, row.item, row.title, line.id, kind, line.missed_at, line.is_open, line.owes_reason, marked,
                row.waits_for)  # fmt: skip


def _public(line: DeadlineRow, row: CaseRow) -> PublicLate:
    assert line.missed_at is not None
    reason = case_from_json(row.snapshot).deadline(line.id).late_reason
    marked = line.alerted == Level.UNEXPLAINED.value and not reason
    return PublicLate(masked_number(row.number), row.title, DeadlineKind(line.kind), line.missed_at, reason, marked)
