"""After the case, in the demonstration city: people rate; a complaint is answered, two reports wait, one too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.evaluation import EvaluationRow, Rating, give, occasions
from tongban.cases.tables import CaseRow
from tongban.cases.tickets import Opening, act, open_ticket
from tongban.database import Scope, scoped
from tongban.errors import TongbanError
from tongban.law import Actor, Command, Refusal
from tongban.law.evaluation import Grade
from tongban.law.tickets import (
    AcceptTicket,
    AnswerTicket,
    AssignTicket,
    Complainant,
    LetTimePass,
    RecordContact,
    TellPerson,
    TicketKind,
)
from tongban.publishing.books import Books
from tongban.tenancy.accounts import staff_named

#: what people say, in turn; most are satisfied, as most are
SAID = (
    Rating(Grade.VERY_SATISFIED, way="portal"),
    Rating(Grade.UNSATISFIED, ("trips",), "材料补了两次，跑了三趟。", "portal"),
    Rating(Grade.VERY_SATISFIED, (), "窗口人员讲得很清楚。", "tablet"),
    Rating(Grade.SATISFIED, way="code"),
    Rating(Grade.FAIRLY_SATISFIED, way="portal"),
    Rating(Grade.VERY_SATISFIED, way="tablet"),
)
#: a report that nobody has answered in time, and one of yesterday
LATE = Opening(
    TicketKind.COMPLAINT,
    Complainant("", "李建国", "13900000000"),
    "窗口要求提供清单以外的材料",
    "办理时要求另外提供一份办事指南没有列出的证明，希望核实。",
    "window",
)
FRESH = Opening(
    TicketKind.CANNOT_GET_IT_DONE,
    Complainant(),
    "两个部门互相推，不知道找谁",
    "住建窗口让找城管，城管窗口让找住建，跑了两次没有结果。",
    "portal",
)
#: a complaint that has its answer; who brought it is somebody whose case has ended
ANSWERED = Opening(
    TicketKind.COMPLAINT,
    Complainant(),
    "取件时窗口没有人值守",
    "通知下午可以取件，三点到窗口没有人，等了四十分钟。",
    "portal",
)
ANSWER = (
    "经核实，当天窗口人员外出送件，没有安排人员顶岗，情况属实，窗口已经当面致歉。",
    "窗口实行顶岗制度，并公示值守电话。",
)
_VISITOR = Actor("", "匿名", "visitor")


def make_after(session: Session, books: Books, now: datetime) -> None:
    """Rate what has ended, mend the first bad one of each office and leave the others; bring what people report.

    The caller commits.
    """
    for tenant in sorted(_rate(session, books, now)):
        with scoped(tenant):
            clerk, reviewer = _person(session, tenant, "clerk"), _person(session, tenant, "reviewer")
            then = now - timedelta(days=30)
            late = _opened(session, books, tenant, LATE, clerk, then)
            _do(session, books, late, then, AcceptTicket(clerk), AssignTicket(clerk, reviewer))
            _do(session, books, late, now, LetTimePass())
            _opened(session, books, tenant, FRESH, _VISITOR, now - timedelta(days=1))
            _complain(session, books, tenant, now - timedelta(days=2))


def _complain(session: Session, books: Books, tenant: str, at: datetime) -> None:
    """Let somebody whose case has ended complain, and have it answered: the answer is a sealed notice (ORD §52)."""
    asked = select(CaseRow).where(CaseRow.closed_at.is_not(None)).order_by(CaseRow.closed_at, CaseRow.number).limit(1)
    case = session.scalars(asked).one()
    person = Complainant(case.applicant_id, case.applicant_name)
    opening = replace(ANSWERED, person=person, case=case.number, item=case.item)
    number = _opened(session, books, tenant, opening, Actor(person.id, person.name, "applicant"), at)
    clerk, reviewer, chief = (_person(session, tenant, each) for each in ("clerk", "reviewer", "chief"))
    _do(session, books, number, at, AcceptTicket(clerk), AssignTicket(chief, reviewer))
    _do(session, books, number, at + timedelta(hours=3), AnswerTicket(reviewer, *ANSWER))


def _rate(session: Session, books: Books, now: datetime) -> set[str]:
    """Let every second person rate how their case ended; return the tenants where somebody did."""
    with scoped(Scope.everywhere("demonstration")):
        asked = select(CaseRow.tenant_id, CaseRow.number, CaseRow.closed_at).where(CaseRow.closed_at.is_not(None))
        ended = session.execute(asked.order_by(CaseRow.closed_at, CaseRow.number)).all()
    rated: dict[str, int] = {}
    mended: set[str] = set()
    for tenant, number, closed_at in ended[::2]:
        assert closed_at is not None
        with scoped(tenant):
            turn = rated.get(tenant, 0)
            at = min(closed_at + timedelta(hours=1), now)
            row = _rated(session, books, number, SAID[turn % len(SAID)], at)
            if row is None:
                continue
            rated[tenant] = turn + 1
            if row.ticket and tenant not in mended:
                mended.add(tenant)
                _mend(session, books, row.ticket, tenant, at)
    return set(rated)


def _rated(session: Session, books: Books, case: str, said: Rating, at: datetime) -> EvaluationRow | None:
    free = next((each.invitation for each in occasions(session, case) if each.given is None), None)
    return give(session, books, free, said, at) if free else None


def _mend(session: Session, books: Books, ticket: str, tenant: str, at: datetime) -> None:
    chief, reviewer = _person(session, tenant, "chief"), _person(session, tenant, "reviewer")
    answer = AnswerTicket(reviewer, "材料清单没有一次讲清，情况属实。", "窗口对照清单一次告知，并组织业务培训。")
    contact = RecordContact(reviewer, True, "电话联系，了解往返的经过。")
    _do(session, books, ticket, at, AssignTicket(chief, reviewer), contact, answer)
    _do(session, books, ticket, at, TellPerson(reviewer, "phone", "对整改表示满意。", True))


def _person(session: Session, tenant: str, suffix: str) -> Actor:
    staff = staff_named(session, f"{tenant}.{suffix}")
    role = {"clerk": "window_clerk", "reviewer": "reviewer", "chief": "chief_representative"}[suffix]
    return Actor(staff.id, staff.name, role)


def _opened(session: Session, books: Books, tenant: str, opening: Opening, by: Actor, at: datetime) -> str:
    answer = open_ticket(session, books, tenant, opening, by, at)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
    return answer.ticket.number


def _do(session: Session, books: Books, ticket: str, at: datetime, *commands: Command) -> None:
    for each in commands:
        answer = act(session, books, ticket, each, at)
        if isinstance(answer, Refusal):
            raise TongbanError(answer.message, article=answer.article)
