"""What follows by itself once it is a step's turn, and what the law must be told for it: loads, departments."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.opinions import department_named
from tongban.cases.tables import TaskRow
from tongban.definitions import Definition
from tongban.definitions.model import Step
from tongban.law import SYSTEM, Actor, Case, Command, Load, State
from tongban.law.commands import AskOpinion, AssignByLoad
from tongban.law.roles import STAFF
from tongban.publishing.books import Books
from tongban.tenancy.accounts import Staff, colleagues


def following(session: Session, books: Books, case: Case, definition: Definition) -> Iterator[Command]:
    """Give the system's own commands for the steps whose turn it is; a case that needs none costs no question."""
    if case.state is not State.ACCEPTED or definition.internal:
        return
    for step in (definition.step(each) for each in case.open_steps):
        yield from _question(books, case, step)
        holding = case.holding(step.id)
        if step.assign.by == "load" and (holding is None or holding.person is None):
            yield AssignByLoad(SYSTEM, step.id, loads(session, case.tenant, step.by))


def loads(session: Session, tenant: str, role: str) -> tuple[Load, ...]:
    """Count the open tasks that each member of a role holds; by index, over what they hold alone."""
    people = [each for each in colleagues(session, tenant) if role in each.roles]
    asked = (
        select(TaskRow.held_by, func.count())
        .where(TaskRow.held_by.in_([each.id for each in people]), TaskRow.done_at.is_(None))
        .group_by(TaskRow.held_by)
    )
    open_tasks: dict[str, int] = {row[0]: row[1] for row in session.execute(asked)}
    return tuple(Load(as_actor(each, role), open_tasks.get(each.id, 0)) for each in people)


def as_actor(person: Staff, role: str) -> Actor:
    """Give a colleague as the law knows them, in one of their roles."""
    return Actor(person.id, person.name, role, person.desk)


def role_of(person: Staff, wanted: str) -> str:
    """Choose in which role a colleague would act: the one wanted, else the first in which staff handle cases."""
    return wanted if wanted in person.roles else min(person.roles & STAFF, default="")


def _question(books: Books, case: Case, step: Step) -> Iterator[Command]:
    """Ask the department that a step names, if it is on the platform; else the step's own role hears it on paper."""
    if not step.department or any(each.step == step.id for each in case.opinions):
        return
    asked = department_named(books, case.tenant, step.department)
    if asked is not None:
        points = "；".join(each.text.rstrip("。；") for each in step.points)
        question = f"请就“{step.name}”提出意见{f'：{points}' if points else ''}。"
        yield AskOpinion(SYSTEM, step.id, asked.id, asked.name, question)
