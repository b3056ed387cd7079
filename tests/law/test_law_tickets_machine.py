"""Random people try random things on random days: whatever they do, a ticket keeps its rules and can finish."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from law.desk import CHIEF, CLERK, REVIEWER
from law.ticket_desk import CITIZEN, NOBODY, SUPERVISOR, VISITOR, ZHANG, TicketDesk
from tongban.calendars import calendar_from_folder
from tongban.definitions.rulebook import load_rulebook
from tongban.law import SYSTEM, Actor, Command, Refusal, tickets
from tongban.law.tickets import Complainant, LimitKind, TicketKind, TicketState, replay

ROOT = Path(__file__).parents[2]
CALENDAR = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
BOOKS = [load_rulebook(yaml.safe_load(path.read_text("utf-8"))) for path in (ROOT / "tenants").glob("*/rulebook.yaml")]

actors = st.sampled_from([CLERK, REVIEWER, REVIEWER, CHIEF, SUPERVISOR, CITIZEN, VISITOR, SYSTEM])
texts = st.sampled_from(["", "情况属实。", "已经整改。"])
words = st.sampled_from([True, False, None])
commands = st.one_of(
    st.builds(tickets.AcceptTicket, actors),
    st.builds(tickets.TurnAway, actors, texts, texts),
    st.builds(tickets.AssignTicket, actors, st.sampled_from([CLERK, REVIEWER, SUPERVISOR])),
    st.builds(tickets.RecordContact, actors, st.booleans(), texts),
    st.builds(tickets.AskExtension, actors, texts),
    st.builds(tickets.DecideExtension, actors, st.booleans(), texts),
    st.builds(tickets.AnswerTicket, actors, texts, texts),
    st.builds(tickets.TellPerson, actors, st.sampled_from(["phone", "letter", "query_code"]), texts, words),
    st.builds(tickets.ConfirmTicket, actors),
    st.builds(tickets.ReopenTicket, actors, texts),
    st.builds(tickets.WithdrawTicket, actors),
    st.builds(tickets.AppealEvaluation, actors, texts),
    st.builds(tickets.DecideAppeal, actors, st.booleans(), texts),
)


class AnyTicket(RuleBasedStateMachine):
    """One ticket; every rule is somebody trying something, rightly or wrongly."""

    @initialize(
        rulebook=st.sampled_from(BOOKS),
        kind=st.sampled_from(TicketKind),
        person=st.sampled_from([ZHANG, NOBODY, Complainant("", "李奶奶", "139")]),
    )
    def open(self, rulebook, kind, person) -> None:
        named = kind in (TicketKind.HOTLINE, TicketKind.RECTIFICATION)
        self.desk = TicketDesk(rulebook, CALENDAR)
        self.desk.open(kind, ZHANG if named else person)

    @rule(command=commands)
    def somebody_tries(self, command: Command) -> None:
        answer = self.desk.ask(command)
        assert answer == self.desk.ask(command), "the law has no memory of being asked"
        if isinstance(answer, Refusal):
            assert answer.message.endswith("。")
            return
        done = [each for each in answer if each.actor == command.actor]
        before = len(self.desk.history)
        self.desk.take(answer)
        assert done, "an event has a command behind it"
        again = self.desk.ask(command)
        assert isinstance(again, Refusal), "the same command twice changes nothing twice"
        assert len(self.desk.history) == before + len(answer)

    @rule(days=st.sampled_from([0, 1, 3, 8, 20]), minutes=st.integers(1, 600))
    def time_goes_by(self, days: int, minutes: int) -> None:
        self.desk.now += timedelta(days=days, minutes=minutes)
        events = self.desk.ask(tickets.LetTimePass())
        assert isinstance(events, tuple)
        due = {each.due for each in self.desk.ticket.limits if each.is_open}
        assert {each.at for each in events} <= due, "what time does by itself has a limit that ended"
        assert {each.actor for each in events} <= {SYSTEM}
        self.desk.take(events)
        assert self.desk.ask(tickets.LetTimePass()) == (), "a second sweep finds nothing"

    @invariant()
    def replay_gives_the_same(self) -> None:
        if self.desk.history:
            assert replay(self.desk.history) == self.desk.ticket

    @invariant()
    def a_closed_ticket_has_no_open_limit_and_an_open_one_always_has(self) -> None:
        ticket = self.desk.ticket
        assert ticket.is_open == (ticket.nearest is not None)
        assert ticket.is_open == (ticket.outcome is None)

    @invariant()
    def at_most_one_limit_of_a_kind_is_open(self) -> None:
        running = [each.kind for each in self.desk.ticket.limits if each.is_open]
        assert len(running) == len(set(running))

    @invariant()
    def it_is_extended_and_worked_on_again_at_most_once(self) -> None:
        opened = [each for each in self.desk.ticket.limits if each.kind is LimitKind.ANSWER]
        assert len(opened) <= 3
        assert len(self.desk.ticket.answers) <= 2

    def teardown(self) -> None:
        """Every state can finish: people who do what is right bring it to its end."""
        desk = getattr(self, "desk", None)
        steps = 0
        while desk and desk.ticket.is_open:
            desk.later()
            self._next_right_thing(desk)
            steps += 1
            assert steps < 20, desk.ticket

    def _next_right_thing(self, desk: TicketDesk) -> None:
        ticket = desk.ticket
        if ticket.appeal_open:
            by = SUPERVISOR if ticket.appeal.by.id != SUPERVISOR.id else Actor("s2", "另一位", "supervisor")
            desk.do(tickets.DecideAppeal(by, False, "评价属实。"))
            return
        match ticket.state:
            case TicketState.OPENED:
                desk.do(tickets.AcceptTicket(CLERK))
            case TicketState.ACCEPTED:
                desk.do(tickets.AssignTicket(CHIEF, REVIEWER))
            case TicketState.ASSIGNED:
                if ticket.open_limit(LimitKind.CONTACT):
                    desk.do(tickets.RecordContact(ticket.assigned, True, "电话联系。"))
                desk.do(tickets.AnswerTicket(ticket.assigned, "属实。", "整改。"))
            case TicketState.ANSWERED:
                desk.do(tickets.TellPerson(ticket.assigned, "phone", "满意。", True))
            case TicketState.TOLD:
                person = ticket.person
                own = Actor(person.id, person.name, "applicant") if person.id else VISITOR
                desk.do(tickets.ConfirmTicket(own))


AnyTicketMachine = pytest.mark.row("W4")(AnyTicket.TestCase)
AnyTicket.TestCase.settings = settings(max_examples=150, stateful_step_count=25)
TestAnyTicket = AnyTicketMachine
