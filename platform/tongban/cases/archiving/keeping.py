"""Keep archives: make a package, hand over, destroy. Destroying takes the whole period and two people (E5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tongban.calendars import WorkingCalendar
from tongban.cases.archiving.bag import TAG_MANIFEST, bagging_date, read_bag, write_bag
from tongban.cases.archiving.contents import contents
from tongban.cases.archiving.finding import archive_of
from tongban.cases.archiving.tables import ArchiveRow, ArchiveState
from tongban.cases.checkpoints import AuditKey
from tongban.cases.checkpoints.key import ARCHIVE
from tongban.cases.files import FileStore
from tongban.cases.tables import CaseRow
from tongban.definitions import Definition
from tongban.definitions.rulebook import Retention, Rulebook
from tongban.errors import TongbanError
from tongban.law import span_in_chinese
from tongban.law.deadlines import count_span
from tongban.tenancy.audit import record

ARTICLE = "335 §31; 7 §20"


def make_archive(
    session: Session,
    store: FileStore,
    key: AuditKey,
    row: CaseRow,
    definition: Definition,
    rulebook: Rulebook,
    calendar: WorkingCalendar,
    now: datetime,
) -> ArchiveRow:
    """Pack a closed case, seal the package and register it; a case that moved since is packed again.

    The caller is in the tenant's scope, and commits. What was destroyed is not made again.
    """
    if row.closed_at is None:
        raise TongbanError(f"办件 {row.number} 还没有办结，办结后才能归档。", article=ARTICLE)
    kept = session.get(ArchiveRow, (row.tenant_id, row.number))
    if kept is not None and (kept.revision == row.revision or kept.state == ArchiveState.DESTROYED.value):
        return kept
    payload = contents(session, store, row, definition, rulebook.timezone)
    package = _package(key, row, definition, payload, rulebook.timezone, now)
    rule = rulebook.retention_of(definition.catalogue.kind)
    archive = kept or ArchiveRow(tenant_id=row.tenant_id, number=row.number)
    archive.title, archive.state, archive.revision = row.title, ArchiveState.KEPT.value, row.revision
    archive.package, archive.size = store.put(package), len(package)
    archive.closed_at, archive.made_at = row.closed_at, now
    closed_on = row.closed_at.astimezone(rulebook.timezone).date()
    archive.keep_until = count_span(rule.span, closed_on, calendar).last_day if rule.span else None
    archive.retention = _in_words(rule)
    session.add(archive)
    session.flush()
    return archive


def _package(
    key: AuditKey, row: CaseRow, definition: Definition, payload: Mapping[str, bytes], zone: ZoneInfo, now: datetime
) -> bytes:
    info = {
        "Source-Organization": definition.authority.name or row.tenant_id,
        "External-Identifier": row.number,
        "External-Description": row.title,
        "Bagging-Date": bagging_date(now.astimezone(zone)),
        "Tongban-Tenant": row.tenant_id,
        "Tongban-Definition": row.definition_hash,
        "Tongban-Events": str(row.revision),
    }
    unsealed = write_bag(row.number, payload, info)
    root = sha256(read_bag(unsealed)[TAG_MANIFEST]).hexdigest()
    public, signature = key.sign(root, ARCHIVE)
    seal = (
        f"Sealed: sha256 of {TAG_MANIFEST}\nDigest: {root}\nAlgorithm: Ed25519\nKey: {public}\nSignature: {signature}\n"
    )
    return write_bag(row.number, payload, info, seal)


def _in_words(rule: Retention) -> str:
    period = span_in_chinese(rule.span) if rule.span else "永久"
    return f"{period}（{rule.article}）"


def hand_over(session: Session, numbers: Sequence[str], to: str, *, by: str, now: datetime) -> list[ArchiveRow]:
    """Note that packages were handed over to an archive; gives the list that goes with them. The caller commits."""
    if not to.strip():
        raise TongbanError("请写明接收单位。", article=ARTICLE)
    found = [archive_of(session, each) for each in numbers]
    gone = next((each.number for each in found if each.state == ArchiveState.DESTROYED.value), None)
    if gone:
        raise TongbanError(f"办件 {gone} 的归档包已经销毁，不能移交。", article=ARTICLE)
    for each in found:
        each.state, each.handed_over_at, each.handed_over_to = ArchiveState.HANDED_OVER.value, now, to
        _note(session, each, "archive.hand_over", f"移交给{to}。", by, now)
    return found


def propose_destruction(
    session: Session, number: str, *, by: str, reason: str, now: datetime, by_id: str = ""
) -> ArchiveRow:
    """Propose to destroy a package whose time has run out; a second person must approve. The caller commits.

    `by_id` is the account of who proposes, where somebody is logged in: two people are two accounts, not two names.
    """
    archive = archive_of(session, number)
    refuse_early(archive, now)
    if not by.strip() or not reason.strip():
        raise TongbanError("请写明提出人和销毁的理由。", article=ARTICLE)
    archive.proposed_at, archive.proposed_by, archive.reason = now, by.strip(), reason.strip()
    archive.proposed_by_id = by_id
    _note(session, archive, "archive.propose_destruction", f"提出销毁：{reason}。", by, now)
    return archive


def destroy(session: Session, store: FileStore, number: str, *, by: str, now: datetime, by_id: str = "") -> ArchiveRow:
    """Approve a proposal as a second person, and destroy the package; the register keeps that it was.

    The caller commits.
    """
    archive = archive_of(session, number)
    mark_destroyed(session, archive, by=by, now=now, by_id=by_id)
    forget_package(session, store, archive)
    return archive


def mark_destroyed(session: Session, archive: ArchiveRow, *, by: str, now: datetime, by_id: str = "") -> None:
    """Write down that a second person approved; the bytes are still there."""
    refuse_early(archive, now)
    if archive.proposed_at is None:
        raise TongbanError(f"还没有人提出销毁办件 {archive.number} 的归档包，应当先由一人提出，再由另一人批准。")
    named = by_id == archive.proposed_by_id if by_id and archive.proposed_by_id else by.strip() == archive.proposed_by
    if not by.strip() or named:
        raise TongbanError(f"销毁是{archive.proposed_by}提出的，应当由另一人批准。")
    archive.state, archive.destroyed_at, archive.approved_by = ArchiveState.DESTROYED.value, now, by.strip()
    _note(session, archive, "archive.destroy", f"{archive.proposed_by}提出，{by}批准：{archive.reason}。", by, now)


def forget_package(session: Session, store: FileStore, archive: ArchiveRow) -> None:
    """Remove the bytes of a package, unless another case's package is the same."""
    session.flush()
    others = select(func.count()).where(ArchiveRow.package == archive.package, ArchiveRow.number != archive.number)
    if not session.scalar(others):
        store.forget(archive.package, datetime.max.replace(tzinfo=UTC))


def refuse_early(archive: ArchiveRow, now: datetime) -> None:
    """Refuse to destroy what must be kept still, for ever, or is gone (335 §31)."""
    if archive.state == ArchiveState.DESTROYED.value:
        raise TongbanError(f"办件 {archive.number} 的归档包已经销毁。", article=ARTICLE)
    if archive.keep_until is None:
        raise TongbanError(f"办件 {archive.number} 的归档包永久保管，不能销毁。", article=ARTICLE)
    if now.date() <= archive.keep_until:
        raise TongbanError(
            f"办件 {archive.number} 的归档包应当保管到 {archive.keep_until}，期满后才能销毁。", article=ARTICLE
        )


def _note(session: Session, archive: ArchiveRow, action: str, note: str, by: str, now: datetime) -> None:
    record(session, tenant=archive.tenant_id, at=now, actor=by, action=action, target=archive.number, allowed=True,
           note=note)  # fmt: skip
