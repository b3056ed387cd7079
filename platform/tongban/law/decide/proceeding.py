"""The desk at which one command is decided: events are recorded one by one and folded into the case at once.

A rule that refuses raises `Refused`; `decide` hands the refusal out, and nothing recorded so far counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition, Span
from tongban.definitions.rulebook import Rulebook
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import (
    DELIVERY_WORK,
    INTAKE_WORK,
    SYSTEM,
    Actor,
    Case,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    State,
)
from tongban.law.deadlines import Clock, open_deadline
from tongban.law.decide.holding import require_hold, require_impartial
from tongban.law.events import Event
from tongban.law.evolve import evolve
from tongban.law.notice_values import notice_values
from tongban.law.refusals import Refused
from tongban.law.roles import CHECKING, DELIVERING, INTAKE, names_of

STATE_NAMES: Mapping[State, str] = {
    State.SUBMITTED: "已收件、尚未受理",
    State.SUPPLEMENTING: "等待补齐补正",
    State.ACCEPTED: "已受理、正在审查",
    State.DECIDED: "已作出决定、尚未送达",
    State.CLOSED: "已办结",
}


class Proceeding:
    """Hold what a rule may read, and record what it finds."""

    def __init__(
        self, case: Case | None, actor: Actor, definition: Definition, rulebook: Rulebook,
        calendar: WorkingCalendar, now: datetime,
    ) -> None:  # fmt: skip
        if now.tzinfo is None:
            raise ValueError("the law needs an aware datetime; a naive one has no day")
        if case is not None and case.definition_hash != definition.hash:
            raise ValueError(f"case {case.number} is pinned to another version of {case.item}")
        self._case = case
        self.actor = actor
        self.definition = definition
        self.rulebook = rulebook
        self.calendar = calendar
        self.zone = rulebook.timezone
        self.at = now.astimezone(self.zone)
        self.events: list[Event] = []
        self._values: tuple[Mapping[str, object], Mapping[str, object]] | None = None  # of which answers, and what

    @property
    def case(self) -> Case:
        """Give the case as it is after what has been recorded so far."""
        if self._case is None:
            raise Refused("no_case", "没有这一办件，应当先提交申请。")
        return self._case

    @property
    def values(self) -> Mapping[str, object]:
        """Give the values that conditions read of the case; worked out once for its answers, as many rules ask."""
        case = self.case
        if self._values is None or self._values[0] is not case.answers:
            self._values = (case.answers, applicable.values_of(case, self.definition))
        return self._values[1]

    @property
    def begun(self) -> bool:
        return self._case is not None

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def clock(self) -> Clock:
        return Clock(self.calendar, self.zone, self.at)

    def record(self, event: Event) -> None:
        """Record an event and fold it in."""
        self._case = evolve(self._case, event)
        self.events.append(event)

    @contextmanager
    def as_system(self) -> Iterator[None]:
        """Let the system act for what follows by itself from what somebody did."""
        actor, self.actor = self.actor, SYSTEM
        try:
            yield
        finally:
            self.actor = actor

    def stamp(self) -> dict[str, Any]:
        """Give what every event says."""
        return {"at": self.at, "actor": self.actor}

    def order(self, notice: str, **own: object) -> None:
        """Order a notice with the values that its wording may name; offices among themselves need none.

        `own` are values that only the path knows that orders it; they take the place of the general ones.
        """
        if self.definition.internal:
            return
        values = notice_values(self.case, self.definition, self.rulebook, notice, self.at, self.values)
        self.record(happened.NoticeOrdered(notice=notice, values={**values, **own}, **self.stamp()))

    def open(self, kind: DeadlineKind, budget: Span, anchor: date, basis: str, subject: str = "") -> None:
        """Open a deadline from its anchor."""
        row = open_deadline(self.case, kind, budget, anchor, basis, self.clock, subject)
        self.record(happened.DeadlineOpened(deadline=row, **self.stamp()))

    def end(self, status: DeadlineStatus, *kinds: DeadlineKind) -> None:
        """End the open deadlines of these kinds, or all of them where none is named."""
        for each in self.case.deadlines:
            if each.is_open and (not kinds or each.kind in kinds):
                self.record(happened.DeadlineClosed(deadline=each.id, status=status, **self.stamp()))

    def end_steps(self, status: DeadlineStatus) -> None:
        """End the limits of the steps whose turn is over."""
        for each in self.case.deadlines:
            if each.is_open and each.kind is DeadlineKind.STEP and each.subject not in self.case.open_steps:
                self.record(happened.DeadlineClosed(deadline=each.id, status=status, **self.stamp()))

    def miss(self, deadline: Deadline) -> None:
        """Record, once, that a deadline has ended undone."""
        assert deadline.due is not None
        self.record(happened.DeadlineMissed(deadline=deadline.id, due=deadline.due, **self.stamp()))

    def require_state(self, doing: str, article: str, *states: State) -> None:
        """Refuse an act that the case's state does not allow."""
        if self.case.state not in states:
            now = STATE_NAMES[self.case.state]
            allowed = "、".join(STATE_NAMES[each] for each in states)
            raise Refused(
                "wrong_state", f"办件现在的状态是“{now}”，不能{doing}；{doing}应当在“{allowed}”时进行。", article
            )

    def require_role(self, doing: str, article: str, roles: frozenset[str] = INTAKE) -> None:
        """Refuse an actor whose role may not do this."""
        if self.actor.role not in roles:
            raise Refused(
                "wrong_role", f"{doing}应当由{names_of(roles)}进行，{names_of({self.actor.role})}无权进行。", article
            )
        if self.begun:
            require_impartial(self.case, self.actor, internal=self.definition.internal)
            if roles in (INTAKE, CHECKING, DELIVERING):
                self.require_hold()

    def require_hold(self) -> None:
        """Refuse who acts on the intake or the delivery of a case while another holds it (L8)."""
        work = {State.SUBMITTED: (INTAKE_WORK, "受理审查"), State.DECIDED: (DELIVERY_WORK, "送达")}.get(self.case.state)
        if work is not None:
            require_hold(self.case, self.actor, *work)


def require_text(text: str, code: str, message: str, article: str) -> None:
    """Refuse an empty text where the law wants one."""
    if not text.strip():
        raise Refused(code, message, article)


C = TypeVar("C")
DECIDERS: dict[type[Any], Callable[[Proceeding, Any], None]] = {}


def decides(command: type[C]) -> Callable[[Callable[[Proceeding, C], None]], Callable[[Proceeding, C], None]]:
    """Register the function that decides a type of command."""

    def register(function: Callable[[Proceeding, C], None]) -> Callable[[Proceeding, C], None]:
        DECIDERS[command] = function
        return function

    return register
