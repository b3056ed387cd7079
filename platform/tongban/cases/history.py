"""A case's history: only ever added to, each event chained to the one before, and checked by folding it again (V5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow, EventRow
from tongban.database import Plain, add_only, of_the_tenant
from tongban.law import Event, case_from_json, event_from_json, event_to_json, evolve

_LINK = Plain(
    select(EventRow.hash).where(
        of_the_tenant(EventRow), EventRow.number == bindparam("case"), EventRow.seq == bindparam("place")
    )
)


def first_link(tenant: str, number: str) -> str:
    """Give the link before the first event, so that no chain can be moved to another case."""
    return hashlib.sha256(f"tongban:{tenant}:{number}".encode()).hexdigest()


def link(previous: str, seq: int, body: dict[str, Any]) -> str:
    """Chain one event: SHA-256 over the link before, its place and its content in canonical JSON."""
    canonical = json.dumps([previous, seq, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def append(session: Session, row: CaseRow, events: Sequence[Event]) -> str:
    """Add events behind those that the row counts; give the link of the last one, which the row is to keep."""
    tenant, number, previous = row.tenant_id, row.number, _last_link(session, row)
    for seq, event in enumerate(events, start=row.revision + 1):
        body = event_to_json(event)
        mark = link(previous, seq, body)
        add_only(
            session,
            EventRow,
            tenant_id=tenant,
            number=number,
            seq=seq,
            kind=event.kind,
            body=body,
            at=event.at,
            actor_id=event.actor.id,
            actor_name=event.actor.name,
            previous=previous,
            hash=mark,
        )
        previous = mark
    return previous


def _last_link(session: Session, row: CaseRow) -> str:
    """Give the link of the last event: the row's own, or the chain's where the row was written before it kept one."""
    if row.revision == 0:
        return first_link(row.tenant_id, row.number)
    return row.link or str(_LINK.ask(session, case=row.number, place=row.revision).scalar_one())


def events_of(session: Session, number: str) -> list[Event]:
    rows = session.scalars(select(EventRow).where(EventRow.number == number).order_by(EventRow.seq))
    return [event_from_json(row.body) for row in rows]


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in one case's history, in Chinese."""

    number: str
    message: str


def verify(session: Session, rows: Iterable[CaseRow]) -> Iterator[Fault]:
    """Check each case: the chain is whole, nothing is missing, and folding the events gives the case as it is kept."""
    for row in rows:
        events = session.scalars(select(EventRow).where(EventRow.number == row.number).order_by(EventRow.seq)).all()
        yield from _verify_one(row, events)


def _verify_one(row: CaseRow, events: Sequence[EventRow]) -> Iterator[Fault]:
    # a case that was handed over (36 §14(3)) keeps the chain that it began where it was opened
    begun_at = str(events[0].body.get("tenant", row.tenant_id)) if events else row.tenant_id
    previous = first_link(begun_at, row.number)
    for place, event in enumerate(events, start=1):
        if event.seq != place:
            yield Fault(row.number, f"缺少第 {place} 条记录。")
            return
        chained = event.previous == previous and event.hash == link(previous, place, event.body)
        if not chained or not _says_the_same(event):
            yield Fault(row.number, f"第 {place} 条记录与校验值不符，可能被改动。")
            return
        previous = event.hash
    if row.link not in ("", previous):
        yield Fault(row.number, "办件保存的末条校验值与历史记录不符，可能被改动。")
        return
    if len(events) != row.revision:
        yield Fault(row.number, f"应有 {row.revision} 条记录，实有 {len(events)} 条。")
        return
    case = None
    for event in events:
        case = evolve(case, event_from_json(event.body))
    kept = (row.tenant_id, row.applicant_id)
    if case is None or case != case_from_json(row.snapshot) or (case.tenant, case.applicant.id) != kept:
        yield Fault(row.number, "按记录还原的办件与保存的办件不一致。")


def _says_the_same(row: EventRow) -> bool:
    """Tell whether the columns by which records are looked up say what the chained record itself says."""
    said = event_from_json(row.body)
    return (row.kind, row.at, row.actor_id, row.actor_name) == (said.kind, said.at, said.actor.id, said.actor.name)
