"""Sort what an old body has by where it goes: cases and drafts by the change's rule and its exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.drafts import ELSEWHERE
from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import Scope, scoped
from tongban.definitions.changes import PARTS, Change, Move
from tongban.law import State
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.tables import TenantRow


@dataclass(slots=True)
class Lot:
    """What goes from an old body to one other."""

    to: str
    open_cases: list[str] = field(default_factory=list)
    done_cases: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)
    tenants: list[str] = field(default_factory=list)
    #: what goes here by an exception, and by which
    reasons: list[str] = field(default_factory=list)

    @property
    def cases(self) -> list[str]:
        return [*self.open_cases, *self.done_cases]

    @property
    def is_empty(self) -> bool:
        return not (self.cases or self.drafts or self.staff or self.tenants)


def grant(change: Change, tenant: str) -> Scope:
    """Give the scope in which one body's rows are taken up or set down: an explicit grant, noted beside both (T2)."""
    return Scope((tenant,), tenant, f"机构变更 {change.id}")


def sort(session: Session, change: Change, move: Move) -> tuple[Lot, ...]:
    """Sort an old body's cases, drafts, staff and sub-tenants by where they go; what stays is in no lot."""
    lots = {to: Lot(to) for to in move.destinations}
    with scoped(grant(change, move.old)):
        found = _sort_cases(session, move, lots)
        _sort_drafts(session, move, lots, found)
    _sort_people(session, move, lots)
    _sort_tenants(session, move, lots)
    return tuple(lots.values())


def _sort_cases(session: Session, move: Move, lots: Mapping[str, Lot]) -> dict[str, str]:
    """Sort the cases; answers are looked into only where towns go their own way."""
    asked = select(CaseRow.number, CaseRow.item, CaseRow.state, CaseRow.snapshot).order_by(CaseRow.number)
    found: dict[str, str] = {}
    for number, item, state, snapshot in session.execute(asked.execution_options(yield_per=500)):
        to, why = _destination(move, item, snapshot.get("answers", {}), number)
        if to is None:
            continue
        found[number] = to
        (lots[to].done_cases if state == State.CLOSED.value else lots[to].open_cases).append(number)
        if why:
            lots[to].reasons.append(f"办件 {number}：{why}")
    return found


def _sort_drafts(session: Session, move: Move, lots: Mapping[str, Lot], cases: Mapping[str, str]) -> None:
    for row in session.execute(select(DraftRow.id, DraftRow.item, DraftRow.answers, DraftRow.number)):
        of_a_case = row.number and not row.id.startswith(ELSEWHERE)  # of a plugin's form a draft stands for itself
        to = cases.get(row.number) if of_a_case else _destination(move, row.item, row.answers)[0]
        if to is not None:
            lots[to].drafts.append(row.id)


def _sort_people(session: Session, move: Move, lots: Mapping[str, Lot]) -> None:
    named = move.of("staff")
    for name in session.scalars(select(StaffUser.username).where(StaffUser.tenant_id == move.old)):
        to = named.get(name) or (move.to if move.ends else None)
        if to is not None:
            lots[to].staff.append(name)


def _sort_tenants(session: Session, move: Move, lots: Mapping[str, Lot]) -> None:
    named = move.of("tenant")
    for name in session.scalars(select(TenantRow.id).where(TenantRow.parent_id == move.old).order_by(TenantRow.id)):
        to = named.get(name) or (move.to if move.ends else None)
        if to is not None:
            lots[to].tenants.append(name)


def _destination(move: Move, item: str, answers: object, number: str = "") -> tuple[str | None, str]:
    """Tell to whom something goes, and by which exception: a case by its number, its town, then its item."""
    if to := move.of("case").get(number):
        return to, "按办件编号"
    towns = move.of("town")
    if towns and (town := next((each for each in towns if any(each in text for text in _places(answers))), None)):
        return towns[town], f"地址写有{PARTS['town']}“{town}”"
    if to := move.of("item").get(item):
        return to, f"按事项“{item}”"
    return move.to, ""


def _places(value: object) -> Iterator[str]:
    """Yield the written part of every address in a set of answers."""
    if isinstance(value, Mapping):
        if isinstance(value.get("detail"), str):
            yield value["detail"]
        for each in value.values():
            yield from _places(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _places(each)
