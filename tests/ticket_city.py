"""Tickets and evaluations at the door of one tenant, with one word each."""

from __future__ import annotations

from dataclasses import dataclass

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at
from tongban.cases.documents import documents_of
from tongban.cases.evaluation import EvaluationRow, InvitationRow, Rating, give, occasions
from tongban.cases.tables import DocumentRow
from tongban.cases.tickets import Opening, TicketDone, TicketRow, act, open_ticket
from tongban.cases.tickets.find import ticket_in_scope
from tongban.database import scoped
from tongban.law import Actor, Command, Decline, Refusal
from tongban.law.evaluation import Grade, Occasion
from tongban.law.tickets import AcceptTicket, AssignTicket, Complainant, TicketKind

CITIZEN = Actor("applicant-1", "重庆示例建设有限公司", "applicant")
PERSON = Complainant("applicant-1", "重庆示例建设有限公司")
SUPERVISOR = Actor("supervisor", "孙监督", "supervisor")
MONDAY = "2026-09-14 Mon 10:00"
COMPLAINT = Opening(TicketKind.COMPLAINT, PERSON, "重复要材料", "窗口要求提供清单以外的材料。", "portal")


@dataclass
class TicketCity:
    desk: DoorDesk

    def open(self, opening: Opening = COMPLAINT, by: Actor = CITIZEN, when: str = MONDAY) -> TicketDone:
        desk = self.desk
        answer = open_ticket(desk.sessions(), desk.books, desk.tenant, opening, by, at(when))
        assert isinstance(answer, TicketDone), answer
        desk.sessions().commit()
        return answer

    def act(self, number: str, command: Command, when: str = MONDAY) -> TicketDone | Refusal:
        desk = self.desk
        with scoped(desk.tenant):
            answer = act(desk.sessions(), desk.books, number, command, at(when))
            desk.sessions().commit()
        return answer

    def done(self, number: str, command: Command, when: str = MONDAY) -> TicketDone:
        answer = self.act(number, command, when)
        assert isinstance(answer, TicketDone), answer
        return answer

    def assigned(self, opening: Opening = COMPLAINT, by: Actor = CITIZEN) -> str:
        number = self.open(opening, by).ticket.number
        self.done(number, AcceptTicket(CLERK))
        self.done(number, AssignTicket(CHIEF, REVIEWER))
        return number

    def row(self, number: str) -> TicketRow:
        with scoped(self.desk.tenant):
            return ticket_in_scope(self.desk.sessions(), number)

    def papers(self, number: str) -> list[DocumentRow]:
        with scoped(self.desk.tenant):
            return documents_of(self.desk.sessions(), number)

    def declined(self, when: str = MONDAY) -> str:
        """Submit a case and decline it at once: both its occasions are open."""
        number = self.desk.submit(when).number
        self.desk.done(number, Decline(CLERK, "不属于本部门职权范围。", "县住房城乡建设委"), when)
        return number

    def invitation(self, case: str, occasion: Occasion = Occasion.OUTCOME) -> InvitationRow:
        with scoped(self.desk.tenant):
            found = occasions(self.desk.sessions(), case)
        return next(each.invitation for each in found if each.invitation.occasion == occasion)

    def rate(self, invitation: InvitationRow, grade: Grade, when: str = MONDAY, **said: object) -> EvaluationRow:
        row = give(self.desk.sessions(), self.desk.books, invitation, Rating(grade, **said), at(when))  # type: ignore[arg-type]
        self.desk.sessions().commit()
        return row
