"""Queues of a desk: read in the order of an index, a page at a time, so that a hundred thousand cases cost the same.

Nothing is counted over all cases and no snapshot is opened: a queue is made of columns. A page goes on where the one
before it ended (its mark), not after so many rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from tongban.cases.standing import desk_key
from tongban.cases.tables import SEVERAL, CaseRow, TaskRow
from tongban.database import Plain, current_scope, of_the_tenant
from tongban.errors import TongbanError
from tongban.law import DeadlineKind, State
from tongban.publishing.internal import MATTERS, id_of

PAGE = 25
_DAWN = datetime(1970, 1, 1, tzinfo=UTC)  # before every limit: where a queue by limits begins
_WILD = re.compile("[%_/]")  # characters of a pattern, which are characters like any other here
_NEWEST = "~"  # after every number: where a queue by numbers, newest first, begins


class Tab(StrEnum):
    """Which cases: mine to do, held by me, free to claim, for the applicant, done, or every one."""

    MINE = "mine"
    HELD = "held"
    FREE = "free"
    APPLICANT = "applicant"
    CLOSED = "closed"
    ALL = "all"


class Kinds(StrEnum):
    """Of which kinds: applications for services, matters between offices, or both, as the matrix lets one see (T3)."""

    ALL = "all"
    SERVICE = "service"
    INTERNAL = "internal"


_INTERNAL = tuple(id_of(each) for each in MATTERS)
OF_ONES_OWN = frozenset({Tab.MINE, Tab.HELD, Tab.FREE})
BY_LIMIT = OF_ONES_OWN | {Tab.APPLICANT}


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks: an account and the desks whose tasks are open to it, all of them for who sits at none."""

    person: str = ""
    desks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `words` are a case number, part of an applicant's name or part of an item's title."""

    tab: Tab = Tab.MINE
    words: str = ""
    item: str = ""
    after: str = ""  # the mark of the page before
    kinds: Kinds = Kinds.ALL


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
    held_by: str
    due_at: datetime | None
    due_kind: DeadlineKind | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page; `next` is the mark of what follows, empty at the end."""

    lines: tuple[QueueLine, ...]
    next: str


_COLUMNS: Select[Any] = select(  # type: ignore[assignment]
    CaseRow.number,
    CaseRow.item,
    CaseRow.title,
    CaseRow.applicant_name,
    CaseRow.channel,
    CaseRow.state,
    CaseRow.outcome,
    CaseRow.waits_for,
    CaseRow.held_by,
    CaseRow.due_at,
    CaseRow.due_kind,
    CaseRow.opened_at,
    CaseRow.closed_at,
).where(of_the_tenant(CaseRow))


#: true of every case that waits for nobody or for several; said, it leaves one run of the index, in order of limits
_IN_NO_HANDS = CaseRow.held_by == ""

_STATE, _KIND = (QueueLine.__slots__.index(name) for name in ("state", "due_kind"))


def queue(
    session: Session, tenant: str, roles: Collection[str], asked: Asked, size: int = PAGE, seat: Seat | None = None
) -> QueuePage:
    """Give one page of a tenant's queue, the earliest limit first; what is done, and all, the newest first.

    The work of one's roles is read role by role, each in its own run of the index, all in one statement, and merged.
    """
    seat = seat or Seat()
    values = {**_values(asked), **_hands(seat, asked.tab)}
    by = (bool(asked.item), bool(asked.words.strip()), asked.kinds)
    question = _question(asked.tab, tuple(sorted(roles)), len(seat.desks), *by)
    if (scope := current_scope()) is not None and scope.reads != (tenant,):
        raise TongbanError(f"当前范围不是租户“{tenant}”，不能查看它的队列。")
    lines = [_line(row) for row in question.ask(session, most=size + 1, **values)]
    if asked.tab in BY_LIMIT:
        lines.sort(key=_place)
    more = len(lines) > size
    return QueuePage(tuple(lines[:size]), _mark(lines[size - 1], asked.tab) if more else "")


def _values(asked: Asked) -> dict[str, object]:
    """Give what a question is asked with; raises TongbanError for a mark that is none."""
    found: dict[str, object] = {"item": asked.item} if asked.item else {}
    if words := _WILD.sub(r"/\g<0>", asked.words.strip()):
        found |= {"prefix": f"{words.upper()}%", "part": f"%{words}%"}
    if asked.tab in BY_LIMIT:
        due, number = _read_mark(asked.after)
        return {**found, "due": due, "number": number}
    return {**found, "number": asked.after or _NEWEST}


