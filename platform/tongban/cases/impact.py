"""What a draft would change for the cases of a tenant: read in batches, each run on paper, nothing written (C5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tongban.assurance.replay import Replayed, replay_case
from tongban.cases.tables import CaseRow, EventRow
from tongban.definitions import Definition
from tongban.law import Event, State, event_from_json
from tongban.publishing.books import Books
from tongban.publishing.memory import definition

BATCH = 100  # cases whose histories are read at once


def impact_on_cases(
    session: Session, books: Books, draft: Definition, now: datetime, *, closed: bool = False, most: int | None = None
) -> Iterator[Replayed]:
    """Run the open cases of the draft's item on it, the newest first; closed ones too where asked, at most `most`.

    Works in the scope of the draft's tenant, which the caller has entered.
    """
    rulebook, calendar = books.rulebook(draft.tenant), books.calendar(draft.tenant)
    for rows in _batches(session, draft, closed=closed, most=most):
        histories = _histories(session, [number for number, _digest in rows])
        for number, digest in rows:
            old = definition(session, digest)
            yield replay_case(number, histories[number], old, draft, rulebook, calendar, now)


def count_cases(session: Session, draft: Definition, *, closed: bool = False) -> int:
    """Count the cases on which a draft can be tried."""
    return session.scalar(_cases(draft, closed=closed).with_only_columns(func.count())) or 0


def _cases(draft: Definition, *, closed: bool) -> Select[str, str, datetime]:
    mine = select(CaseRow.number, CaseRow.definition_hash, CaseRow.opened_at).where(
        CaseRow.tenant_id == draft.tenant, CaseRow.item == draft.item
    )
    return mine if closed else mine.where(CaseRow.state != State.CLOSED.value)


def _batches(
    session: Session, draft: Definition, *, closed: bool, most: int | None
) -> Iterator[Sequence[tuple[str, str]]]:
    """Page by moment and number, so that no page is lost or read twice while cases come in."""
    last: tuple[datetime, str] | None = None
    left = most
    while left is None or left > 0:
        asked = _cases(draft, closed=closed).order_by(CaseRow.opened_at.desc(), CaseRow.number.desc())
        if last is not None:
            at, number = last
            asked = asked.where((CaseRow.opened_at < at) | ((CaseRow.opened_at == at) & (CaseRow.number < number)))
        rows = session.execute(asked.limit(min(BATCH, left) if left is not None else BATCH)).all()
        if not rows:
            return
        yield [(number, digest) for number, digest, _at in rows]
        number, _digest, at = rows[-1]
        last = (at, number)
        left = None if left is None else left - len(rows)
        if len(rows) < BATCH:
            return


def _histories(session: Session, numbers: Sequence[str]) -> dict[str, list[Event]]:
    asked = select(EventRow.number, EventRow.body).where(EventRow.number.in_(numbers))
    found: dict[str, list[Event]] = defaultdict(list)
    for number, body in session.execute(asked.order_by(EventRow.number, EventRow.seq)):
        found[number].append(event_from_json(body))
    return found
