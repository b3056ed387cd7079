"""Tickets at the desk: the queue, one ticket, what may be done with it, and the register of the window (W4, V1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.cases.documents import documents_of
from tongban.cases.tables import CaseRow
from tongban.cases.tickets import Opening, TicketRow, act
from tongban.cases.tickets.find import TicketTab, desk_tickets, ticket_in_scope, ticket_of
from tongban.cases.tickets.history import ticket_events
from tongban.errors import NotFound, TongbanError
from tongban.law import Actor, Refusal
from tongban.law.tickets import KINDS, Complainant, TicketKind, decide
from tongban.law.tickets.rules import HANDLING
from tongban.publishing.versions import title_in_use
from tongban.tenancy.accounts import colleagues
from tongban.tenancy.permissions import ROLES, may
from tongban.web.bringing import bring, page_mark
from tongban.web.desk.document_view import Back, show_document
from tongban.web.desk.queue_page import items_of
from tongban.web.desk.room import actor_as, blueprint, roles_for, turned_away
from tongban.web.desk.ticket_acts import ACTS, AskedField, TicketAct, possible
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.ticket_view import kind_name, limit_views, state_of, story, ticket_line
from tongban.web.view_words import moment

#: kinds that a window or the hotline's desk registers for somebody
REGISTERED = (TicketKind.CANNOT_GET_IT_DONE, TicketKind.HOTLINE, TicketKind.COMPLAINT)


@dataclass(frozen=True, slots=True)
class TabView:
    label: str
    href: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of an act; `choices` is empty for a text."""

    name: str
    label: str
    choices: tuple[Option, ...]
    required: bool
    empty: str


@dataclass(frozen=True, slots=True)
class ActView:
    name: str
    label: str
    help: str
    kind: str
    fields: tuple[FieldView, ...]


@blueprint.get("/tickets", endpoint="tickets")
@permitted("ticket.view")
def tickets_page() -> str:
    """Show one page of the tenant's tickets; what waits for oneself first."""
    person = the_staff()
    working = roles_for("ticket.act")
    wanted = request.args.get("tab", "")
    tab = TicketTab(wanted) if wanted in set(TicketTab) else TicketTab.MINE if working else TicketTab.ALL
    page = desk_tickets(db(), person.id, working, tab, request.args.get("after", "")[:50])
    law = (books().calendar(person.tenant), books().rulebook(person.tenant))
    lines = [ticket_line(row, url_for("desk.ticket", number=row.number), *law, now()) for row in page.rows]
    return render_template(
        "desk/tickets.html",
        tabs=_tabs(tab, bool(working)),
        tickets=lines,
        next_href=url_for("desk.tickets", tab=tab.value, after=page.next) if page.next else "",
        may_register=may(person.roles, "ticket.register"),
    )


def _tabs(current: TicketTab, working: bool) -> list[TabView]:
    names = {
        TicketTab.MINE: _("待我办理"),
        TicketTab.ESCALATED: _("督办"),
        TicketTab.CLOSED: _("已办结"),
        TicketTab.ALL: _("全部"),
    }
    shown = (each for each in TicketTab if working or each is not TicketTab.MINE)
    return [TabView(names[each], url_for("desk.tickets", tab=each.value), each is current) for each in shown]


@blueprint.get("/tickets/<number>", endpoint="ticket")
@permitted("ticket.view")
def ticket_page(number: str) -> str:
    return _show(_the_ticket(number))


@blueprint.get("/tickets/<number>/documents/<code>", endpoint="ticket_document")
@permitted("ticket.view")
def ticket_document(number: str, code: str) -> str:
    """Show the notice of an answer as the person has it, to be handed over where they have no account."""
    row = _the_ticket(number)
    document = next((each for each in documents_of(db(), row.number) if each.code == code), None)
    if document is None:
        raise NotFound(_("这件工单没有这份文书。"))
    back = Back(_("工单"), url_for("desk.tickets"), row.number, url_for("desk.ticket", number=row.number), row.title)
    return show_document(document, back)


@blueprint.post("/tickets/<number>/<name>", endpoint="ticket_act")
@permitted("ticket.act")
def ticket_act(number: str, name: str) -> Answer:
    """Carry out one act; a refusal says why, and what was typed stays."""
    row = _the_ticket(number)
    chosen = ACTS.get(name)
    if chosen is None:
        raise NotFound(_("没有这样的操作，没有作任何改动。"))
    actor = _possible(row).get(name) or next(iter(_actors()))
    posted = {each.name: request.form.get(each.name, "").strip()[:1000] for each in chosen.fields}
    row = _locked(row)  # the same page sent twice at once is done once
    if request.form.get("revision", str(row.revision)) != str(row.revision):
        return _show(row, _moved_on(), posted), 409
    try:
        answer = act(db(), books(), row.number, chosen.command(actor, posted, _assignee(posted)), now())
    except TongbanError as refusal:
        db().rollback()
        return _show(_the_ticket(number), Refusal("refused", refusal.message), posted), UNPROCESSABLE
    db().commit()
    if isinstance(answer, Refusal):
        return _show(_the_ticket(number), answer, posted), UNPROCESSABLE
    flash(_("已经记录：%(act)s。", act=str(chosen.label)), "success")
    return redirect(url_for("desk.ticket", number=row.number), 303)


def _locked(row: TicketRow) -> TicketRow:
    asked = select(TicketRow).where(TicketRow.number == row.number).with_for_update()
    return db().scalars(asked.execution_options(populate_existing=True)).one()