@lru_cache(maxsize=256)
def _question(tab: Tab, roles: tuple[str, ...], desks: int, by_item: bool, by_words: bool, kinds: Kinds) -> Plain:
    """Put a question together, once for each kind of question; putting it together costs more than asking it."""
    # the limit is written into the statement: PostgreSQL plans once for all pages only where it knows how few are read
    most = bindparam("most", type_=Integer, literal_execute=True)
    runs = [_with_filters(each, by_item, by_words, kinds).limit(most) for each in _runs(tab, roles, desks)]
    if len(runs) == 1:
        return Plain(runs[0])
    return Plain(union_all(*(select(each.subquery()) for each in runs)))


def _hands(seat: Seat, tab: Tab) -> dict[str, object]:
    """Give the hands in which a task may be, by the names under which a question asks for them."""
    if tab not in OF_ONES_OWN:
        return {}
    mine: dict[str, object] = {"held": seat.person} if tab is not Tab.FREE else {}
    desks: dict[str, object] = {f"desk{place}": desk_key(each) for place, each in enumerate(seat.desks)}
    return {**mine, **desks} if tab is not Tab.HELD else mine


def _runs(tab: Tab, roles: tuple[str, ...], desks: int) -> list[Select[Any]]:
    if tab in OF_ONES_OWN:
        hands = _in_hands(tab, desks)
        own = [_by_limit(and_(CaseRow.waits_for == role, CaseRow.held_by == hand)) for role in roles for hand in hands]
        return [*own, _by_limit(and_(CaseRow.waits_for == SEVERAL, _IN_NO_HANDS, _has_task(roles, hands)))]
    if tab is Tab.APPLICANT:  # nobody at a desk is waited for, and a limit runs: the applicant's
        return [_by_limit(and_(CaseRow.waits_for.is_(None), _IN_NO_HANDS))]
    run = _COLUMNS.where(CaseRow.number < bindparam("number")).order_by(CaseRow.number.desc())
    if tab is Tab.CLOSED:  # nobody is waited for and no limit runs; the state says it for certain
        run = run.where(CaseRow.waits_for.is_(None), CaseRow.due_at.is_(None), CaseRow.state == State.CLOSED.value)
    return [run]


def _in_hands(tab: Tab, desks: int) -> list[ColumnElement[str]]:
    """Give each hand as one place in the index: nobody's, a desk's, one's own."""
    mine: list[ColumnElement[str]] = [] if tab is Tab.FREE else [bindparam("held", type_=String)]
    free: list[ColumnElement[str]] = [literal(""), *(bindparam(f"desk{place}", type_=String) for place in range(desks))]
    return mine if tab is Tab.HELD else [*mine, *free]


def _has_task(roles: tuple[str, ...], hands: list[ColumnElement[str]]) -> ColumnElement[bool]:
    mine = (of_the_tenant(TaskRow), TaskRow.number == CaseRow.number, TaskRow.done_at.is_(None))
    # joined with nothing, role and hand are in no index: the tasks of one case are read, not all open ones of a role
    role, hand = TaskRow.role.concat(""), TaskRow.held_by.concat("")
    # the offset keeps PostgreSQL from turning this round: the few such cases are looked at, not all tasks of the tenant
    return select(TaskRow.id).where(*mine, role.in_(roles), hand.in_(hands)).offset(0).exists()


def _by_limit(waits: ColumnElement[bool]) -> Select[Any]:
    due, number = bindparam("due", type_=CaseRow.due_at.type), bindparam("number", type_=String)
    behind = tuple_(CaseRow.due_at, CaseRow.number) > tuple_(due, number)  # one place in the index, not a filter
    return _COLUMNS.where(waits, behind).order_by(CaseRow.due_at, CaseRow.number)


def _with_filters(run: Select[Any], by_item: bool, by_words: bool, kinds: Kinds) -> Select[Any]:
    if kinds is not Kinds.ALL:  # of the few by index; of the many, nearly every row read is one that is shown
        run = run.where(CaseRow.item.in_(_INTERNAL) if kinds is Kinds.INTERNAL else CaseRow.item.not_in(_INTERNAL))
    if by_item:
        run = run.where(CaseRow.item == bindparam("item"))
    if by_words:
        part = bindparam("part", type_=String)
        run = run.where(
            or_(
                CaseRow.number.like(bindparam("prefix", type_=String), escape="/"),
                CaseRow.applicant_name.like(part, escape="/"),
                CaseRow.title.like(part, escape="/"),
            )
        )
    return run


def _line(row: Row[Any]) -> QueueLine:
    columns: list[Any] = list(row)  # in the order of the line's own
    columns[_STATE] = State(columns[_STATE])
    columns[_KIND] = DeadlineKind(columns[_KIND]) if columns[_KIND] else None
    return QueueLine(*columns)


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
