"""How a fold is registered, and what several of them do to a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tongban.law.case import Case, CaseOutcome, Deadline, HandedIn, MaterialState, State, StepRecord
from tongban.law.events import Happened
from tongban.law.evolve.replacing import replace

E = TypeVar("E", bound=Happened)
FOLDS: dict[type[Any], Callable[[Case, Any], Case]] = {}


def folds(kind: type[E]) -> Callable[[Callable[[Case, E], Case]], Callable[[Case, E], Case]]:
    """Register the function that folds a type of event into a case."""

    def register(function: Callable[[Case, E], Case]) -> Callable[[Case, E], Case]:
        FOLDS[kind] = function
        return function

    return register


def closed(case: Case, outcome: CaseOutcome, event: Happened) -> Case:
    return replace(case, state=State.CLOSED, outcome=outcome, closed_at=event.at, open_steps=(), specials=())


def with_notice_set_aside(case: Case) -> Case:
    """Keep a notice that was given among the earlier ones, so that another may be given."""
    given = (case.supplement,) if case.supplement else ()
    return replace(case, supplement=None, earlier_supplements=(*case.earlier_supplements, *given))


def unfinished(stages: tuple[tuple[str, ...], ...], done: tuple[StepRecord, ...]) -> tuple[str, ...]:
    """List what is not yet done of the first unfinished stage."""
    finished = {each.step for each in done}
    left = (tuple(each for each in stage if each not in finished) for stage in stages)
    return next((each for each in left if each), ())


def with_deadline(case: Case, deadline: Deadline) -> Case:
    return replace(case, deadlines=tuple(deadline if each.id == deadline.id else each for each in case.deadlines))


def with_handed_in(case: Case, handed_in: tuple[HandedIn, ...]) -> tuple[MaterialState, ...]:
    """Take in new materials; one handed in again gets the next revision and must be checked again."""
    materials = {each.id: each for each in case.materials}
    for each in handed_in:
        old = materials.get(each.material)
        revision = old.revision + 1 if old else 1
        materials[each.material] = MaterialState(each.material, revision, files=each.files, taken_from=each.taken_from)
    return tuple(materials.values())
