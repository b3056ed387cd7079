"""Whose turn it is: the work that a case waits for, as desks find it in their queues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.definitions.model import Definition, Step
from tongban.law.case import DELIVERY_WORK, INTAKE_WORK, Actor, Case, CaseOutcome, State

#: stands for the role where a case waits for an opinion of another department, and nobody at its own desk
DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that the case waits for: its id within the case, the role that does it, its Chinese name.

    `about` is what it is claimed by; empty: it cannot be claimed (a signature, an opinion asked elsewhere).
    """

    id: str
    role: str
    name: str
    about: str = ""
    desk: str = ""
    holder: Actor | None = None


_EXTENSION = Work("extension", "chief_representative", "延期审批")


def work_of(case: Case, definition: Definition) -> tuple[Work, ...]:
    """Say whose turn it is. While the applicant puts something right, nobody at a desk is waited for."""
    if case.state is State.SUBMITTED:
        return (_held(case, Work(f"intake-{len(case.notices)}", "window_clerk", "受理审查", INTAKE_WORK)),)
    if case.state is State.ACCEPTED:
        place = {step: case.steps.index(stage[0]) for stage in case.stages for step in stage}
        steps = (definition.step(each) for each in case.open_steps)
        extension = (_EXTENSION,) if case.extension is not None and case.extension.is_open else ()
        return (*(work for each in steps for work in _of_a_step(case, each, place[each.id])), *extension)
    if case.state is State.DECIDED:
        return (_held(case, Work("deliver", "window_clerk", "送达", DELIVERY_WORK)),)
    return tuple(_afterwards(case, definition))


def _afterwards(case: Case, definition: Definition) -> Iterator[Work]:
    """Give what a commitment asks for after the decision: to look into it, to look again, to revoke (ORD §32)."""
    life = case.life
    if life is not None and not life.ended:
        if life.renewal_asked_at is not None:
            yield Work(f"renewal-{life.renewals}", "chief_representative", "延续审查")
        if life.hearing is not None and life.hearing.asked_at is not None and not life.hearing.record:
            yield Work("hearing", "chief_representative", "举行听证")
        elif life.hearing is not None and life.hearing.heard:
            yield Work("revocation", "chief_representative", "撤销决定")
    run = case.commitment
    if run is None or not run.stands or case.outcome not in {CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART}:
        return
    reviewing = any(each.by == "reviewer" for each in definition.process)
    role = "reviewer" if reviewing else "window_clerk"
    if run.result is None:
        yield Work("commitment-check", role, "告知承诺核查")
    elif run.rectifying:
        yield Work("rectification-check", role, "整改情况复查")
    elif run.breached:
        yield Work("commitment-revocation", "chief_representative", "撤销决定")


def _of_a_step(case: Case, step: Step, place: int) -> Iterator[Work]:
    """Give the step's own work, unless it is another department's to say, and a signature for each that is missing."""
    own = f"{step.id}-{place}"
    if step.department and case.unanswered(step.id):
        yield Work(f"ask-{own}", DEPARTMENT, step.name)
    else:
        yield _held(case, Work(own, step.by, step.name, step.id))
    aside = {each.person for each in case.recusals}
    for number, each in enumerate(case.signatures_of(step.id)):
        if each.signed is None:
            signer = each.person if each.person is not None and each.person.id not in aside else None
            yield Work(f"sign-{number}-{own}", each.role, f"会签：{step.name}", holder=signer)


def _held(case: Case, work: Work) -> Work:
    """Say with whom a task is. Whoever took it over does it in a role of their own."""
    holding = case.holding(work.about)
    if holding is None:
        return work
    role = holding.person.role if holding.person is not None and holding.taken_over else work.role
    return Work(work.id, role, work.name, work.about, holding.desk, holding.person)
