"""Carry a change out: first the successors, then the end of the old bodies, then each pair in one transaction (T6).

Done again, it goes on where it stopped and repeats nothing: each pair that is done stands in the list of changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tongban.cases.door import act
from tongban.cases.handing_over import plugin_rows, rows
from tongban.cases.handing_over.plan import MovePlan, plan
from tongban.cases.handing_over.sorting import Lot, grant
from tongban.cases.handing_over.texts import ended_text, parent_text, successors_texts, without_items_text
from tongban.cases.tables import CaseRow, DraftRow, FileRow, OutboxRow
from tongban.database import scoped
from tongban.definitions.changes import Change, ChangeRefused, Move
from tongban.errors import NotFound, TongbanError
from tongban.law import Actor, HandOver, PassTime, Refusal
from tongban.publishing.books import Books
from tongban.publishing.checking import check
from tongban.publishing.memory import definition
from tongban.publishing.sources import keep, stamp
from tongban.publishing.versions import Why, in_use, publish_all, published, withdraw
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.audit import record
from tongban.tenancy.tables import DivisionChangeRow, TenantRow
from tongban.tenancy.tree import enter_tenant, tenant

ACTION = "tenant.change"
_SETUP = "*"  # stands for the old body in the line that says that the successors are set up


@dataclass(frozen=True, slots=True)
class Carried:
    """What a run did: the pairs moved now, and those that were done before."""

    moved: tuple[MovePlan, ...]
    done_before: int


def carry_out(session: Session, books: Books, change: Change, *, by: str, now: datetime, zone: ZoneInfo) -> Carried:
    """Carry a change out, committing pair by pair; raises ChangeRefused before the first row where it cannot be."""
    today = now.astimezone(zone).date()
    if faults := plan(session, books, change, today).faults:
        raise ChangeRefused(change.title, faults)
    _set_up(session, books, change, by, now)
    for move in change.moves:
        if move.ends:
            _end(session, books.refresh(session), change, move, by, now)
        elif move.of("item"):
            _give_up(session, books.refresh(session), change, move, by, now)
    moved, before = [], 0
    for each in plan(session, books.refresh(session), change, today).moves:
        if each.carried_out:
            before += 1
            continue
        _move(session, books, change, each, by, now)
        moved.append(each)
    return Carried(tuple(moved), before)


def _set_up(session: Session, books: Books, change: Change, by: str, now: datetime) -> None:
    """Enter the successors and publish what they claim; all of it, or nothing."""
    if session.get(DivisionChangeRow, (change.id, _SETUP, _SETUP)) is not None:
        return
    texts = successors_texts(books, change)
    shelf = books.with_texts({path: text for each in texts.values() for path, text in each.items()})
    wrong = [each for each in shelf.workspace.findings if each.is_error and each.path.startswith("tenants/")]
    if wrong:
        raise ChangeRefused(change.title, tuple(f"{each.path}：{each.message}" for each in wrong))
    checked = [check(shelf, to, item) for to in texts for item in shelf.workspace.claimed(to)]
    for each in checked:
        each.approved()
    for spec in change.successors:
        enter_tenant(session, shelf.workspace.tenants[spec.id], now)
    for to, own in texts.items():
        with scoped(to):
            keep(session, to, own, published=True, by=by, now=now)
            why = Why(by, now, f"机构变更：{change.title}。")
            publish_all(session, shelf, to, [each for each in checked if each.tenant == to], why)
        _note(session, change, to, by, now, f"设立或者承接：{change.title}")
    _done(session, change, _SETUP, _SETUP, {}, by, now)
    stamp(session)
    session.commit()


def _end(session: Session, books: Books, change: Change, move: Move, by: str, now: datetime) -> None:
    """Let a body end: nobody can begin there any more, and everybody is told where to go (36 §14(3))."""
    if tenant(session, move.old).ended is not None:
        return
    texts = ended_text(books, change, move)
    shelf = books.with_texts(texts)
    with scoped(grant(change, move.old)):
        enter_tenant(session, shelf.workspace.tenants[move.old], now)
        keep(session, move.old, texts, published=True, by=by, now=now)
        withdraw(session, move.old, [row.item for row in published(session, [move.old])])
    _note(session, change, move.old, by, now, f"撤销：{change.title}")
    session.commit()


def _give_up(session: Session, books: Books, change: Change, move: Move, by: str, now: datetime) -> None:
    """Let a body that stays no longer offer the items that go elsewhere."""
    texts = without_items_text(books, move)
    with scoped(grant(change, move.old)):
        keep(session, move.old, texts, published=True, by=by, now=now)
        withdraw(session, move.old, move.of("item"))
    session.commit()


def _move(session: Session, books: Books, change: Change, each: MovePlan, by: str, now: datetime) -> None:
    """Move what goes from one body to another, in one transaction."""
    renamed = each.old == each.new
    actor = Actor(by, by, "operator")
    try:
        _let_time_pass(session, books, change, each, now)
        if not renamed:
            _move_rows(session, change, each)
        for number in each.lot.open_cases if renamed else each.lot.cases:
            _hand_over(session, books, change, each, number, actor, now)
        if not renamed:
            _move_people(session, books, change, each, by, now)
        told = f"{each.old_name} → {each.new_name}：办件 {len(each.lot.cases)} 件，工作人员 {len(each.lot.staff)} 人"
        for one in dict.fromkeys((each.old, each.new)):
            _note(session, change, one, by, now, told)
        numbers = {"办件": len(each.lot.cases), "草稿": len(each.lot.drafts), "工作人员": len(each.lot.staff)}
        _done(session, change, each.old, each.new, {**numbers, **each.rows}, by, now)
        stamp(session)
        session.commit()
    except Exception:
        session.rollback()
        raise
    books.refresh(session)


def _let_time_pass(session: Session, books: Books, change: Change, each: MovePlan, now: datetime) -> None:
    """What the law has done by now, it did at the old body."""
    with scoped(grant(change, each.old)):
        for number in each.lot.open_cases:
            act(session, books, number, PassTime(), now)


def _move_rows(session: Session, change: Change, each: MovePlan) -> None:
    old, new = grant(change, each.old), grant(change, each.new)
    with scoped(old):
        codes = rows.codes_of(session, each.lot.cases)
        whole = tenant(session, each.old).ended is not None and each.new == _main(change, each.old)
        effects = rows.waiting_effects(session, codes, all_of_them=whole)
    for table, _name, condition in rows.selections(each.lot.cases, each.lot.drafts):
        rows.move(session, table, condition, old, new)
    if whole:  # files that wait for what is no draft of the core's: a supplement, a program's application, a plugin's
        waiting = FileRow.case_number.is_(None) & ~FileRow.draft_id.in_(select(DraftRow.id))
        rows.move(session, FileRow, waiting, old, new)
    for keys in rows.chunks(effects):
        rows.move(session, OutboxRow, OutboxRow.id.in_(keys), old, new)
    plugin_rows.take_along(session, each.lot, whole, old, new)
    rows.point_to(session, each.lot.cases, codes, each.new)
    _pin_drafts(session, change, each)


def _main(change: Change, old: str) -> str | None:
    return next(each.to for each in change.moves if each.old == old)


def _pin_drafts(session: Session, change: Change, each: MovePlan) -> None:
    """Let open drafts go on with the successor's version of their item; what was typed stays as it is."""
    with scoped(grant(change, each.new)):
        for draft_id in each.lot.drafts:
            row = session.get(DraftRow, (each.new, draft_id))
            if row is None or row.number is not None:
                continue
            try:
                version = in_use(session, each.new, row.item)
            except NotFound:  # the successor does not offer it: the draft can be read, and not handed in
                continue
            row.version, row.definition_hash = version.version, version.hash
        session.flush()


