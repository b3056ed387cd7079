"""Lists of archives: made, printed, then settled by a receipt or by a second person's approval (E5; 335 §31).

A list says what each package was when it was made; whoever settles it is refused where a package is another since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.archiving.finding import archive_of
from tongban.cases.archiving.keeping import (
    ARTICLE,
    forget_package,
    hand_over,
    mark_destroyed,
    propose_destruction,
)
from tongban.cases.archiving.list_table import ArchiveListRow, ListKind, ListState
from tongban.cases.archiving.tables import ArchiveRow, ArchiveState
from tongban.cases.files import FileStore
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.audit import record

MOST = 200  # packages on one list
SHOWN = 100


@dataclass(frozen=True, slots=True)
class ListLine:
    """One package on a list, as it was when the list was made. Moments are ISO text; `size` in bytes."""

    number: str
    title: str
    closed_at: str
    keep_until: str  # empty: for ever
    retention: str
    size: int
    package: str  # SHA-256


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who makes or settles a list: the account, and the name that is written down."""

    id: str
    name: str


def make_hand_over(
    session: Session, tenant: str, numbers: Sequence[str], receiver: str, by: Keeper, now: datetime
) -> ArchiveListRow:
    """Make a list of packages to be handed over; they go when the receiver has signed. The caller commits."""
    if not receiver.strip():
        raise TongbanError("请写明接收单位。", article=ARTICLE)
    rows = _chosen(session, tenant, numbers)
    there = next((each for each in rows if each.state != ArchiveState.KEPT.value), None)
    if there is not None:
        raise TongbanError(f"办件 {there.number} 的归档包已经移交或者销毁，不能再列入移交清单。", article=ARTICLE)
    made = _made(tenant, ListKind.HAND_OVER, rows, by, now)
    made.receiver = receiver.strip()
    return _kept(session, made, rows, f"拟移交给{made.receiver}。")


def make_destruction(
    session: Session, tenant: str, numbers: Sequence[str], reason: str, by: Keeper, now: datetime
) -> ArchiveListRow:
    """Propose to destroy packages whose time has run out; another person approves. The caller commits."""
    rows = _chosen(session, tenant, numbers)
    for each in rows:
        propose_destruction(session, each.number, by=by.name, by_id=by.id, reason=reason, now=now)
    made = _made(tenant, ListKind.DESTRUCTION, rows, by, now)
    made.reason = reason.strip()
    return _kept(session, made, rows, f"提出销毁：{made.reason}")


def confirm_hand_over(
    session: Session, made: ArchiveListRow, received_by: str, receipt: str, by: Keeper, now: datetime
) -> None:
    """Note that the receiver has the packages and signed for them. The caller commits."""
    if not received_by.strip() or not receipt.strip():
        raise TongbanError("请填写接收人和移交回执的名称或者编号。", article=ARTICLE)
    rows = _settling(session, made, ListKind.HAND_OVER)
    hand_over(session, [each.number for each in rows], made.receiver, by=by.name, now=now)
    made.received_by, made.receipt = received_by.strip(), receipt.strip()
    _settled(session, made, rows, ListState.DONE, by, now, f"{made.receiver}已经签收，回执：{made.receipt}。")


def approve_destruction(session: Session, store: FileStore, made: ArchiveListRow, by: Keeper, now: datetime) -> None:
    """Approve as a second person, and destroy; the list stays as the record of it. The caller commits."""
    rows = _settling(session, made, ListKind.DESTRUCTION)
    if by.id == made.made_by_id:
        raise TongbanError(f"销毁是{made.made_by}提出的，应当由另一人批准。", article=ARTICLE)
    for each in rows:
        mark_destroyed(session, each, by=by.name, by_id=by.id, now=now)
    for each in rows:  # not before every one of them may go
        forget_package(session, store, each)
    _settled(session, made, rows, ListState.DONE, by, now, f"{made.made_by}提出，{by.name}批准，已经销毁。")


def drop_list(session: Session, made: ArchiveListRow, why: str, by: Keeper, now: datetime) -> None:
    """Drop an open list: nothing goes, and what was proposed is proposed no more. The caller commits."""
    if made.state != ListState.OPEN.value:
        raise TongbanError("这份清单已经办结，不能作废。", article=ARTICLE)
    if not why.strip():
        raise TongbanError("请写明作废的理由。", article=ARTICLE)
    asked = select(ArchiveRow).where(ArchiveRow.tenant_id == made.tenant_id, ArchiveRow.listed_in == made.id)
    rows = list(session.scalars(asked.with_for_update()))
    if made.kind == ListKind.DESTRUCTION.value:
        for each in rows:
            each.proposed_at, each.proposed_by, each.proposed_by_id, each.reason = None, "", "", ""
    made.note = why.strip()
    _settled(session, made, rows, ListState.DROPPED, by, now, f"清单作废：{made.note}")


