"""Drafts of applicants: what was typed, exactly as typed, pinned to the version it began with (C5, F4)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from uuid import uuid4

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tongban.cases.tables import DraftRow, FileRow
from tongban.database import Plain, as_object, labelled, of_the_tenant
from tongban.definitions import Definition
from tongban.errors import NotFound, TongbanError
from tongban.fields.types.file import FileReference
from tongban.forms import APPLICANT_KIND, Reading, dump, load, read
from tongban.publishing.memory import definition
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE, in_use

LARGEST = 512 * 1024  # bytes of one draft as JSON; a form of 2,000 long answers is smaller
MOST_DRAFTS = 50  # of one applicant at one tenant

#: how the id of a draft begins that pages of a plugin keep: its form is not that of one item in use
ELSEWHERE = "p-"
WINDOW = "w-"  # how the id of a draft begins that is typed in at a window; it is the desk's until it is handed in
WINDOW_ELSEWHERE = f"{ELSEWHERE}{WINDOW}"  # one typed in at a window on pages of a plugin

#: the draft of an address, for whoever asks for it with something else; it need not be the asker's own
ADDRESSED = select(*labelled(DraftRow)).where(of_the_tenant(DraftRow), DraftRow.id == bindparam("draft"))
# every autosave asks this: put together once, as putting it together costs as much as sending it
_OWN = Plain(ADDRESSED.where(DraftRow.applicant_id == bindparam("applicant")))

_MINE = (
    select(DraftRow)
    .where(DraftRow.applicant_id == bindparam("applicant"), DraftRow.number.is_(None))
    .where(~DraftRow.id.startswith(WINDOW), ~DraftRow.id.startswith(ELSEWHERE))
    .order_by(DraftRow.updated_at.desc(), DraftRow.id)
)

_KEEP = Plain(
    update(DraftRow)
    .where(of_the_tenant(DraftRow), DraftRow.id == bindparam("draft"), DraftRow.number.is_(None))
    .values(typed=bindparam("kept"), answers=bindparam("read"), updated_at=bindparam("at"))
)


def begin(
    session: Session,
    tenant: str,
    item: str,
    *,
    applicant_id: str,
    applicant_kind: str,
    now: datetime,
    answers: Mapping[str, object] | None = None,
    fresh: bool = False,
) -> DraftRow:
    """Begin on the version in use, or go on with the applicant's open draft of it; `fresh` begins another one.

    `answers` are given to a new draft: what the guide asked, what is known of the applicant. Raises NotFound for what
    is not published, TongbanError for a kind of applicant that the item does not serve. The caller commits.
    """
    version = in_use(session, tenant, item)
    mine = [row for row in my_drafts(session, applicant_id) if row.tenant_id == tenant]
    if not fresh and (open_one := next((row for row in mine if row.item == item), None)) is not None:
        return open_one
    if len(mine) >= MOST_DRAFTS:
        raise TongbanError(f"您的草稿已有 {MOST_DRAFTS} 份，请先提交或者删除不用的草稿。")
    described = definition(session, version.hash)
    if applicant_kind not in described.applicants:
        raise TongbanError(f"“{described.title}”不面向您的申请人类型，请在办事指南中查看服务对象。")
    known = {**(answers or {}), APPLICANT_KIND: applicant_kind}
    number = version.version
    return new_draft(session, tenant, "", item, number, described, applicant_id=applicant_id, answers=known, now=now)


def new_draft(
    session: Session,
    tenant: str,
    kind: str,
    item: str,
    version: int,
    described: Definition,
    *,
    applicant_id: str,
    answers: Mapping[str, object],
    now: datetime,
) -> DraftRow:
    """Write an empty draft with what is known already; its id begins with its `kind`: WINDOW, ELSEWHERE or none."""
    row = DraftRow(
        tenant_id=tenant,
        id=f"{kind}{uuid4().hex}",
        applicant_id=applicant_id,
        item=item,
        version=version,
        definition_hash=described.hash,
        typed={},
        answers=dump(described, answers),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row


def save_typed(
    session: Session,
    draft: DraftRow,
    typed: Mapping[str, Sequence[str]],
    *,
    now: datetime,
    today: date | None = None,
    settled: Collection[str] = (),
    uploads: Collection[FileReference] = (),
) -> Reading:
    """Keep what was typed on a page, with what could be read of it; the rest of the draft stays. The caller commits.

    What is wrong is kept as typed and told in the reading's findings: saving is not submitting. `uploads` are the files
    that came with this very post, for fields that hold one.
    """
    if draft.number is not None:
        raise TongbanError(f"这份申请已经提交，办件编号为 {draft.number}，不能再修改草稿。")
    described = definition(session, draft.definition_hash)
    reading = read(
        described,
        typed,
        answers(session, draft),
        typed=draft.typed,
        today=today,
        settled=settled,
        uploads=uploads,
    )
    kept = {name: list(texts) for name, texts in reading.typed.items()}
    if _is_too_large(kept):
        raise TongbanError(f"填写的内容超过 {LARGEST // 1024} KB，请精简，较长的说明可以作为材料上传。")
    _keep(session, draft, kept, dump(described, reading.answers), now)
    return reading


def _is_too_large(typed: Mapping[str, list[str]]) -> bool:
    """Tell whether what was typed is over the limit; it is written out to be measured only where it may be."""
    texts = list(chain.from_iterable(typed.values()))
    most = 6 * len("".join((*typed, *texts))) + 10 * (
        len(typed) + len(texts)
    )  # bytes, were every character the longest
    return most > LARGEST and len(json.dumps(typed, ensure_ascii=False).encode()) > LARGEST


def _keep(
    session: Session, draft: DraftRow, typed: dict[str, list[str]], answers: dict[str, object], now: datetime
) -> None:
    """Write what was typed and read in one statement, unless the draft was handed in or thrown away meanwhile."""
    done = _KEEP.ask(session, draft=draft.id, kept=typed, read=answers, at=now)
    if done.rowcount != 1:  # type: ignore[attr-defined]  # the result of an UPDATE has it
        raise TongbanError("这份申请已经提交或者草稿已经删除，刚才填写的内容没有保存。请到“我的办件”查看。")
    for name, value in (("typed", typed), ("answers", answers), ("updated_at", now)):
        set_committed_value(draft, name, value)


def answers(session: Session, draft: DraftRow) -> dict[str, object]:
    """Return what the draft answers, as values of the version that it began with."""
    return load(definition(session, draft.definition_hash), draft.answers)


def definition_of(session: Session, draft: DraftRow) -> Definition:
    """Return the definition that the draft began with; it does not change under the applicant's hands (C5)."""
    return definition(session, draft.definition_hash)