def _hand_over(
    session: Session, books: Books, change: Change, each: MovePlan, number: str, actor: Actor, now: datetime
) -> None:
    with scoped(grant(change, each.new)):
        row = session.get(CaseRow, (each.new, number))
        if row is None:
            raise TongbanError(f"办件“{number}”没有移交到“{each.new_name}”，移交没有完成。")
        command = HandOver(
            actor=actor,
            change=change.title,
            on=change.begins,
            from_name=each.old_name,
            to=each.new,
            to_name=each.new_name,
            authority=_authority(session, each, row),
            basis=change.basis,
        )
        answer = act(session, books, number, command, now)
    if isinstance(answer, Refusal) and answer.code != "already_handed_over":
        raise TongbanError(f"办件“{number}”不能移交：{answer.message}", article=answer.article)


def _authority(session: Session, each: MovePlan, row: CaseRow) -> str:
    """Say who decides from now on: the successor's authority for the item, else the old one's under the new name."""
    try:
        return definition(session, in_use(session, each.new, row.item).hash).authority.name
    except NotFound:
        before = definition(session, row.definition_hash).authority.name
        return before.replace(each.old_name, each.new_name) or each.new_name


def _move_people(session: Session, books: Books, change: Change, each: MovePlan, by: str, now: datetime) -> None:
    """Let staff work at the successor, and sub-tenants come under it with all below them."""
    _move_staff(session, each.lot, each.new)
    for name in each.lot.tenants:
        row, above = tenant(session, name), tenant(session, each.new)
        before = row.path
        texts = parent_text(books, name, each.new)
        with scoped(grant(change, name)):
            keep(session, name, texts, published=True, by=by, now=now)
        row.parent_id, row.path = above.id, f"{above.path}/{name}"
        below = select(TenantRow).where(TenantRow.path.startswith(f"{before}/", autoescape=True))
        for one in session.scalars(below):
            one.path = row.path + one.path.removeprefix(before)
        _note(session, change, name, by, now, f"改由“{each.new_name}”管理")
    session.flush()


def _move_staff(session: Session, lot: Lot, new: str) -> None:
    for keys in rows.chunks(lot.staff):
        session.execute(update(StaffUser).where(StaffUser.username.in_(keys)).values(tenant_id=new))


def _note(session: Session, change: Change, at: str, by: str, now: datetime, note: str) -> None:
    record(session, tenant=at, at=now, actor=by, action=ACTION, target=change.id, allowed=True, note=note)


def _done(session: Session, change: Change, old: str, new: str, moved: dict[str, int], by: str, now: datetime) -> None:
    session.add(
        DivisionChangeRow(
            change=change.id,
            old=old,
            new=new,
            title=change.title,
            basis=change.basis,
            moved=moved,
            carried_out_at=now,
            carried_out_by=by,
        )
    )
    session.flush()
