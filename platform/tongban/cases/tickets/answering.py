"""Write the notice of an answer into the transaction of the answer: numbered once, sealed and told after commit."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tongban.cases.documents import Paper, put_down, take_number
from tongban.cases.tickets.tables import TicketRow
from tongban.definitions.notice_kinds import notice_kinds
from tongban.errors import TongbanError
from tongban.law.events import NoticeOrdered
from tongban.law.tickets import Ticket, TicketEvent, addressee_of, notices_ordered
from tongban.publishing.books import Books
from tongban.tenancy.tables import TenantRow
from tongban.tenancy.tree import tenant as tenant_row
from tongban.wording import render_wording


def issue_notices(
    session: Session, books: Books, row: TicketRow, ticket: Ticket, events: tuple[TicketEvent, ...]
) -> int:
    """Number, word and keep each notice that these events order; returns how many there were."""
    orders = tuple(notices_ordered(ticket, events, books.rulebook_at(row.tenant_id, ticket.opened_at)))
    for order in orders:
        _issue(session, books, tenant_row(session, row.tenant_id), ticket, order)
    return len(orders)


def _issue(session: Session, books: Books, office: TenantRow, ticket: Ticket, order: NoticeOrdered) -> None:
    kind, day = notice_kinds[order.notice], order.at.astimezone(books.rulebook(office.id).timezone).date()
    wording = books.standing_wording(office.id, kind.id)
    if wording is None:
        raise TongbanError(f"没有“{kind.title}”的文书样式，请先补齐。")
    numbered = take_number(session, office, kind, day)
    values = {**order.values, **_of_the_office(office), "number": numbered.number, "date": day}
    english = books.standing_translation(office.id, kind.id)
    paper = Paper(
        belongs_to=ticket.number,
        addressee=addressee_of(ticket),
        issuer=_signing(office),
        words=render_wording(wording, values),
        translation=render_wording(english, values) if english else "",
    )
    put_down(session, office, kind, numbered, paper, order.at)


def _of_the_office(office: TenantRow) -> Mapping[str, object]:
    """Say who answers and where to ask: a complaint has no item whose counter could be named."""
    ways = {name: str(office.details.get(name) or "") for name in ("phone", "address")}
    return {"tenant_name": office.name, "authority": _signing(office), **ways}


def _signing(office: TenantRow) -> str:
    """Name the body that signs: a district is a place, and no place writes letters (GB/T 9704)."""
    return str(office.details.get("signs_as") or office.name)
