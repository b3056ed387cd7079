"""A person's own tickets: where each stands, the answer, and what one may still do; by log-in or by code (ORD §52)."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.documents import documents_of
from tongban.cases.tickets import TicketRow, act
from tongban.cases.tickets.find import by_query_code, own_ticket, own_tickets, ticket_of
from tongban.cases.tickets.history import ticket_events
from tongban.database import scoped
from tongban.errors import NotFound, TongbanError
from tongban.law import Actor, Command, Refusal
from tongban.law.tickets import ConfirmTicket, ReopenTicket, TicketState, WithdrawTicket
from tongban.publishing.versions import title_in_use
from tongban.web.guard import permitted, public
from tongban.web.house import books, db, now
from tongban.web.people import the_applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.law_books import as_last_read
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.ticket_view import kind_name, limit_views, state_of, story, ticket_line
from tongban.web.view_words import moment

_BEFORE_ANSWER = (TicketState.OPENED, TicketState.ACCEPTED, TicketState.ASSIGNED)


@blueprint.get("/tickets", endpoint="my_tickets")
@permitted("ticket.own")
def my_tickets(tenant: str) -> str:
    arrive(tenant)
    rows = own_tickets(db(), the_applicant().id)
    lines = [
        ticket_line(
            row, url_for("portal.ticket", tenant=row.tenant_id, number=row.number), *as_last_read(row.tenant_id), now()
        )
        for row in rows
    ]
    return render_template("portal/my_tickets.html", tickets=lines)


@blueprint.route("/tickets/<number>", methods=["GET", "POST"], endpoint="ticket")
@permitted("ticket.own")
def ticket(tenant: str, number: str) -> Answer:
    """Show one's own ticket, and take what one says to the answer."""
    arrive(tenant)
    person = the_applicant()
    row = own_ticket(db(), person.id, number)
    here = url_for("portal.ticket", tenant=row.tenant_id, number=row.number)
    if row.tenant_id != tenant:
        return redirect(here)
    return _answer(row, Actor(person.id, person.name, "applicant"), here)


@blueprint.get("/reports/find", endpoint="find_ticket")
@public
def find_ticket(tenant: str) -> Answer:
    """Ask for a query code, and lead to its ticket."""
    arrive(tenant)
    code, error = request.args.get("code", "").strip()[:64], ""
    if code:
        try:
            row = by_query_code(db(), code)
            return redirect(url_for("portal.ticket_by_code", tenant=row.tenant_id, code=row.code))
        except NotFound as refusal:
            error = refusal.message
    return render_template("portal/find_ticket.html", code=code, error=error)


@blueprint.route("/reports/<code>", methods=["GET", "POST"], endpoint="ticket_by_code")
@public
def ticket_by_code(tenant: str, code: str) -> Answer:
    """Show the ticket whose code one holds. One that belongs to an account is shown to that account alone."""
    arrive(tenant)
    row = by_query_code(db(), code)
    if row.applicant_id is not None:
        return redirect(url_for("portal.ticket", tenant=row.tenant_id, number=row.number))
    here = url_for("portal.ticket_by_code", tenant=row.tenant_id, code=row.code)
    if row.tenant_id != tenant:
        return redirect(here)
    return _answer(row, Actor("", ticket_of(row).person.name or "匿名", "visitor"), here)


def _answer(row: TicketRow, actor: Actor, here: str) -> Answer:
    if request.method == "GET":
        return _show(row)
    with scoped(row.tenant_id):
        answer = act(db(), books(), row.number, _command(actor), now())
        db().commit()
    if isinstance(answer, Refusal):
        return _show(row, answer.message), UNPROCESSABLE
    flash(_("已经记录，办理进展会在这里显示。"), "success")
    return redirect(here, 303)


def _command(actor: Actor) -> Command:
    match request.form.get("command"):
        case "confirm":
            return ConfirmTicket(actor)
        case "reopen":
            return ReopenTicket(actor, request.form.get("reason", "").strip()[:500])
        case "withdraw":
            return WithdrawTicket(actor)
    raise TongbanError(_("没有这样的操作，没有作任何改动。"))


def _show(row: TicketRow, error: str = "") -> str:
    told = ticket_of(row)
    label, tone = state_of(row.state, row.outcome)
    calendar, rulebook = as_last_read(row.tenant_id)
    with scoped(row.tenant_id):
        item_title = title_in_use(db(), row.tenant_id, told.item)
    own = not told.appeal_open and told.kind.value != "rectification"
    return render_template(
        "portal/ticket.html",
        ticket=told,
        item_title=item_title,
        kind=kind_name(row.kind),
        code="" if row.applicant_id else row.code,
        state_label=label,
        state_tone=tone,
        opened_at=moment(row.opened_at),
        limits=limit_views(told, calendar, rulebook, now()),
        documents=documents_of(db(), row.number),
        timeline=story(ticket_events(db(), row.number), for_person=True),
        may_confirm=told.state is TicketState.TOLD,
        may_reopen=told.state is TicketState.TOLD and not told.reopened,
        may_withdraw=own and told.state in _BEFORE_ANSWER,
        error=error,
    )
