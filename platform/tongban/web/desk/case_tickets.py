"""What was brought forward about a case, on its own page: for those who may see tickets of their own tenant (W4)."""

from __future__ import annotations

from flask import url_for

from tongban.cases.tables import CaseRow
from tongban.cases.tickets.find import of_case
from tongban.tenancy.permissions import may
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.ticket_view import TicketLine, ticket_line


def tickets_about(row: CaseRow) -> list[TicketLine]:
    """List the tickets about a case, the newest first; a delegate sees none of those of the principal (T4)."""
    person = the_staff()
    if row.tenant_id != person.tenant or not may(person.roles, "ticket.view"):
        return []
    found = of_case(db(), row.number)
    if not found:
        return []
    law = (books().calendar(row.tenant_id), books().rulebook(row.tenant_id))
    return [ticket_line(each, url_for("desk.ticket", number=each.number), *law, now()) for each in reversed(found)]
