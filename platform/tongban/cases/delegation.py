"""Work done for another body by delegation: found, acted on and logged within an explicit grant (ORD §12; T4).

The case stays the principal's, in its rows and its name; the delegate reaches in only for the delegated item, only for
the acts of the scope, and only while the delegation holds. The decision is the principal's alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.tables import CaseRow
from tongban.database import Scope, scoped
from tongban.definitions import Definition
from tongban.definitions.delegations import ACCEPTANCE, HANDLING, SCOPES, Delegation
from tongban.errors import NotFound
from tongban.law import Action, Case, State
from tongban.publishing.books import Books
from tongban.tenancy.audit import record
from tongban.tenancy.tree import tenant

MOST = 200
_INTAKE = frozenset(
    {Action.ACCEPT, Action.ACCEPT_TOLERANTLY, Action.REQUEST_SUPPLEMENT, Action.CORRECT, Action.DECLINE}
)
_SURVEY = frozenset({Action.APPOINT_SURVEY, Action.RECORD_SURVEY, Action.SURVEY_NOT_HELD})
_STEPS = _SURVEY | {Action.COMPLETE_STEP, Action.START_SPECIAL, Action.END_SPECIAL, Action.RETURN_STEP, Action.DELIVER}
#: scope → acts; granting and refusing are in none of them
ACTS: Mapping[str, frozenset[Action]] = {ACCEPTANCE: _INTAKE, HANDLING: _INTAKE | _STEPS}


@dataclass(frozen=True, slots=True)
class Delegated:
    """One open case that a delegate works on for its principal."""

    row: CaseRow
    principal_name: str
    delegation: Delegation


def delegated_to(books: Books, delegate: str, today: date) -> tuple[Delegation, ...]:
    """List the delegations that hold today; one that has run out is none, without anybody ending it."""
    found = books.workspace.delegations
    return tuple(each for each in found if each.delegate == delegate and each.holds_on(today))


def delegates_of(books: Books, principal: str, item: str, today: date) -> tuple[Delegation, ...]:
    """List who does an item for its authority today: the guide shows their counters."""
    found = books.workspace.delegations
    return tuple(each for each in found if (each.principal, each.item) == (principal, item) and each.holds_on(today))


def grant(delegation: Delegation) -> Scope:
    """Give the scope of the grant: the principal's rows, by name of the delegation (T2)."""
    return Scope((delegation.principal,), delegation.principal, f"委托：{delegation.item} → {delegation.delegate}")


def may(delegation: Delegation, action: Action) -> bool:
    """Tell whether the delegation covers an act; a decision it never covers."""
    return action in ACTS[delegation.scope]


def waits_for_the_delegate(delegation: Delegation, definition: Definition, case: Case) -> bool:
    """Tell whether what the case waits for is the delegate's to do: not once only the decision is left."""
    if case.state is State.SUBMITTED:
        return True
    if delegation.scope == ACCEPTANCE:
        return False
    steps = (definition.step(each) for each in case.open_steps)
    return case.state is State.DECIDED or any(not each.decides for each in steps)


def delegated_cases(session: Session, books: Books, delegate: str, today: date) -> list[Delegated]:
    """List the open cases of the delegated items at their principals, the earliest limit first."""
    found: list[Delegated] = []
    for each in delegated_to(books, delegate, today):
        name = tenant(session, each.principal).name
        with scoped(grant(each)):
            asked = select(CaseRow).where(CaseRow.item == each.item, CaseRow.closed_at.is_(None))
            asked = asked.order_by(CaseRow.due_at.nulls_last(), CaseRow.number).limit(MOST)
            found += [Delegated(row, name, each) for row in session.scalars(asked)]
    return found


def delegated_case(
    session: Session, books: Books, delegate: str, number: str, *, by: str, now: datetime, today: date
) -> Delegated:
    """Find one case that is delegated today, and write into both bodies' lists that somebody looked (T2)."""
    for each in delegated_to(books, delegate, today):
        with scoped(grant(each)):
            wanted = select(CaseRow).where(CaseRow.number == number.strip().upper(), CaseRow.item == each.item)
            row = session.scalar(wanted)
        if row is not None:
            for one in (each.principal, delegate):
                note = f"受委托{SCOPES[each.scope]}，办件 {row.number}。"
                record(session, tenant=one, at=now, actor=by, action="case.delegated", target=row.number,
                       allowed=True, note=note)  # fmt: skip
            return Delegated(row, tenant(session, each.principal).name, each)
    raise NotFound(f"没有找到办件“{number}”，或者它不属于您的单位。")


__all__ = [
    "ACTS",
    "Delegated",
    "delegated_case",
    "delegated_cases",
    "delegated_to",
    "delegates_of",
    "grant",
    "may",
    "waits_for_the_delegate",
]
