"""Queues of a desk: read in the order of an index, a page at a time, so that a hundred thousand cases cost the same.

Nothing is counted over all cases and no snapshot is opened: a queue is made of columns. A page goes on where the one
before it ended (its mark), not after so many rows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from tongban.cases.tables import SEVERAL, CaseRow, TaskRow
from tongban.errors import TongbanError
from tongban.law import DeadlineKind, State

PAGE = 25
_DAWN = datetime(1970, 1, 1, tzinfo=UTC)  # before every limit: where a queue by limits begins
_NEWEST = "~"  # after every number: where a queue by numbers, newest first, begins


class Tab(StrEnum):
    """Which cases: for my roles, for the applicant, done, or every one."""

    MINE = "mine"
    APPLICANT = "applicant"
    CLOSED = "closed"
    ALL = "all"


BY_LIMIT = frozenset({Tab.MINE, Tab.APPLICANT})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `words` are a case number, part of an applicant's name or part of an item's title."""

    tab: Tab = Tab.MINE
    words: str = ""
    item: str = ""
    after: str = ""  # the mark of the page before


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One case in a queue: its columns, and nothing of its content."""

    number: str
    item: str
    title: str
    applicant_name: str
    channel: str
    state: State
    outcome: str | None
    waits_for: str | None
    due_at: datetime | None
    due_kind: DeadlineKind | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page; `next` is the mark of what follows, empty at the end."""

    lines: tuple[QueueLine, ...]
    next: str


_COLUMNS: tuple[Any, ...] = (
    CaseRow.number,
    CaseRow.item,
    CaseRow.title,
    CaseRow.applicant_name,
    CaseRow.channel,
    CaseRow.state,
    CaseRow.outcome,
    CaseRow.waits_for,
    CaseRow.due_at,
    CaseRow.due_kind,
    CaseRow.opened_at,
    CaseRow.closed_at,
)


def queue(session: Session, tenant: str, roles: Collection[str], asked: Asked, size: int = PAGE) -> QueuePage:
    """Give one page of a tenant's queue, the earliest limit first; what is done, and all, the newest first.

    The work of one's roles is read role by role, each in its own run of the index, and merged.
    """
    runs = _runs(tenant, roles, asked)
    found = [_read(session, each.limit(size + 1)) for each in runs]
    lines = list(merge(*found, key=_place)) if asked.tab in BY_LIMIT else [line for run in found for line in run]
    more = len(lines) > size
    return QueuePage(tuple(lines[:size]), _mark(lines[size - 1], asked.tab) if more else "")


def _runs(tenant: str, roles: Collection[str], asked: Asked) -> list[Select[Any]]:
    if asked.tab is Tab.MINE:
        own = [_by_limit(tenant, CaseRow.waits_for == role, asked) for role in sorted(roles)]
        return [*own, _by_limit(tenant, and_(CaseRow.waits_for == SEVERAL, _has_task(roles)), asked)]
    if asked.tab is Tab.APPLICANT:  # nobody at a desk is waited for, and a limit runs: the applicant's
        return [_by_limit(tenant, CaseRow.waits_for.is_(None), asked)]
    run = _asked(tenant, asked).where(CaseRow.number < (asked.after or _NEWEST)).order_by(CaseRow.number.desc())
    if asked.tab is Tab.CLOSED:  # nobody is waited for and no limit runs; the state says it for certain
        run = run.where(CaseRow.waits_for.is_(None), CaseRow.due_at.is_(None), CaseRow.state == State.CLOSED.value)
    return [run]


def _has_task(roles: Collection[str]) -> ColumnElement[bool]:
    mine = (TaskRow.tenant_id == CaseRow.tenant_id, TaskRow.number == CaseRow.number, TaskRow.done_at.is_(None))
    return select(TaskRow.id).where(*mine, TaskRow.role.in_(sorted(roles))).exists()


def _by_limit(tenant: str, waits: ColumnElement[bool], asked: Asked) -> Select[Any]:
    due, number = _read_mark(asked.after)
    behind = or_(CaseRow.due_at > due, and_(CaseRow.due_at == due, CaseRow.number > number))
    run = _asked(tenant, asked).where(waits, CaseRow.due_at >= due, behind)
    return run.order_by(CaseRow.due_at, CaseRow.number)


def _asked(tenant: str, asked: Asked) -> Select[Any]:
    run: Select[Any] = select(*_COLUMNS).where(CaseRow.tenant_id == tenant)
    if asked.item:
        run = run.where(CaseRow.item == asked.item)
    if words := asked.words.strip():
        run = run.where(
            or_(
                CaseRow.number.startswith(words.upper(), autoescape=True),
                CaseRow.applicant_name.contains(words, autoescape=True),
                CaseRow.title.contains(words, autoescape=True),
            )
        )
    return run


def _read(session: Session, run: Select[Any]) -> list[QueueLine]:
    return [
        QueueLine(
            **{
                **row,
                "state": State(row["state"]),
                "due_kind": DeadlineKind(row["due_kind"]) if row["due_kind"] else None,
            }
        )
        for row in session.execute(run).mappings()
    ]


def _place(line: QueueLine) -> tuple[datetime, str]:
    return line.due_at or _DAWN, line.number


def _mark(line: QueueLine, tab: Tab) -> str:
    if tab in BY_LIMIT and line.due_at is not None:
        return f"{line.due_at.isoformat()}~{line.number}"
    return line.number


def _read_mark(mark: str) -> tuple[datetime, str]:
    if not mark:
        return _DAWN, ""
    moment, _tilde, number = mark.partition("~")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), number
    except (ValueError, OverflowError):  # no moment, or one that lies beyond the calendar in UTC
        raise TongbanError("队列的页码标记不正确，请从队列的第一页重新进入。") from None