def newer_version(session: Session, draft: DraftRow) -> VersionRow | None:
    """Return the version in use now, where the draft began with another text; None where nothing has changed.

    Raises NotFound where the item is no longer served: the draft can be read, and not submitted (C9).
    """
    current = in_use(session, draft.tenant_id, draft.item)
    return current if current.hash != draft.definition_hash else None


def still_offered(session: Session, draft: DraftRow) -> bool:
    """Tell whether one can still apply for the draft's item."""
    asked = select(VersionRow.version).where(
        VersionRow.tenant_id == draft.tenant_id, VersionRow.item == draft.item, VersionRow.state == IN_USE
    )
    return session.scalar(asked) is not None


def own_draft(session: Session, applicant_id: str, draft_id: str, *, lock: bool = False) -> DraftRow:
    """Return a draft of the applicant's own making; another's looks exactly like one that is not there (T2).

    What the window types in for them is not theirs to go on with, so that no desk sees what is typed at home.
    `lock` makes a second submit wait for the first, and then see its case number.
    """
    row = None if draft_id.startswith((WINDOW, ELSEWHERE)) else _found(session, applicant_id, draft_id, lock=lock)
    if row is None:
        raise NotFound("没有找到这份草稿，它可能已经删除。")
    return row


def _found(session: Session, applicant_id: str, draft_id: str, *, lock: bool) -> DraftRow | None:
    if not lock:
        found = _OWN.ask(session, draft=draft_id, applicant=applicant_id).one_or_none()
        return as_object(session, DraftRow, found) if found is not None else None
    asked = select(DraftRow).where(DraftRow.id == draft_id, DraftRow.applicant_id == applicant_id)
    return session.scalar(asked.with_for_update().execution_options(populate_existing=True))


