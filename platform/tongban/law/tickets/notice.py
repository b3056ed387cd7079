"""The notice by which an answer reaches the person: ordered with the answer, where its kind has one (ORD §52)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.rulebook import Rulebook
from tongban.law.events import NoticeOrdered
from tongban.law.notice_values import OF_THE_DESK, in_chinese
from tongban.law.tickets.events import TicketAnswered, TicketEvent
from tongban.law.tickets.rules import KINDS
from tongban.law.tickets.ticket import Ticket
from tongban.law.tickets.words import LimitKind


def notices_ordered(ticket: Ticket, events: Iterable[TicketEvent], rulebook: Rulebook) -> Iterator[NoticeOrdered]:
    """Order what these events bring; `ticket` is as it stands after them.

    A matter that was worked on again is answered again, in a notice of its own.
    """
    kind = KINDS[ticket.kind].answered_by
    for each in events:
        if kind and isinstance(each, TicketAnswered):
            values = _values(ticket, each, kind, rulebook)
            yield NoticeOrdered(at=each.at, actor=each.actor, notice=kind, values=values)


def _values(ticket: Ticket, answered: TicketAnswered, kind: str, rulebook: Rulebook) -> Mapping[str, object]:
    """Give the values that the notice's wording may name; the desk adds its own."""
    known = {
        "applicant_name": addressee_of(ticket),
        "case_number": ticket.case or None,
        "received_on": ticket.received_on,
        "date": answered.at.date(),
        "basis": tuple({"law": each.law, "article": each.article} for each in rulebook.bases_of(kind, "")),
        "complaint_number": ticket.number,
        "complained_on": ticket.received_on,
        "complaint": ticket.body,
        "answer": answered.text,
        "measures": answered.measures or None,
        "answered_on": answered.at.date(),
        "next_steps": _next_steps(ticket),
    }
    names = {each.split("[")[0] for each in notice_kinds[kind].values} - OF_THE_DESK
    return {name: known.get(name) for name in sorted(names)}


def addressee_of(ticket: Ticket) -> str:
    """Name whom the answer speaks to; who gave no name holds the query code instead."""
    return ticket.person.name or "匿名提出人"


def _next_steps(ticket: Ticket) -> str | None:
    """Say until when it may be worked on again; it may only once, after that the standing words hold."""
    if ticket.reopened:
        return None
    limit = ticket.open_limit(LimitKind.FEEDBACK)
    until = f"在{in_chinese(limit.due.date())}前（含当日）" if limit else "在收到答复后"
    above = "也可以向本机关的上一级主管部门或者本级政务服务管理机构反映"
    return f"对本答复有异议的，可以{until}要求重新办理一次，{above}。"
