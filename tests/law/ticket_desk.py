"""A desk for one ticket with a virtual clock, and the people around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from law.desk import CHIEF, CLERK, REVIEWER, moment
from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.law import SYSTEM, Actor, Command, Refusal
from tongban.law.tickets import (
    AcceptTicket,
    AnswerTicket,
    AssignTicket,
    Complainant,
    OpenTicket,
    Ticket,
    TicketEvent,
    TicketKind,
    decide,
    evolve,
)

SUPERVISOR = Actor("s1", "孙监督", "supervisor")
CITIZEN = Actor("a1", "张三", "applicant")
VISITOR = Actor("", "匿名", "visitor")
ZHANG = Complainant("a1", "张三", "13800000000")
NOBODY = Complainant()
OPENERS = {TicketKind.HOTLINE: CLERK, TicketKind.RECTIFICATION: SYSTEM}


@dataclass
class TicketDesk:
    rulebook: Rulebook
    calendar: WorkingCalendar
    now: datetime = field(default_factory=lambda: moment("2026-11-20 Fri 10:00"))
    ticket: Ticket | None = None
    history: list[TicketEvent] = field(default_factory=list)

    def ask(self, command: Command) -> tuple[TicketEvent, ...] | Refusal:
        return decide(self.ticket, command, self.rulebook, self.calendar, self.now)

    def do(self, command: Command) -> Ticket:
        """Carry a command out; a refusal is a failure of the test."""
        answer = self.ask(command)
        assert not isinstance(answer, Refusal), answer.message
        return self.take(answer)

    def refused(self, command: Command) -> Refusal:
        before, answer = self.ticket, self.ask(command)
        assert isinstance(answer, Refusal)
        assert self.ticket == before
        return answer

    def take(self, events: tuple[TicketEvent, ...]) -> Ticket:
        for event in events:
            self.ticket = evolve(self.ticket, event)
            self.history.append(event)
        assert self.ticket is not None
        return self.ticket

    def at(self, text: str) -> None:
        self.now = moment(text)

    def later(self, minutes: int = 1) -> None:
        self.now += timedelta(minutes=minutes)

    def open(self, kind: TicketKind = TicketKind.COMPLAINT, person: Complainant = ZHANG) -> Ticket:
        actor = OPENERS.get(kind, CITIZEN if person.id else VISITOR)
        text = "窗口要求提供清单以外的材料，并且让我跑了三次。"
        return self.do(OpenTicket(actor, "GD1", "yunyang", kind, person, "重复要材料", text, "online"))

    def assigned(self, kind: TicketKind = TicketKind.COMPLAINT, person: Complainant = ZHANG) -> Ticket:
        self.open(kind, person)
        if kind is not TicketKind.RECTIFICATION:
            self.do(AcceptTicket(CLERK))
        return self.do(AssignTicket(CHIEF, REVIEWER))

    def answered(self, kind: TicketKind = TicketKind.COMPLAINT, person: Complainant = ZHANG) -> Ticket:
        self.assigned(kind, person)
        return self.do(AnswerTicket(REVIEWER, "经核实，情况属实，已经退还多收的材料。"))
