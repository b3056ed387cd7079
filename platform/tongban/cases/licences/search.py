"""Find licences that a tenant issued, the newest first, page by page and by index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from tongban.cases.licences.standing import EXPIRED, IN_FORCE
from tongban.cases.licences.tables import LicenceRow, PresentationRow
from tongban.errors import TongbanError

PAGE = 50
ANY = ""
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the beginning of a number or of a holder's name, a state; `after` marks a page."""

    words: str = ""
    state: str = ANY
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[LicenceRow]
    next: str


def search(session: Session, tenant: str, wanted: Wanted, today: date) -> Page:
    asked: Select[Any] = select(LicenceRow).where(LicenceRow.tenant_id == tenant)
    if wanted.words:
        asked = asked.where(
            or_(
                LicenceRow.number.startswith(wanted.words, autoescape=True),
                LicenceRow.holder_name.startswith(wanted.words, autoescape=True),
                LicenceRow.case_number == wanted.words.upper(),
            )
        )
    asked = _in_state(asked, wanted.state, today)
    if wanted.after:
        at, code = _mark(wanted.after)
        asked = asked.where(or_(LicenceRow.issued_at < at, and_(LicenceRow.issued_at == at, LicenceRow.code < code)))
    asked = asked.order_by(LicenceRow.issued_at.desc(), LicenceRow.code.desc()).limit(PAGE + 1)
    rows = list(session.scalars(asked))
    more = f"{rows[PAGE - 1].issued_at.isoformat()}~{rows[PAGE - 1].code}" if len(rows) > PAGE else ""
    return Page(rows[:PAGE], more)


def _in_state(asked: Select[Any], state: str, today: date) -> Select[Any]:
    """Bound a search to a state as it is today; that one has run out is read from its last day."""
    if state == EXPIRED:
        return asked.where(LicenceRow.state == IN_FORCE, LicenceRow.valid_until < today)
    if state == IN_FORCE:
        lasting = or_(LicenceRow.valid_until.is_(None), LicenceRow.valid_until >= today)
        return asked.where(LicenceRow.state == IN_FORCE, lasting)
    return asked.where(LicenceRow.state == state) if state else asked


def _mark(after: str) -> tuple[datetime, str]:
    at, _tilde, code = after.partition("~")
    try:
        return datetime.fromisoformat(at), code
    except ValueError as fault:
        raise TongbanError("翻页位置不正确，请从第一页重新查看。") from fault


def presentations_of(session: Session, row: LicenceRow) -> list[PresentationRow]:
    """List when a licence was last shown, and whether anybody looked; not to whom, nor what."""
    asked = select(PresentationRow).where(PresentationRow.tenant_id == row.tenant_id, PresentationRow.code == row.code)
    return list(session.scalars(asked.order_by(PresentationRow.shown_at.desc()).limit(MOST_SHOWN)))
