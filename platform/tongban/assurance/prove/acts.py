"""What people and time may do with a case at a point of the walk: every kind of act that the law knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongban.definitions.model import Definition
from tongban.law import (
    SYSTEM,
    Actor,
    Case,
    DeadlineKind,
    Deficiency,
    DeficiencyKind,
    HandedIn,
    MaterialVerdict,
    State,
    Verdict,
    applicable,
)
from tongban.law.commands import (
    Accept,
    Command,
    CompleteStep,
    Countersign,
    Decline,
    Deliver,
    EndSpecialProcedure,
    Grant,
    PassTime,
    RecordPayment,
    Refuse,
    RequestSupplement,
    ReturnStep,
    StartSpecialProcedure,
    Supply,
    Withdraw,
)
from tongban.law.licences import made_up_entries

SOMETHING = "试办"
#: acts by which a case ends without a decision; a process that needs them cannot finish of itself
LEAVING = frozenset({"withdraw", "lapse", "decline"})
#: acts that go back: walked, for what comes after must hold again, but no way forward for who is stuck
BACK = frozenset({"return"})
A_WHILE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Act:
    """A command with the moment at which it is given."""

    name: str
    command: Command
    at: datetime


class Acts:
    """Give the acts that are to be tried on a case. Each step has a person of its own, so that four eyes can see it."""

    def __init__(self, definition: Definition, applicant: Actor, staffed: frozenset[str]) -> None:
        self._definition, self._applicant, self._staffed = definition, applicant, staffed

    def of(self, case: Case, at: datetime) -> Iterator[Act]:
        """List the acts to try, in no order that matters."""
        if case.state is State.SUBMITTED:
            yield from self._intake(case, at)
        if case.state is State.SUPPLEMENTING:
            yield Act("supply", self._supply(case), at)
            yield from self._time("lapse", case)
        if case.state in (State.SUBMITTED, State.ACCEPTED):
            yield from self._steps(case, at)
        if case.state is State.ACCEPTED and case.fees is not None and case.fees.unpaid:
            run = case.fees
            yield Act("pay", RecordPayment(SYSTEM, run.invoice, SOMETHING, run.total, at), at)
        if case.state is State.DECIDED:
            for clerk in self._people("window_clerk", "chief_representative"):
                method = self._definition.delivery[0]
                sent = ("示例速递", "示例单号0001") if method == "courier" else ("", "")
                yield Act("deliver", Deliver(clerk, method, case.applicant.name, *sent), at)
        if case.state in (State.SUBMITTED, State.SUPPLEMENTING, State.ACCEPTED):
            yield Act("withdraw", Withdraw(self._applicant, SOMETHING), at)

    def _people(self, *roles: str) -> Iterator[Actor]:
        yield from (Actor(f"{role}-intake", SOMETHING, role) for role in roles if role in self._staffed)

    def _intake(self, case: Case, at: datetime) -> Iterator[Act]:
        for clerk in list(self._people("window_clerk", "chief_representative"))[:1]:
            yield Act("accept", Accept(clerk, self._verdicts(case)), at)
            yield Act("supplement", RequestSupplement(clerk, self._wanting(case), verdicts=self._verdicts(case)), at)
            yield Act("decline", Decline(clerk, SOMETHING, SOMETHING), at)
            yield Act("decline", Decline(clerk, SOMETHING), at)
        yield from self._time("deemed", case)

    def _steps(self, case: Case, at: datetime) -> Iterator[Act]:
        ids = case.open_steps
        if case.state is State.SUBMITTED:  # decided on the spot (335 §25)
            stages = applicable.stages(self._definition, applicable.values_of(case, self._definition))
            ids = stages[0] if stages and self._definition.on_the_spot else ()
        for step in (self._definition.step(each) for each in ids):
            if step.by not in self._staffed:
                continue
            person = Actor(f"{step.by}-{step.id}", SOMETHING, step.by)
            yield from self._signatures(case, step.id, at)
            yield from (Act("return", ReturnStep(person, each.step, SOMETHING), at) for each in case.steps_done[-1:])
            if step.decides:
                yield Act(
                    "grant", Grant(person, SOMETHING, self._verdicts(case), made_up_entries(case, self._definition)), at
                )
                yield Act("refuse", Refuse(person, SOMETHING, self._verdicts(case)), at)
            elif step.special_procedure is None:
                yield Act("complete", CompleteStep(person, step.id, SOMETHING), at)
            elif case.special_of(step.id) is None:
                yield Act("start", StartSpecialProcedure(person, step.id), at)
            else:
                # of a survey's two ends the shorter: the case goes on alike
                not_held = SOMETHING if step.special_procedure.is_survey else ""
                yield Act("end", EndSpecialProcedure(person, step.id, SOMETHING, not_held), at)

    def _signatures(self, case: Case, step: str, at: datetime) -> Iterator[Act]:
        """Sign beside the owner of a step: each place by a person of its own."""
        for number, each in enumerate(case.signatures_of(step)):
            if each.signed is None and each.role in self._staffed:
                signer = Actor(f"{each.role}-{step}-signs-{number}", SOMETHING, each.role)
                yield Act("sign", Countersign(signer, step, SOMETHING), at)

    def _verdicts(self, case: Case) -> tuple[MaterialVerdict, ...]:
        return tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, self._definition))

    def _wanting(self, case: Case) -> tuple[Deficiency, ...]:
        """Find something wrong: a material that was handed in, else a field that was filled in."""
        handed_in = applicable.handed_in(case, self._definition)
        if handed_in:
            return (Deficiency(DeficiencyKind.MATERIAL, handed_in[0].id, SOMETHING),)
        shown = applicable.fields(self._definition, applicable.values_of(case, self._definition))
        answered = [each.id for each in shown if each.id in case.answers]
        return tuple(Deficiency(DeficiencyKind.FIELD, each, SOMETHING) for each in answered[:1])

    def _supply(self, case: Case) -> Supply:
        assert case.supplement is not None
        named = case.supplement.deficiencies
        materials = tuple(HandedIn(each.id) for each in named if each.kind is DeficiencyKind.MATERIAL)
        answers = {each.id: case.answers[each.id] for each in named if each.kind is DeficiencyKind.FIELD}
        return Supply(self._applicant, materials, answers)

    @staticmethod
    def _time(name: str, case: Case) -> Iterator[Act]:
        limits = (each for each in case.deadlines if each.kind is not DeadlineKind.SUPPLEMENT_REMINDER)
        ends = [each.due for each in limits if each.is_open and each.due is not None]
        if ends:
            yield Act(name, PassTime(SYSTEM), min(ends) + A_WHILE)
