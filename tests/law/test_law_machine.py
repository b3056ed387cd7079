"""Random people at a random desk on a virtual calendar: whatever they try, the law holds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from law.desk import BAD, CHIEF, CITIZEN, CLERK, OK, REVIEWER, ROAD, SPOT, ZONE, Desk, named
from tongban import law
from tongban.calendars import calendar_from_folder
from tongban.definitions.model import Definition, Span, Unit
from tongban.definitions.rulebook import Rulebook, Switch, load_rulebook
from tongban.law import DeadlineKind, DeadlineStatus, State
from tongban.law.applicable import missing
from tongban.law.deadlines import due

ROOT = Path(__file__).parents[2]
CALENDAR = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
RULEBOOK = load_rulebook(yaml.safe_load((ROOT / "tenants" / "chongqing" / "rulebook.yaml").read_text("utf-8")))
STOPPING = replace(RULEBOOK, promise_stops_for_special_procedures=Switch(True, "test"))
MONTHLY = replace(ROAD, time=replace(ROAD.time, statutory=Span(2, Unit.MONTHS)), hash="road-2")

actors = st.sampled_from([CITIZEN, CLERK, CLERK, REVIEWER, REVIEWER, CHIEF, CHIEF])
materials = st.sampled_from(["location", "plan", "photo", "proof", "licence", "invented"])
some = st.lists(materials, unique=True, max_size=3)
steps = st.sampled_from(["review", "survey", "decision", "decide"])
reasons = st.sampled_from(["", "理由充分。", "情况属实。", "不符合规定。"])
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(ZONE))  # noqa: DTZ001


class AnyDesk(RuleBasedStateMachine):
    """One case; every rule is somebody trying something, rightly or wrongly."""

    desk: Desk

    @initialize(
        definition=st.sampled_from([ROAD, ROAD, MONTHLY, SPOT]),
        rulebook=st.sampled_from([RULEBOOK, STOPPING]),
        now=moments, channel=st.sampled_from(["online", "window"]), purpose=st.sampled_from(["works", "stacking"]),
        complete=st.booleans(),
    )  # fmt: skip
    def submit(
        self, definition: Definition, rulebook: Rulebook, now: datetime, channel: str, purpose: str,
        complete: bool,
    ) -> None:  # fmt: skip
        self.desk = Desk(definition, rulebook, CALENDAR, now)
        wanted = [each.id for each in definition.materials if complete and each.id in {"location", "plan", "proof"}]
        self.desk.submit(
            *[each for each in wanted if each != "plan" or purpose == "works"], purpose=purpose, channel=channel
        )
        self.closed: law.Case | None = None

    def attempt(self, command: law.Command) -> None:
        before = self.desk.case
        answer = self.desk.ask(command)
        assert answer == self.desk.ask(command), "the law has no memory of being asked"
        assert self.desk.case == before
        if isinstance(answer, law.Refusal):
            assert answer.message.endswith("。")
            return
        for event in answer:
            self.desk.case = law.evolve(self.desk.case, event)
            self.desk.history.append(event)

    @property
    def case(self) -> law.Case:
        assert self.desk.case is not None
        return self.desk.case

    @rule(days=st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3, 12, 25]), hours=st.integers(0, 23), sweep=st.booleans())
    def time_goes_by(self, days: int, hours: int, sweep: bool) -> None:
        """A sweep after an outage comes to what daily sweeps would have come to."""
        begin, case, daily = self.desk.now, self.case, []
        self.desk.now = begin + timedelta(days=days, hours=hours)
        if not sweep:
            return
        once = self.desk.ask(law.PassTime())
        for day in range(days + 1):
            self.desk.now = begin + timedelta(days=day, hours=hours if day == days else 0)
            events = self.desk.ask(law.PassTime())
            assert isinstance(events, tuple)
            daily += events
            for event in events:
                self.desk.case = law.evolve(self.desk.case, event)
        assert once == tuple(daily)
        assert self.desk.ask(law.PassTime()) == (), "a second sweep finds nothing"
        self.desk.case = case
        self.attempt(law.PassTime())

    @rule(accepting=st.sampled_from([True, True, False]), granting=st.booleans())
    def somebody_does_what_is_right(self, accepting: bool, granting: bool) -> None:
        self.attempt(law.PassTime())  # one cannot know what is right before knowing what time has done
        before = self.case
        match before.state:
            case State.SUBMITTED:
                self.take_in(accepting)
            case State.SUPPLEMENTING:
                self.supply_all()
            case State.ACCEPTED:
                self.go_on(granting)
            case State.DECIDED:
                self.attempt(law.Deliver(CLERK, "window"))
            case _:
                return
        assert self.case != before, "what is right is never refused"

    def take_in(self, accepting: bool) -> None:
        """Accept what is complete; of anything else, or at the clerk's wish, ask for all that is wanting."""
        lacking = {each.id: "没有提交。" for each in missing(self.case, self.desk.definition)}
        asked = self.case.supplement is not None
        if asked or (accepting and not lacking):
            self.attempt(law.Accept(CLERK, self.desk.verdicts()))
            return
        if not lacking and self.desk.definition is SPOT:
            lacking = {"proof": "看不清。"}
        texts = lacking or {"location": "没有标明四至。", "area": "请核对。"}
        verdicts = self.desk.verdicts(**self.desk.held(texts))
        self.attempt(law.RequestSupplement(CLERK, named(**texts), verdicts=verdicts))

    def supply_all(self) -> None:
        notice = self.case.supplement
        assert notice is not None
        ids = [each.id for each in notice.deficiencies]
        handed_in = tuple(law.HandedIn(each) for each in ids if each != "area")
        self.attempt(law.Supply(CITIZEN, handed_in, {"area": 3} if "area" in ids else {}))

    def go_on(self, granting: bool) -> None:
        step = self.desk.definition.step(self.case.current_step or "")
        actor = {"reviewer": REVIEWER, "chief_representative": CHIEF, "window_clerk": CLERK}[step.by]
        if step.decides:
            self.attempt(law.Grant(actor, "同意。") if granting else law.Refuse(actor, "不符合规定。"))
        elif step.special_procedure and self.case.special is None:
            self.attempt(law.StartSpecialProcedure(actor, step.id))
        elif step.special_procedure:
            self.attempt(law.EndSpecialProcedure(actor, step.id, "一致。", "另有本月的勘验记录"))
        else:
            self.attempt(law.CompleteStep(actor, step.id, "齐全。"))

    @rule(data=st.data(), actor=actors, text=reasons)
    def somebody_tries_something(self, data: st.DataObject, actor: law.Actor, text: str) -> None:
        """Any command by anybody, mostly wrong."""
        step, brought = data.draw(steps), data.draw(some)
        handed_in = tuple(law.HandedIn(each) for each in brought)
        texts = dict.fromkeys(brought, "请补正。")
        day = self.case.received_on - timedelta(days=data.draw(st.integers(-1, 3)))
        tries: list[law.Command] = [
            law.CheckMaterial(actor, data.draw(materials), data.draw(st.sampled_from([OK, BAD])), text),
            law.Accept(actor, self.desk.verdicts()),
            law.RequestSupplement(actor, named(**texts), verdicts=self.desk.verdicts(**self.desk.held(texts))),
            law.Supply(actor, handed_in, {} if text else {"area": 5}),
            law.CorrectOnTheSpot(actor, handed_in, {"area": 6}),
            law.StartSpecialProcedure(actor, step, Span(data.draw(st.integers(0, 4)))),
            law.EndSpecialProcedure(actor, step, text),
            law.CompleteStep(actor, step, text),
            law.ReturnStep(actor, step, text),
            law.Grant(actor, text, self.desk.verdicts()),
            law.Refuse(actor, text, self.desk.verdicts()),
            law.Deliver(actor, data.draw(st.sampled_from(["window", "courier"]))),
            law.CorrectReceiptDay(actor, day, "登记有误"),
        ]
        self.attempt(data.draw(st.sampled_from(tries)))

    @precondition(lambda self: len(self.desk.history) > 14)
    @rule(actor=actors, text=reasons, ground=st.sampled_from([None, *law.DeclineGround]))
    def somebody_ends_it(self, actor: law.Actor, text: str, ground: law.DeclineGround | None) -> None:
        declining = self.case.state is State.SUBMITTED
        where = "县住房城乡建委" if len(text) > 5 else ""
        self.attempt(law.Decline(actor, text, where, ground) if declining else law.Withdraw(actor, text))

    @invariant()
    def a_case_is_the_fold_of_its_history(self) -> None:
        assert law.replay(self.desk.history) == self.case

    @invariant()
    def what_is_stored_comes_back(self) -> None:
        stored = json.loads(json.dumps([law.event_to_json(each) for each in self.desk.history], ensure_ascii=False))
        assert [law.event_from_json(each) for each in stored] == self.desk.history
        assert law.case_from_json(json.loads(json.dumps(law.case_to_json(self.case)))) == self.case

    @invariant()
    def there_are_never_two_notices(self) -> None:
        assert self.case.notices.count("supplement_notice") <= 1
        assert sum(isinstance(each, law.SupplementRequested) for each in self.desk.history) <= 1

    @invariant()
    def a_paused_deadline_has_no_due_moment(self) -> None:
        for each in self.case.deadlines:
            assert (each.status is DeadlineStatus.PAUSED) <= (each.due is None)
            assert not (each.status is DeadlineStatus.PAUSED and law.is_overdue(each, self.desk.now))
            assert not (each.status is DeadlineStatus.PAUSED and each.missed_at)

    @invariant()
    def a_due_moment_is_what_budget_and_ledger_come_to(self) -> None:
        for each in self.case.deadlines:
            if each.status is DeadlineStatus.RUNNING:
                derived = due(each, CALENDAR, ZONE)
                assert derived is not None
                assert (derived.moment, derived.provisional) == (each.due, each.provisional)
                assert law.explain(each, CALENDAR, self.desk.rulebook).lines[-1].day == derived.moment.date()

    @invariant()
    def at_most_one_deadline_of_a_kind_is_open(self) -> None:
        kinds = [each.kind for each in self.case.deadlines if each.is_open]
        assert len(kinds) == len(set(kinds))

    @invariant()
    def history_runs_forward(self) -> None:
        moments = [each.at for each in self.desk.history]
        assert moments == sorted(moments)

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        """What was granted lives on beside the closed case: it holds, and runs out."""
        limits = tuple(each for each in self.case.deadlines if each.kind is not DeadlineKind.VALIDITY)
        settled = replace(self.case, deadlines=limits, life=None)
        if self.closed is not None:
            assert settled == self.closed
        if self.case.state is State.CLOSED:
            self.closed = settled
            assert self.case.outcome is not None
            assert not any(each.is_open for each in limits)

    @invariant()
    def an_outcome_has_its_document(self) -> None:
        documents = {
            law.CaseOutcome.GRANTED: "grant_decision", law.CaseOutcome.REFUSED: "refusal_decision",
            law.CaseOutcome.NOT_ACCEPTED: "non_acceptance_notice",
            law.CaseOutcome.WITHDRAWN: "withdrawal_notice", law.CaseOutcome.DEEMED_WITHDRAWN: "withdrawal_notice",
        }  # fmt: skip
        if self.case.outcome is not None:
            assert documents[self.case.outcome] in self.case.notices

    @invariant()
    def both_clocks_have_one_anchor(self) -> None:
        clocks = [each for each in self.case.deadlines if each.kind in (DeadlineKind.PROMISE, DeadlineKind.STATUTORY)]
        assert {each.anchor for each in clocks} <= {self.case.accepted_on}


AnyDesk.TestCase.settings = settings(
    max_examples=80, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyDesk = pytest.mark.row("L4")(AnyDesk.TestCase)
