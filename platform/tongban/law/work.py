"""Whose turn it is: the work that a case waits for, as desks find it in their queues."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Definition
from tongban.law.case import Case, State


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that the case waits for: its id within the case, the role that does it, its Chinese name."""

    id: str
    role: str
    name: str


def work_of(case: Case, definition: Definition) -> tuple[Work, ...]:
    """Say whose turn it is. While the applicant puts something right, nobody at a desk is waited for."""
    if case.state is State.SUBMITTED:
        return (Work(f"intake-{len(case.notices)}", "window_clerk", "受理审查"),)
    if case.state is State.ACCEPTED:
        place = {step: case.steps.index(stage[0]) for stage in case.stages for step in stage}
        steps = (definition.step(each) for each in case.open_steps)
        return tuple(Work(f"{each.id}-{place[each.id]}", each.by, each.name) for each in steps)
    if case.state is State.DECIDED:
        return (Work("deliver", "window_clerk", "送达"),)
    return ()
