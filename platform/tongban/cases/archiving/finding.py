"""Find archives of the tenant in scope: one by its number, or page by page, by index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from tongban.cases.archiving.tables import ArchiveRow, ArchiveState
from tongban.errors import NotFound, TongbanError

PAGE = 50
MOST = 100  # of a list that is not turned page by page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the beginning of a number or of a title, a state; `after` marks a page.

    `expired_on`: only what need not be kept any longer on that day, and is still there.
    """

    words: str = ""
    state: str = ""
    expired_on: date | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Archives, the newest first, and the mark of the page that follows."""

    rows: list[ArchiveRow]
    next: str


def archive_of(session: Session, number: str) -> ArchiveRow:
    """Find the archive of a case of the tenant in scope."""
    found = session.scalar(select(ArchiveRow).where(ArchiveRow.number == number.strip().upper()))
    if found is None:
        raise NotFound(f"办件 {number} 没有归档，或者它不属于您的单位。")
    return found


def archives(session: Session, *, expired_on: date | None = None, limit: int = MOST) -> Sequence[ArchiveRow]:
    """List the archives of the tenant in scope, the newest first; on request only those whose time has run out."""
    asked = _bounded(Wanted(expired_on=expired_on))
    return session.scalars(asked.order_by(ArchiveRow.made_at.desc(), ArchiveRow.number).limit(limit)).all()


def search(session: Session, wanted: Wanted) -> Page:
    """Find archives of the tenant in scope."""
    asked = _bounded(wanted)
    if wanted.after:
        at, number = _mark(wanted.after)
        older = and_(ArchiveRow.made_at == at, ArchiveRow.number > number)
        asked = asked.where(or_(ArchiveRow.made_at < at, older))
    rows = list(session.scalars(asked.order_by(ArchiveRow.made_at.desc(), ArchiveRow.number).limit(PAGE + 1)))
    more = f"{rows[PAGE - 1].made_at.isoformat()}~{rows[PAGE - 1].number}" if len(rows) > PAGE else ""
    return Page(rows[:PAGE], more)


def _bounded(wanted: Wanted) -> Select[Any]:
    asked: Select[Any] = select(ArchiveRow)
    if wanted.words:
        number = ArchiveRow.number.startswith(wanted.words.upper(), autoescape=True)
        asked = asked.where(or_(number, ArchiveRow.title.startswith(wanted.words, autoescape=True)))
    if wanted.state:
        asked = asked.where(ArchiveRow.state == wanted.state)
    if wanted.expired_on is not None:
        there = ArchiveRow.state != ArchiveState.DESTROYED.value
        asked = asked.where(ArchiveRow.keep_until < wanted.expired_on, there)
    return asked


def _mark(after: str) -> tuple[datetime, str]:
    at, _tilde, number = after.partition("~")
    try:
        return datetime.fromisoformat(at), number
    except ValueError as fault:
        raise TongbanError("翻页位置不正确，请从第一页重新查看。") from fault
