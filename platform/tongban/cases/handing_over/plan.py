"""Tell what a change would move, in words and numbers, and what stands in its way. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tongban.cases.handing_over import plugin_rows
from tongban.cases.handing_over.plugin_texts import left_to_do
from tongban.cases.handing_over.rows import codes_of, counts, waiting_effects, without_a_rule
from tongban.cases.handing_over.sorting import Lot, grant, sort
from tongban.database import scoped
from tongban.definitions.changes import Change, Move
from tongban.publishing.books import Books
from tongban.tenancy.tables import DivisionChangeRow


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What would go from one body to another. `rows` counts by what people call them."""

    old: str
    new: str
    old_name: str
    new_name: str
    items: tuple[str, ...]
    lot: Lot
    rows: dict[str, int]
    carried_out: bool

    def told(self) -> Iterator[str]:
        if self.carried_out:
            yield f"{self.old_name} → {self.new_name}：已经移交。"
            return
        yield f"{self.old_name} → {self.new_name}："
        yield f"  事项 {len(self.items)} 项" + (f"：{'、'.join(self.items)}" if self.items else "")
        lot = self.lot
        yield f"  办件 {len(lot.cases)} 件，其中在办 {len(lot.open_cases)} 件，办结 {len(lot.done_cases)} 件"
        yield f"  草稿 {len(lot.drafts)} 份，工作人员 {len(lot.staff)} 人，下级单位 {len(lot.tenants)} 个"
        rows = "，".join(f"{name} {number}" for name, number in self.rows.items() if name not in {"办件", "草稿"})
        yield f"  随之移交：{rows or '无'}"
        yield from (f"  例外：{each}" for each in self.lot.reasons)


@dataclass(frozen=True, slots=True)
class Plan:
    """A change as it would be carried out; with `faults` it is not. `to_do` is what it leaves to people."""

    change: Change
    moves: tuple[MovePlan, ...]
    ended: tuple[str, ...]
    faults: tuple[str, ...]
    to_do: tuple[str, ...] = ()

    def told(self) -> Iterator[str]:
        change = self.change
        yield f"{change.title}（自{change.begins}起）"
        yield f"依据：{change.basis}"
        yield "承接单位：" + "、".join(each.name for each in change.successors)
        for each in self.moves:
            yield from each.told()
        if self.ended:
            yield f"自{change.begins}起撤销：{'、'.join(self.ended)}；不再接受新的申请，原文号、办件编号继续有效。"
        yield from (f"需要人工处理：{each}" for each in self.to_do)
        yield from (f"不能执行：{each}" for each in self.faults)


def plan(session: Session, books: Books, change: Change, today: date) -> Plan:
    """Work out what a change would move from where to where."""
    faults = [*_faults(books, change, today)]
    moves: list[MovePlan] = []
    if not faults:
        for move in change.moves:
            moves += [_move_plan(session, books, change, move, lot) for lot in sort(session, change, move)]
        faults += _not_joined(books, change, moves)
    ended = tuple(former_name_of(books, change, each.old) for each in change.moves if each.ends)
    return Plan(change, tuple(moves), ended, tuple(faults), tuple(left_to_do(books, change)) if not faults else ())


def name_of(books: Books, change: Change, tenant: str) -> str:
    successor, known = change.successor(tenant), books.workspace.tenants.get(tenant)
    return known.name if known else successor.name if successor else tenant


def former_name_of(books: Books, change: Change, tenant: str) -> str:
    """Name an old body as it was called before the change, whether or not it bears its new name by now."""
    successor, known = change.successor(tenant), books.workspace.tenants.get(tenant)
    if successor and known and known.name == successor.name and known.former_names:
        return known.former_names[-1]
    return name_of(books, change, tenant)


def new_name_of(books: Books, change: Change, tenant: str) -> str:
    successor = change.successor(tenant)
    return successor.name if successor else name_of(books, change, tenant)


def items_going(books: Books, move: Move, to: str) -> tuple[str, ...]:
    """List the items that one body takes over of another: by the rule, or where the change names the item."""
    named = move.of("item")
    main = move.to if move.ends else None
    return tuple(each for each in books.workspace.claimed(move.old) if named.get(each, main) == to)


def _move_plan(session: Session, books: Books, change: Change, move: Move, lot: Lot) -> MovePlan:
    with scoped(grant(change, move.old)):
        rows = counts(session, lot.cases, lot.drafts)
        whole = move.ends and lot.to == move.to
        rows["插件数据"] = plugin_rows.count(session, lot, whole)
        rows["待办后续事务"] = len(waiting_effects(session, codes_of(session, lot.cases), all_of_them=whole))
    return MovePlan(
        old=move.old,
        new=lot.to,
        old_name=former_name_of(books, change, move.old),
        new_name=new_name_of(books, change, lot.to),
        items=items_going(books, move, lot.to),
        lot=lot,
        rows=rows,
        carried_out=session.get(DivisionChangeRow, (change.id, move.old, lot.to)) is not None,
    )


def _faults(books: Books, change: Change, today: date) -> Iterator[str]:
    known = books.workspace.tenants
    setting_up = {each.id for each in change.successors}
    if change.begins > today:
        yield f"这项变更自{change.begins}起生效，在此之前只能预演（--dry-run）"
    for table in without_a_rule():
        yield f"数据表“{table}”没有移交规则，请先在 cases/handing_over/rows.py 中写明"
    for each in change.successors:
        if each.parent not in known and each.parent not in setting_up:
            yield f"承接单位“{each.name}”的上级“{each.parent}”不存在"
    for move in change.moves:
        if move.old not in known:
            yield f"没有原单位“{move.old}”"
        yield from (f"没有承接单位“{to}”" for to in move.destinations if to not in known and to not in setting_up)


def _not_joined(books: Books, change: Change, moves: list[MovePlan]) -> Iterator[str]:
    for each in moves:
        spec = books.workspace.tenants.get(each.new)
        if spec is not None and spec.listed and change.successor(each.new) is None and not each.lot.is_empty:
            yield f"“{each.new_name}”尚未开通，不能承接“{each.old_name}”的办件，请先开通（tongban onboard）"
