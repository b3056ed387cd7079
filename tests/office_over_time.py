"""What else an office does that may be killed: tickets, limits, checkpoints, days declared off, the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from adjusting_city import MANAGER, AdjustingCity
from door_desk import CHIEF, CLERK, REVIEWER
from office_at_work import TENANT, Office
from tongban import law
from tongban.calendars.declared import Declaration
from tongban.calendars.working_calendar import YearNotice
from tongban.cases import door
from tongban.cases.adjusting import claim, claims_of
from tongban.cases.alerts import tell_due
from tongban.cases.checkpoints import AuditKey, checkpoint_all
from tongban.cases.declaring import declare_for_later
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.cases.tickets import TicketRow, act, sweep_tickets
from tongban.database import scoped
from tongban.delivery.asking import ask
from tongban.law.tickets import AcceptTicket, AnswerTicket, AssignTicket

HANDLING = {
    "accept": AcceptTicket(CLERK),
    "assign": AssignTicket(CHIEF, REVIEWER),
    "answer": AnswerTicket(REVIEWER, "情况属实，已经改正，不再要求另外的证明。"),
}
BASIS = "渝中区2026年第9号通告"
#: a year for the tests alone; the real one is announced each autumn
DAYS_OF_2027 = YearNotice(2027, {date(2027, 1, 1): "元旦"}, {}, "for this test alone")


@dataclass
class OfficeOverTime(Office):
    """An office with more to do than one case."""

    def report(self, who: str, body: str) -> None:
        """Bring a complaint by the API, under the same key however often."""
        answer = self.client.post(
            f"/api/v1/tenants/{TENANT}/tickets",
            json={"kind": "complaint", "title": "要求清单以外的材料", "body": body},
            headers={"Authorization": f"Bearer {self.tokens[who]}", "Idempotency-Key": f"one complaint: {len(body)}"},
        )
        assert answer.status_code in (200, 201), answer.text

    def handle(self, number: str, command: str, revision: int) -> None:
        """Send the command of a ticket's page, as it was opened at a revision."""
        session = self.sessions()
        with scoped(TENANT):
            row = session.scalars(select(TicketRow).where(TicketRow.number == number).with_for_update()).one()
            if row.revision == revision:
                assert not isinstance(act(session, self.books, number, HANDLING[command], self.now()), law.Refusal)
                session.commit()
        if self.queue is not None:
            ask(self.queue)

    def sweep_tickets(self) -> None:
        sweep_tickets(self.sessions, self.books, self.now())

    def tell_due(self) -> None:
        tell_due(self.sessions, self.books, self.now())

    def checkpoint(self) -> None:
        """Sign where everything stands, once an hour, by the key of this installation."""
        checkpoint_all(self.sessions, AuditKey(self.settings.keys), self.now(), every=timedelta(0))

    def declare(self, day: str) -> None:
        """Declare a day off on the page; sent again, it is declared already."""
        declared = Declaration(date.fromisoformat(day), False, BASIS, self.now(), "孙管理")
        self.books.refresh(self.sessions())
        with scoped(TENANT):
            declare_for_later(self.sessions(), self.books, declared, TENANT, self.now())
            self.sessions().commit()

    def want_more(self, who: str) -> None:
        """Send the one-time notice of somebody's last case."""
        row, move = self._last_of(who), self.plan[0]
        with scoped(TENANT):
            answer = door.act(self.sessions(), self.books, row.number, move.command(case_of(row)), self.now())
            assert isinstance(answer, door.Done), answer
            self.sessions().commit()

    def sweep_the_new_year(self) -> None:
        """Let time pass once the next year's days have been entered."""
        calendars = self.books.shelf._calendars
        calendars._known["cn"] = calendars.named("cn").with_year(DAYS_OF_2027)
        self.sweep()

    def adjust(self) -> None:
        """Bring the end of an item as far as its confirmation."""
        there, now = self._catalogue(), f"{self.now():%Y-%m-%d %a}"
        there.propose(f"{now} 10:00")
        there.review(f"{now} 10:01")
        there.confirm(f"{now} 10:02")

    def claim(self, adjustment: str, revision: int) -> None:
        """Press the button of the claim, on a page that was opened at a revision."""
        there, session = self._catalogue(), self.sessions()
        self.books.refresh(session)
        number = next(each.number for each in claims_of(session, adjustment, self.now()) if each.tenant == TENANT)
        with scoped(TENANT):
            row = there.row(TENANT, number)
            if row.revision == revision:
                assert not isinstance(claim(session, self.books, row, MANAGER, self.now()), law.Refusal)
                session.commit()

    def _catalogue(self) -> AdjustingCity:
        return AdjustingCity(self.settings, self.sessions, self.books)

    def _last_of(self, who: str) -> CaseRow:
        session: Session = self.sessions()
        with scoped(TENANT):
            asked = select(CaseRow).where(CaseRow.applicant_id == self.people[who].id)
            return session.scalars(asked.order_by(CaseRow.opened_at.desc()).limit(1)).one()
