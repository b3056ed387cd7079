"""Check checkpoints: their own chain and signatures, and that what they signed is still there as it was."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.cases.checkpoints.content import FIRST, digest_of, root_of
from tongban.cases.checkpoints.key import is_signed
from tongban.cases.checkpoints.tables import CheckpointRow
from tongban.cases.tables import EventRow
from tongban.errors import TongbanError
from tongban.tenancy.tables import AuditRow

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, in Chinese; `where` is a case number, or a tenant with its checkpoint."""

    where: str
    message: str


def verify_checkpoints(session: Session, known: Collection[str]) -> Iterator[Fault]:
    """Check every tenant's checkpoints, the oldest first; the caller may read everywhere.

    A checkpoint that is not as it was signed proves nothing, so what it says is not looked into.
    """
    rows = session.scalars(select(CheckpointRow).order_by(CheckpointRow.tenant_id, CheckpointRow.serial))
    tenant, serial, previous = "", 0, FIRST
    for row in rows.yield_per(20):
        if row.tenant_id != tenant:
            tenant, serial, previous = row.tenant_id, 0, FIRST
        fault = _own_fault(row, serial + 1, previous, known)
        if fault:
            yield Fault(f"{row.tenant_id} 第 {row.serial} 号检查点", fault)
        else:
            yield from _still_there(session, row.heads, row.entries)
        serial, previous = row.serial, row.root


def _own_fault(row: CheckpointRow, serial: int, previous: str, known: Collection[str]) -> str:
    if row.serial != serial:
        return f"缺少第 {serial} 号检查点。"
    if row.previous != previous:
        return "与上一个检查点接不上，检查点可能被替换。"
    if row.root != root_of(row.tenant_id, row.serial, row.at, row.previous, row.heads, row.entries):
        return "内容与校验值不符，检查点可能被改动。"
    if not is_signed(row.root, row.key, row.signature, known):
        return "签名不正确，或者不是本系统的密钥签的。"
    return ""


def _still_there(session: Session, heads: Sequence[Any], entries: Sequence[Any]) -> Iterator[Fault]:
    """Look for every head and entry that was signed; the first wrong row of each is named."""
    for start in range(0, len(heads), CHUNK):
        yield from _missing_heads(session, heads[start : start + CHUNK])
    for start in range(0, len(entries), CHUNK):
        yield from _missing_entries(session, entries[start : start + CHUNK])


def _missing_heads(session: Session, heads: Sequence[Any]) -> Iterator[Fault]:
    numbers = [number for number, _seq, _hash in heads]
    seqs = sorted({seq for _number, seq, _hash in heads})
    asked = select(EventRow.number, EventRow.seq, EventRow.hash)
    asked = asked.where(EventRow.number.in_(numbers), EventRow.seq.in_(seqs))
    there = {(number, seq): mark for number, seq, mark in session.execute(asked)}
    for number, seq, mark in heads:
        found = there.get((number, seq))
        if found is None:
            yield Fault(number, _what_is_gone(session, number, seq))
        elif found != mark:
            yield Fault(number, f"第 {seq} 条记录与检查点签名时不同，记录被改写过。")


def _what_is_gone(session: Session, number: str, seq: int) -> str:
    left = session.scalar(select(func.max(EventRow.seq)).where(EventRow.number == number))
    if left is None:
        return f"检查点签名时有 {seq} 条记录，现在整件没有了。"
    if left < seq:
        return f"检查点签名时有 {seq} 条记录，第 {left + 1} 条起被删除。"
    return f"缺少第 {seq} 条记录。"


def _missing_entries(session: Session, entries: Sequence[Any]) -> Iterator[Fault]:
    rows = session.scalars(select(AuditRow).where(AuditRow.id.in_([entry for entry, _digest in entries])))
    there = {row.id: digest_of(row) for row in rows}
    for entry, digest in entries:
        if entry not in there:
            yield Fault(f"审计记录 {entry}", "检查点签名时存在，现在没有了。")
        elif there[entry] != digest:
            yield Fault(f"审计记录 {entry}", "与检查点签名时不同，可能被改动。")


def verify_export(session: Session, lines: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    """Check the database against a file that was exported before and kept elsewhere.

    It finds what is gone even where the checkpoints themselves were cut off or made anew.
    """
    for place, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            row = CheckpointRow(**{**data, "at": datetime.fromisoformat(data["at"])})
            root = root_of(row.tenant_id, row.serial, row.at, row.previous, row.heads, row.entries)
        except (ValueError, TypeError, KeyError):
            raise TongbanError(f"导出文件的第 {place} 行不是检查点，请核对文件。") from None
        where = f"{row.tenant_id} 第 {row.serial} 号检查点"
        if root != row.root or not is_signed(row.root, row.key, row.signature, known):
            yield Fault(where, "导出文件中的这一个检查点签名不正确。")
            continue
        kept = select(CheckpointRow.root).where(
            CheckpointRow.tenant_id == row.tenant_id, CheckpointRow.serial == row.serial
        )
        if session.scalar(kept) != row.root:
            yield Fault(where, "导出后被删除或者替换。")
        yield from _still_there(session, row.heads, row.entries)
