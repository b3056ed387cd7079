"""What somebody has in hand who tries something: the case as it is, the world, and chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TypeVar

from law.machine.worlds import PEOPLE, ROLES, World
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Step

T = TypeVar("T")
MATERIALS = ("location", "plan", "photo", "licence", "rights", "invented")
REASONS = ("理由充分。", "情况属实。", "不符合规定。", "请核对。")


@dataclass(slots=True)
class Hand:
    """Offer plausible pieces of a command; now and then a wrong one."""

    rng: Random
    world: World
    calendar: WorkingCalendar
    now: datetime
    state: law.Case | None

    @property
    def case(self) -> law.Case:
        assert self.state is not None
        return self.state

    @property
    def today(self) -> date:
        return self.now.date()

    def one(self, of: Sequence[T]) -> T:
        return self.rng.choice(of)

    def rarely(self) -> bool:
        return self.rng.random() < 0.12

    def who(self, *roles: str) -> law.Actor:
        """Give somebody of these roles; rarely anybody."""
        fit = [each for each in PEOPLE if each.role in roles]
        return self.one(PEOPLE if self.rarely() or not fit else fit)

    def applying(self) -> law.Actor:
        return self.who("applicant", "applicant", "agent", "window_clerk")

    def text(self) -> str:
        return self.one(["", " "]) if self.rarely() else self.one(REASONS)

    def some(self, of: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in of if self.rng.random() < 0.6)

    def step(self) -> str:
        """Name a step: mostly one whose turn it is."""
        turn = self.case.open_steps
        known = [each.id for each in self.world.definition.process]
        return self.one([*known, "nowhere"] if self.rarely() or not turn else turn)

    def owner(self, step_id: str) -> law.Actor:
        """Give the person who holds a step, else one of its role."""
        holding = self.case.holding(step_id)
        if holding is not None and holding.person is not None and not self.rarely():
            return holding.person
        step = next((each for each in self.world.definition.process if each.id == step_id), None)
        return self.who(step.by if step else "reviewer")

    def deciding(self) -> law.Actor:
        return self.owner(next(each.id for each in self.world.definition.process if each.decides))

    def work(self) -> str:
        """Name a task: mostly the one that is waited for."""
        if self.case.state is law.State.SUBMITTED:
            return law.INTAKE_WORK
        return law.DELIVERY_WORK if self.case.state is law.State.DECIDED else self.step()

    def holder(self, work: str) -> law.Actor:
        holding = self.case.holding(work)
        return holding.person if holding and holding.person and not self.rarely() else self.who(*ROLES)

    def verdicts(self) -> tuple[law.MaterialVerdict, ...]:
        """Judge what was handed in, mostly as in order, mostly all of it."""
        return tuple(
            law.MaterialVerdict(each.id, law.Verdict.DEFICIENT if (bad := self.rarely()) else law.Verdict.OK,
                                self.text() if bad else "")
            for each in self.case.materials if self.rng.random() < 0.95
        )  # fmt: skip

    def lacking(self) -> list[str]:
        """List what is missing or was found deficient."""
        definition = self.world.definition
        missing = [each.id for each in law.applicable.missing(self.case, definition)]
        return [*missing, *(each.id for each in self.case.materials if each.verdict is law.Verdict.DEFICIENT)]

    def special_step(self) -> Step | None:
        steps = (self.world.definition.step(each) for each in self.case.open_steps)
        return next((each for each in steps if each.special_procedure is not None), None)


Maker = Callable[[Hand], law.Command]
MAKERS: dict[type[law.Command], Maker] = {}
#: in which states a command can be in place; in others it is tried too, but less often
IN_PLACE: dict[type[law.Command], frozenset[law.State]] = {}
SUBMITTED, SUPPLEMENTING, ACCEPTED = law.State.SUBMITTED, law.State.SUPPLEMENTING, law.State.ACCEPTED
DECIDED, CLOSED = law.State.DECIDED, law.State.CLOSED


def makes(command: type[law.Command], *states: law.State) -> Callable[[Maker], Maker]:
    """Register what makes a command; without states it can be in place in any."""

    def register(maker: Maker) -> Maker:
        MAKERS[command] = maker
        IN_PLACE[command] = frozenset(states or law.State)
        return maker

    return register
