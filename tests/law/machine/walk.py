"""One random walk: people, time and the calendar act on one case by chance, and after each act the invariants hold.

Each act has its own source of chance, made of the seed and the act's number, so that acts can be left out of a walk
that failed without changing the others: that is how `shortest` finds what matters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from law.machine import fee_makers, intake_makers, invariants, later_makers, review_makers
from law.machine.at_hand import at_hand
from law.machine.finishing import ways_on
from law.machine.hand import IN_PLACE, MAKERS, Hand
from law.machine.worlds import declared, world, year_by_chance
from tongban import law
from tongban.law import State

REGISTERED = (intake_makers, review_makers, fee_makers, later_makers)
DAYS = (0, 0, 0, 1, 1, 2, 3, 5, 12, 40, 200)
ENOUGH = 80  # moves within which every case must have come to its end


@dataclass(slots=True)
class Tally:
    """How much was walked: counted, not estimated."""

    sequences: int = 0
    tried: Counter[type[law.Command]] = field(default_factory=Counter)
    taken: Counter[type[law.Command]] = field(default_factory=Counter)
    happened: Counter[type[law.Event]] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    given: set[tuple[str, str]] = field(default_factory=set)  # (notice, value) that said something
    states: Counter[State] = field(default_factory=Counter)


class Walk:
    """Walk one case from its submission to some state, and from there to its end."""

    def __init__(self, seed: int, tally: Tally, left_out: frozenset[int] = frozenset()) -> None:
        self.seed, self.tally, self.left_out = seed, tally, left_out
        rng = Random(seed)
        self.world = world(rng)
        self.calendar, self.now = self.world.calendar, self.world.begin
        self.case: law.Case | None = None
        self.history: list[law.Event] = []
        self.heard: list[tuple[datetime, law.Command, tuple[law.Event, ...] | law.Refusal]] = []
        self.acts = rng.randint(3, 48)

    def run(self) -> None:
        for number in range(50):
            if self.case is None:
                self.attempt(intake_makers.submit(self.hand(Random(f"{self.seed}/submit/{number}"))))
        for number in range(self.acts):
            if number not in self.left_out:
                self.act(Random(f"{self.seed}/{number}"))
        assert self.case is not None, "an application of every world can be handed in"
        self.tally.states[self.case.state] += 1
        self.finish(Random(f"{self.seed}/finish"))
        invariants.history_runs_forward(self.history)  # only ever added to, so once in the end tells as much
        invariants.a_case_is_its_history(self.history, self.case)
        self.tally.sequences += 1

    def hand(self, rng: Random) -> Hand:
        return Hand(rng, self.world, self.calendar, self.now, self.case)

    def act(self, rng: Random) -> None:
        """Let time pass, change the calendar, do what is right, or try anything."""
        chance = rng.random()
        if chance < 0.18:
            self.later(timedelta(days=rng.choice(DAYS), minutes=rng.randrange(1440)))
        elif chance < 0.21:
            self.calendar = declared(rng, self.calendar, self.now.date())
            self.attempt(law.Recount())
        elif chance < (0.46 if self.case is None or self.case.state is not State.DECIDED else 0.25):
            self.go_on(rng)
        else:
            self.attempt(self.anything(rng))

    def anything(self, rng: Random) -> law.Command:
        """Make any command but the first; mostly one that can be in place."""
        assert self.case is not None
        state = self.case.state
        hand = self.hand(rng)
        asked = at_hand(hand) if rng.random() < 0.35 else ()
        kinds = asked or [each for each in MAKERS if rng.random() < 0.15 or state in IN_PLACE[each]]
        return MAKERS[rng.choice(kinds)](hand)

    def go_on(self, rng: Random) -> bool:
        """Do the first thing that brings the case on; tell whether there was one."""
        self.attempt(law.PassTime())
        return any(self.attempt(each) for each in ways_on(self.hand(rng)))

    def attempt(self, command: law.Command) -> bool:
        """Ask the law, look at its answer, fold it in; tell whether it changed the case."""
        self.tally.tried[type(command)] += 1
        before, answer = self.case, self.ask(command)
        self.heard.append((self.now, command, answer))
        if isinstance(answer, law.Refusal):
            invariants.a_refusal_says_why(answer)
            return False
        by_time = self.by_time()
        self.take(answer)
        assert self.case is not None
        if len(answer) > by_time or (answer and type(command) in (law.PassTime, law.Recount)):
            self.tally.taken[type(command)] += 1
        self.tally.happened.update(type(each) for each in answer)
        for each in answer:
            if isinstance(each, law.NoticeOrdered):
                self.tally.told[each.notice] += 1
                self.tally.given.update((each.notice, name) for name, said in each.values.items() if said)
        self.look(before, command, answer, by_time)
        return self.case != before

    def ask(self, command: law.Command) -> tuple[law.Event, ...] | law.Refusal:
        return law.decide(self.case, command, self.world.definition, self.world.rulebook, self.calendar, self.now)

    def by_time(self) -> int:
        """Say how many of a command's events are those that time alone makes."""
        if self.case is None:
            return 0
        passed = self.ask(law.PassTime())
        assert isinstance(passed, tuple)
        return len(passed)

    def take(self, events: tuple[law.Event, ...]) -> None:
        for event in events:
            self.case = law.evolve(self.case, event)
            self.history.append(event)

    def look(self, before: law.Case | None, command: law.Command, events: tuple[law.Event, ...], by_time: int) -> None:
        case = self.case
        assert case is not None
        invariants.no_event_without_a_cause(before, case, command, events, by_time, self.now)
        invariants.nothing_is_refused_without_reasons(events)
        if any(isinstance(each, law.SupplementRequested) for each in events):
            invariants.no_second_notice(self.history)
        invariants.what_is_paused_is_not_overdue(case, self.now)
        invariants.the_ledger_comes_to_the_clock(case, before, self.calendar)
        invariants.the_promise_keeps_within_the_statute(case)
        invariants.one_limit_of_a_kind(case)
        invariants.what_is_closed_stays_closed(before, case)
        assert self.ask(law.PassTime()) == (), "what time has done it does not do again"
        self.say_it_again(command)

    def say_it_again(self, command: law.Command) -> None:
        """The same command twice changes nothing twice: it is refused, or leaves the case as it is."""
        answer = self.ask(command)
        if isinstance(answer, tuple):
            case = self.case
            for event in answer:
                case = law.evolve(case, event)
            assert case == self.case, f"said twice, {command} made {[type(each).__name__ for each in answer]}"

    def finish(self, rng: Random) -> None:
        """From wherever it has got to, the case comes to its end."""
        for _ in range(ENOUGH):
            assert self.case is not None
            if self.case.state is State.CLOSED:
                return
            if not self.go_on(rng):
                self.wait()
        raise AssertionError(f"a case in {self.case.state if self.case else None} cannot come to its end")

    def wait(self) -> None:
        """Let a month pass, with the next year arranged, for on presumed days nobody loses a right."""
        self.later(timedelta(days=30), ahead=1)
        self.attempt(law.PassTime())

    def later(self, by: timedelta, ahead: int = 0) -> None:
        """Go on in time; a year is arranged before it begins, and the limits are counted again."""
        known = self.calendar
        while self.calendar.covered_until.year < (self.now + by).year + ahead:
            year = self.calendar.covered_until.year + 1
            self.calendar = self.calendar.with_year(year_by_chance(Random(year), year))
        if self.calendar is not known:
            self.attempt(law.Recount())
        self.now += by

    @property
    def said(self) -> list[str]:
        """Put into words what was asked and answered: only a walk that fails is told."""
        return [f"{at:%Y-%m-%d %H:%M} {command} → {self._short(answer)}" for at, command, answer in self.heard]

    @staticmethod
    def _short(answer: tuple[law.Event, ...] | law.Refusal) -> str:
        if isinstance(answer, law.Refusal):
            return f"refused: {answer.code}"
        return "、".join(type(each).__name__ for each in answer) or "nothing"


def walk(seed: int, tally: Tally) -> None:
    """Walk a seed; where it fails, tell the shortest walk that fails as well."""
    try:
        Walk(seed, tally).run()
    except Exception as failure:
        raise AssertionError(f"seed {seed}: {failure!r}\n{shortest(seed)}") from failure


def shortest(seed: int) -> str:
    """Leave out whatever act the failure does not need, and tell what remains."""
    left_out: frozenset[int] = frozenset()
    failed, said = _fails(seed, left_out)
    for number in reversed(range(48)):
        fails, told = _fails(seed, left_out | {number})
        if fails:
            left_out, said, failed = left_out | {number}, told, fails
    return "\n".join([*said, failed])


def _fails(seed: int, left_out: frozenset[int]) -> tuple[str, list[str]]:
    one = Walk(seed, Tally(), left_out)
    try:
        one.run()
    except Exception as failure:  # noqa: BLE001 -- whatever it fails with is what is told
        return repr(failure), one.said
    return "", one.said
