"""Tickets for programs: bring something forward in one's own name, follow it, and say what one thinks of the answer."""

from __future__ import annotations

from datetime import datetime

from flask import Response, url_for
from sqlalchemy import select

from tongban.cases.documents import documents_of
from tongban.cases.tables import CaseRow
from tongban.cases.tickets import Opening, TicketRow
from tongban.cases.tickets import act as act_on
from tongban.cases.tickets.find import own_ticket, own_tickets, ticket_of
from tongban.cases.tickets.history import ticket_events
from tongban.law import Actor, Command, Refusal
from tongban.law.tickets import Complainant, ConfirmTicket, ReopenTicket, TicketKind, WithdrawTicket
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.api.act_schemas import Ticket, TicketActRequest, TicketList, TicketRequest
from tongban.web.api.document import document_told, sealed_file
from tongban.web.api.exchange import KEY, answer, sent_body, sent_key
from tongban.web.api.operations import Answer, Header, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.tenants import TENANT
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.bringing import bring
from tongban.web.house import books, db, now
from tongban.web.scoping import enter
from tongban.web.ticket_view import limit_views, state_of, story

NUMBER = {"number": "工单编号"}


@blueprint.get("/tickets", endpoint="tickets")
@for_applicants("ticket.own")
@operation(
    Operation(
        id="tickets",
        summary="列出我反映的问题",
        tag="诉求",
        description="在全市各处反映的问题和差评整改，最新的在前。",
        answers={200: Answer("工单", TicketList)},
        problems=(401,),
        secured=True,
    )
)
def tickets() -> Response:
    return answer(TicketList, {"tickets": [_summary(each) for each in own_tickets(db(), the_caller().id)]})


@blueprint.post("/tenants/<tenant>/tickets", endpoint="report")
@for_applicants("ticket.own")
@operation(
    Operation(
        id="report",
        summary="反映一个问题",
        tag="诉求",
        description="“办不成事”反映或者投诉举报，以令牌的申请人名义。匿名的请在门户上提出。"
        "同一个 Idempotency-Key 再次发送相同的内容，返回同一个工单。",
        path=TENANT,
        headers=(Header(KEY, "由调用方生成的唯一标识，8 至 100 个可见字符，重发时不变"),),
        body=TicketRequest,
        answers={
            201: Answer("新的工单", Ticket, headers=("Location",)),
            200: Answer("此前用同一标识提出的工单", Ticket, headers=("Location",)),
        },
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"kind": "complaint", "title": "窗口要求清单以外的材料", "body": "要求另外提供证明，希望核实。"},
    )
)
def report(tenant: str) -> Response:
    asked, key, person = sent_body(TicketRequest), sent_key(required=False), the_caller()
    enter(tenant_row(db(), tenant).id)
    case = _own_case(asked["case"].strip().upper())
    opening = Opening(
        kind=TicketKind(asked["kind"]),
        person=Complainant(person.id, person.name, asked["phone"].strip()),
        title=asked["title"].strip(),
        body=asked["body"].strip(),
        channel="portal",
        case=case.number if case else "",
        item=case.item if case else "",
    )
    done = bring(tenant, opening, _actor(), key)
    if isinstance(done, Refusal):
        raise Problem(409, done.message, article=done.article)
    db().commit()
    number, status = done.ticket.number, 201 if done.events else 200
    return answer(Ticket, _told(number), status=status, Location=url_for("api.ticket", number=number))


@blueprint.get("/tickets/<number>", endpoint="ticket")
@for_applicants("ticket.own")
@operation(
    Operation(
        id="ticket",
        summary="读取一个工单",
        tag="诉求",
        path=NUMBER,
        answers={200: Answer("工单", Ticket)},
        problems=(401, 404),
        secured=True,
    )
)
def ticket(number: str) -> Response:
    return answer(Ticket, _told(number))


@blueprint.post("/tickets/<number>/acts", endpoint="ticket_act")
@for_applicants("ticket.own")
@operation(
    Operation(
        id="ticket-act",
        summary="对答复表态，或者撤回",
        tag="诉求",
        path=NUMBER,
        body=TicketActRequest,
        answers={200: Answer("工单", Ticket)},
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"act": "confirm"},
    )
)
def ticket_act(number: str) -> Response:
    asked, law = sent_body(TicketActRequest), books()
    row = own_ticket(db(), the_caller().id, number)
    enter(row.tenant_id)
    done = act_on(db(), law, row.number, _command(asked["act"], asked["reasons"].strip()), now())
    db().commit()  # what time has done meanwhile stays done
    if isinstance(done, Refusal):
        raise Problem(409, done.message, article=done.article)
    return answer(Ticket, _told(number))


@blueprint.get("/tickets/<number>/documents/<code>", endpoint="ticket_document")
@for_applicants("ticket.own")
@operation(
    Operation(
        id="ticket-document",
        summary="取答复的文书",
        tag="诉求",
        description="盖章的 PDF，例如投诉答复书。文书刚发出时还在盖章，请按 Retry-After 稍后再取。",
        path={**NUMBER, "code": "验真码"},
        answers={200: Answer("盖章的 PDF", media_type="application/pdf")},
        problems=(401, 404, 503),
        secured=True,
    )
)
def ticket_document(number: str, code: str) -> Response:
    row = own_ticket(db(), the_caller().id, number)
    enter(row.tenant_id)
    return sealed_file(documents_of(db(), row.number), code)


def _command(act: str, reasons: str) -> Command:
    if act == "confirm":
        return ConfirmTicket(_actor())
    return ReopenTicket(_actor(), reasons) if act == "reopen" else WithdrawTicket(_actor())


def _actor() -> Actor:
    person = the_caller()
    return Actor(person.id, person.name, "applicant")


def _own_case(number: str) -> CaseRow | None:
    if not number:
        return None
    mine = select(CaseRow).where(CaseRow.number == number, CaseRow.applicant_id == the_caller().id)
    row = db().scalar(mine)
    if row is None:
        raise Problem(422, "没有找到您名下这个编号的办件，请核对；也可以不写。")
    return row


def _summary(row: TicketRow) -> dict[str, object]:
    return {
        "number": row.number,
        "tenant": row.tenant_id,
        "kind": row.kind,
        "title": row.title,
        "state": row.state,
        "state_label": state_of(row.state, row.outcome)[0],
        "case": row.case_number,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "href": url_for("api.ticket", number=row.number),
    }


def _told(number: str) -> dict[str, object]:
    row = own_ticket(db(), the_caller().id, number)
    enter(row.tenant_id)
    told, calendar, rulebook = ticket_of(row), books().calendar(row.tenant_id), books().rulebook(row.tenant_id)
    due = {each.id: each.due for each in told.limits}
    limits = limit_views(told, calendar, rulebook, now())
    return {
        **_summary(row),
        "deadlines": [
            {
                "name": each.name,
                "basis": each.basis,
                "budget": each.budget_text,
                "lamp": each.lamp,
                "left": each.left,
                "due": due[each.id],
                "provisional": each.provisional,
            }
            for each in limits
        ],
        "documents": [
            document_told(each, url_for("api.ticket_document", number=row.number, code=each.code))
            for each in documents_of(db(), row.number)
        ],
        "events": [
            {"at": datetime.fromisoformat(each.iso), "title": each.title, "who": each.who, "text": each.text}
            for each in story(ticket_events(db(), row.number), for_person=True)
        ],
    }
