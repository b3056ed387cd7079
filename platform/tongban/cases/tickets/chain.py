"""A ticket's history: only ever added to, chained as a case's is, and checked by folding it again (V5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.history import Fault, first_link, link
from tongban.cases.tickets.tables import TicketEventRow, TicketRow
from tongban.law.tickets import TicketEvent, evolve, ticket_event_from_json, ticket_event_to_json, ticket_from_json


def append(session: Session, tenant: str, number: str, after: int, events: Sequence[TicketEvent]) -> None:
    """Add events behind the first `after` ones."""
    previous = _last_link(session, tenant, number, after)
    for seq, event in enumerate(events, start=after + 1):
        body = ticket_event_to_json(event)
        mark = link(previous, seq, body)
        session.add(
            TicketEventRow(
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
        )
        previous = mark


def _last_link(session: Session, tenant: str, number: str, seq: int) -> str:
    if seq == 0:
        return first_link(tenant, number)
    last = select(TicketEventRow.hash).where(TicketEventRow.number == number, TicketEventRow.seq == seq)
    return session.execute(last).scalar_one()


def _rows(session: Session, number: str) -> Sequence[TicketEventRow]:
    found = select(TicketEventRow).where(TicketEventRow.number == number)
    return session.scalars(found.order_by(TicketEventRow.seq)).all()


def ticket_events(session: Session, number: str) -> list[TicketEvent]:
    return [ticket_event_from_json(row.body) for row in _rows(session, number)]


def verify_tickets(session: Session, rows: Iterable[TicketRow]) -> Iterator[Fault]:
    """Check each ticket: the chain is whole, nothing is missing, and folding it gives the ticket as it is kept."""
    for row in rows:
        yield from _verify_one(row, _rows(session, row.number))


def _verify_one(row: TicketRow, events: Sequence[TicketEventRow]) -> Iterator[Fault]:
    begun_at = str(events[0].body.get("tenant", row.tenant_id)) if events else row.tenant_id
    previous, ticket = first_link(begun_at, row.number), None
    for place, each in enumerate(events, start=1):
        if each.seq != place:
            yield Fault(row.number, f"缺少第 {place} 条记录。")
            return
        said = ticket_event_from_json(each.body)
        columns = (each.kind, each.at, each.actor_id, each.actor_name)
        same = columns == (said.kind, said.at, said.actor.id, said.actor.name)
        if not same or each.previous != previous or each.hash != link(previous, place, each.body):
            yield Fault(row.number, f"第 {place} 条记录与校验值不符，可能被改动。")
            return
        previous, ticket = each.hash, evolve(ticket, said)
    if len(events) != row.revision:
        yield Fault(row.number, f"应有 {row.revision} 条记录，实有 {len(events)} 条。")
    elif ticket is None or ticket != ticket_from_json(row.snapshot):
        yield Fault(row.number, "按记录还原的工单与保存的工单不一致。")