def my_drafts(session: Session, applicant_id: str) -> list[DraftRow]:
    """Return the applicant's drafts that were not handed in, at the tenants in scope, the last used first."""
    return list(session.scalars(_MINE, {"applicant": applicant_id}))


def begin_elsewhere(
    session: Session,
    tenant: str,
    name: str,
    described: Definition,
    *,
    applicant_id: str,
    applicant_kind: str,
    now: datetime,
    answers: Mapping[str, object] | None = None,
    at_window: bool = False,
) -> DraftRow:
    """Begin a draft on a form that a plugin's pages keep; its text lies under its hash already. The caller commits.

    `at_window`: a clerk types it in, and it is the desk's until it is handed in.
    """
    kind, known = WINDOW_ELSEWHERE if at_window else ELSEWHERE, {**(answers or {}), APPLICANT_KIND: applicant_kind}
    return new_draft(session, tenant, kind, name, 0, described, applicant_id=applicant_id, answers=known, now=now)


def own_elsewhere(session: Session, applicant_id: str, draft_id: str, *, lock: bool = False) -> DraftRow:
    """Return an applicant's own draft that a plugin's pages keep; any other looks like one that is not there (T2)."""
    theirs = draft_id.startswith(ELSEWHERE) and not draft_id.startswith(WINDOW_ELSEWHERE)
    row = _found(session, applicant_id, draft_id, lock=lock) if theirs else None
    if row is None:
        raise NotFound("没有找到这份草稿，它可能已经删除。")
    return row


def window_elsewhere(session: Session, name: str, draft_id: str, *, lock: bool = False) -> DraftRow:
    """Return a draft typed in at a window of the tenant in scope, of a form whose name begins so; raises NotFound."""
    asked = select(DraftRow).where(DraftRow.id == draft_id, DraftRow.item.startswith(name, autoescape=True))
    asked = asked.with_for_update().execution_options(populate_existing=True) if lock else asked
    row = session.scalar(asked) if draft_id.startswith(WINDOW_ELSEWHERE) else None
    if row is None:
        raise NotFound("没有找到这份窗口收件草稿，或者它不属于您的单位。")
    return row


def mine_elsewhere(session: Session, applicant_id: str, name: str) -> list[DraftRow]:
    """Return the applicant's open drafts of a form that a plugin's pages keep, the last used first."""
    asked = select(DraftRow).where(
        DraftRow.applicant_id == applicant_id, DraftRow.number.is_(None), DraftRow.item == name
    )
    asked = asked.where(DraftRow.id.startswith(ELSEWHERE), ~DraftRow.id.startswith(WINDOW_ELSEWHERE))
    return list(session.scalars(asked.order_by(DraftRow.updated_at.desc(), DraftRow.id)))


def handed_in(session: Session, draft: DraftRow, number: str) -> None:
    """Note the case that came of a draft, so that a second submit answers with the same case (L1)."""
    if draft.number not in (None, number):
        raise TongbanError(f"这份申请已经提交，办件编号为 {draft.number}。")
    draft.number = number
    session.flush()


def discard(session: Session, applicant_id: str, draft_id: str) -> None:
    """Throw a draft away with its files; one that was handed in stays with its case. The caller commits."""
    _throw_away(session, own_draft(session, applicant_id, draft_id))


def discard_elsewhere(session: Session, applicant_id: str, draft_id: str) -> None:
    """Throw away a draft that a plugin's pages keep, with its files. The caller commits."""
    _throw_away(session, own_elsewhere(session, applicant_id, draft_id))


def _throw_away(session: Session, row: DraftRow) -> None:
    if row.number is not None:
        raise TongbanError(f"这份申请已经提交，办件编号为 {row.number}，不能删除。需要停止办理时，请撤回申请。")
    session.execute(delete(FileRow).where(FileRow.draft_id == row.id, FileRow.case_number.is_(None)))
    session.delete(row)
    session.flush()