def _moved_on() -> Refusal:
    return Refusal("moved_on", _("您打开页面之后，这件工单有了新的进展。您填写的内容还在，请看过再办理。"))


def _the_ticket(number: str) -> TicketRow:
    try:
        return ticket_in_scope(db(), number)
    except NotFound as refusal:
        turned_away("ticket.view", refusal.message)
        raise


def _actors() -> list[Actor]:
    """Give the person in each of the roles in which they may act, the working ones before the overseeing one."""
    roles = sorted(roles_for("ticket.act"), key=lambda role: (role == "supervisor", role))
    return [actor_as(role) for role in roles]


def _possible(row: TicketRow) -> dict[str, Actor]:
    ticket = ticket_of(row)
    rulebook, calendar = books().rulebook_at(row.tenant_id, ticket.opened_at), books().calendar(row.tenant_id)
    return possible(_actors(), lambda command: decide(ticket, command, rulebook, calendar, now()))


def _assignee(posted: Mapping[str, str]) -> Actor:
    """Find the colleague who was chosen, in the role in which they handle tickets."""
    wanted = posted.get("to", "")
    if "to" not in posted:
        return Actor("", "", "")
    for each in colleagues(db(), the_staff().tenant):
        if each.id == wanted and (roles := sorted(each.roles & HANDLING)):
            return Actor(each.id, each.name, roles[0])
    raise TongbanError(_("请选择一名负责办理的人员。"))


def _show(row: TicketRow, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> str:
    told = ticket_of(row)
    label, tone = state_of(row.state, row.outcome)
    calendar, rulebook = books().calendar(row.tenant_id), books().rulebook(row.tenant_id)
    return render_template(
        "desk/ticket.html",
        ticket=told,
        row=row,
        item_title=title_in_use(db(), row.tenant_id, told.item),
        kind=kind_name(row.kind),
        state_label=label,
        state_tone=tone,
        opened_at=moment(row.opened_at),
        limits=limit_views(told, calendar, rulebook, now()),
        timeline=story(ticket_events(db(), row.number), for_person=False),
        documents=[
            (each, url_for("desk.ticket_document", number=row.number, code=each.code))
            for each in documents_of(db(), row.number)
        ],
        acts=[_act_view(name, ACTS[name]) for name in _possible(row)],
        refusal=refusal,
        typed=typed or {},
    )


def _act_view(name: str, shown: TicketAct) -> ActView:
    fields = tuple(_field_view(each) for each in shown.fields)
    return ActView(name, str(shown.label), str(shown.help), shown.kind, fields)


def _field_view(asked: AskedField) -> FieldView:
    if asked.people:
        people = (each for each in colleagues(db(), the_staff().tenant) if each.roles & HANDLING)
        choices = tuple(Option(each.id, f"{each.name}（{_roles(each.roles)}）") for each in people)
    else:
        choices = tuple(Option(value, str(label)) for value, label in asked.choices)
    return FieldView(asked.name, str(asked.label), choices, asked.required, str(asked.empty))


def _roles(roles: frozenset[str]) -> str:
    return "、".join(_(ROLES[each]) for each in ROLES if each in roles)


@blueprint.route("/tickets/new", methods=["GET", "POST"], endpoint="ticket_new")
@permitted("ticket.register")
def ticket_new() -> Answer:
    """Register what somebody brings to the window, or what the hotline hands on (ORD §45; 7 §30)."""
    if request.method == "GET":
        return _form("")
    form, person = request.form, the_staff()
    try:
        answer = bring(person.tenant, _opening(), _registrar(), form.get("mark", "")[:64])
    except TongbanError as refusal:
        db().rollback()
        return _form(refusal.message), UNPROCESSABLE
    if isinstance(answer, Refusal):
        db().rollback()
        return _form(answer.message), UNPROCESSABLE
    db().commit()
    told = _("已经登记，编号 %(number)s。", number=answer.ticket.number)
    told += _("请把查询码告诉提出人：%(code)s", code=answer.code)  # a name without an account cannot follow it either
    flash(told, "success")
    return redirect(url_for("desk.ticket", number=answer.ticket.number), 303)


def _registrar() -> Actor:
    return actor_as(sorted(roles_for("ticket.register"), key=lambda role: role == "supervisor")[0])


def _opening() -> Opening:
    form = request.form
    if form.get("kind", "") not in {each.value for each in REGISTERED}:
        raise TongbanError(_("请选择工单的类型。"))
    number = form.get("case", "").strip().upper()[:50]
    case = db().scalar(select(CaseRow).where(CaseRow.number == number)) if number else None
    if number and case is None:
        raise TongbanError(_("本单位没有编号为“%(number)s”的办件，请核对；也可以不填。", number=number))
    item = case.item if case else form.get("item", "")[:64]
    if item and not case and not title_in_use(db(), the_staff().tenant, item):
        raise TongbanError(_("本单位没有这个事项，请重新选择；也可以不选。"))
    return Opening(
        kind=TicketKind(form["kind"]),
        person=Complainant("", form.get("name", "").strip()[:100], form.get("phone", "").strip()[:30]),
        title=form.get("title", "").strip(),
        body=form.get("body", "").strip(),
        channel="window" if form["kind"] != TicketKind.HOTLINE else "hotline",
        case=number,
        item=item,
        reference=form.get("reference", "").strip(),
    )


def _form(error: str) -> str:
    kinds = [Option(each.value, _(KINDS[each].title)) for each in REGISTERED]
    mark = request.form.get("mark") or page_mark()
    items = items_of(the_staff().tenant)
    return render_template("desk/ticket_new.html", kinds=kinds, items=items, typed=request.form, mark=mark, error=error)