def lists(session: Session, tenant: str) -> Sequence[ArchiveListRow]:
    """List the latest lists of a tenant, the newest first."""
    asked = select(ArchiveListRow).where(ArchiveListRow.tenant_id == tenant)
    return session.scalars(asked.order_by(ArchiveListRow.made_at.desc(), ArchiveListRow.id).limit(SHOWN)).all()


def list_of(session: Session, tenant: str, id: str, *, lock: bool = False) -> ArchiveListRow:
    """Find a list of a tenant; whoever settles it locks it."""
    asked = select(ArchiveListRow).where(ArchiveListRow.tenant_id == tenant, ArchiveListRow.id == id)
    found = session.scalar(asked.with_for_update() if lock else asked)
    if found is None:
        raise NotFound("没有这份清单，或者它不属于您的单位。")
    return found


def lines_of(made: ArchiveListRow) -> tuple[ListLine, ...]:
    """Give the lines of a list as they were written."""
    return tuple(ListLine(**each) for each in cast("list[dict[str, Any]]", made.lines))


def _chosen(session: Session, tenant: str, numbers: Sequence[str]) -> list[ArchiveRow]:
    if not numbers:
        raise TongbanError("请至少选择一个归档包。", article=ARTICLE)
    if len(numbers) > MOST:
        raise TongbanError(f"一份清单最多列 {MOST} 个归档包，请分开制作。", article=ARTICLE)
    rows = [archive_of(session, each) for each in dict.fromkeys(numbers)]
    for each in rows:
        if each.listed_in and _is_open(session, tenant, each.listed_in):
            raise TongbanError(f"办件 {each.number} 的归档包已经列在另一份没有办结的清单里。", article=ARTICLE)
    return rows


def _is_open(session: Session, tenant: str, id: str) -> bool:
    """Tell whether a list is open here; one of the body that had the case before binds nobody here."""
    found = session.get(ArchiveListRow, (tenant, id))
    return found is not None and found.state == ListState.OPEN.value


def _made(tenant: str, kind: ListKind, rows: Sequence[ArchiveRow], by: Keeper, now: datetime) -> ArchiveListRow:
    return ArchiveListRow(
        tenant_id=tenant,
        id=uuid4().hex,
        kind=kind.value,
        state=ListState.OPEN.value,
        lines=[asdict(_line(each)) for each in rows],
        made_at=now,
        made_by=by.name,
        made_by_id=by.id,
    )


def _line(row: ArchiveRow) -> ListLine:
    until = row.keep_until.isoformat() if row.keep_until else ""
    return ListLine(row.number, row.title, row.closed_at.isoformat(), until, row.retention, row.size, row.package)


def _kept(session: Session, made: ArchiveListRow, rows: Sequence[ArchiveRow], note: str) -> ArchiveListRow:
    session.add(made)
    for each in rows:
        each.listed_in = made.id
    _note(session, made, made.made_by, made.made_at, "make", note)
    return made


def _settling(session: Session, made: ArchiveListRow, kind: ListKind) -> list[ArchiveRow]:
    """Give the packages of an open list, each still the one that was listed."""
    if made.kind != kind.value or made.state != ListState.OPEN.value:
        raise TongbanError("这份清单已经办结，或者不是这一类清单。", article=ARTICLE)
    asked = select(ArchiveRow).where(ArchiveRow.tenant_id == made.tenant_id, ArchiveRow.listed_in == made.id)
    rows = {each.number: each for each in session.scalars(asked.with_for_update())}
    for line in lines_of(made):
        if line.number not in rows or rows[line.number].package != line.package:
            message = f"清单做好以后，办件 {line.number} 的归档包重新制作过或者已经移走，请作废这份清单，重新制作。"
            raise TongbanError(message, article=ARTICLE)
    return [rows[each.number] for each in lines_of(made)]


def _settled(
    session: Session, made: ArchiveListRow, rows: Sequence[ArchiveRow], state: ListState, by: Keeper, now: datetime,
    note: str,
) -> None:  # fmt: skip
    made.state, made.done_at, made.done_by = state.value, now, by.name
    for each in rows:
        each.listed_in = ""
    _note(session, made, by.name, now, state.value, note)


def _note(session: Session, made: ArchiveListRow, by: str, at: datetime, what: str, note: str) -> None:
    action = f"archive.{made.kind}_list.{what}"
    record(session, tenant=made.tenant_id, at=at, actor=by, action=action, target=made.id, allowed=True, note=note)
