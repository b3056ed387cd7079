"""Applications taken in at a window: for a person who stands there, with or without an account online (335 §15, §28).

A window's draft is of its own kind: its id says so, so that no desk opens what an applicant is typing at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import door, drafts
from tongban.cases.files import draft_files, move_to_case
from tongban.cases.licences import offers
from tongban.cases.tables import DraftRow
from tongban.definitions.model import Definition
from tongban.errors import NotFound, TongbanError
from tongban.forms import APPLICANT_KIND, materials_asked
from tongban.law import Actor, Applicant, HandedIn, Refusal
from tongban.law.notice_values import CHANNELS
from tongban.publishing.books import Books
from tongban.publishing.memory import definition
from tongban.publishing.versions import in_use
from tongban.tenancy.tables import ApplicantRow

#: channels whose applications a window takes in, each with its mark in the draft's id: carried in by the applicant or
#: by an agent (帮办代办), or come by post (335 §28; ORD §17, §37)
WAYS_IN: Mapping[str, str] = {"window": "", "agent": "a-", "courier": "c-"}


def begin(
    session: Session,
    tenant: str,
    item: str,
    applicant: ApplicantRow,
    answers: Mapping[str, object],
    now: datetime,
    channel: str = "window",
) -> DraftRow:
    """Begin a window's draft on the version in use. Raises for an item that takes nothing in by this channel."""
    version = in_use(session, tenant, item)
    described = definition(session, version.hash)
    _check_channel(described, channel)
    if applicant.kind not in described.applicants:
        raise TongbanError(f"“{described.title}”不面向这一类申请人，请核对服务对象。", article="ORD §9")
    known = {**answers, APPLICANT_KIND: applicant.kind}
    return drafts.new_draft(
        session,
        tenant,
        f"{drafts.WINDOW}{WAYS_IN[channel]}",
        item,
        version.version,
        described,
        applicant_id=applicant.id,
        answers=known,
        now=now,
    )


def _check_channel(described: Definition, channel: str) -> None:
    if channel not in WAYS_IN:
        raise TongbanError("请选择收件方式。", article="335 §28")
    if channel not in described.channels:
        way = f"不在{CHANNELS[channel]}" if channel == "window" else f"不通过{CHANNELS[channel]}"
        raise TongbanError(f"“{described.title}”{way}收件，请看办事指南中的办理形式。", article="335 §28")


def way_in(draft: DraftRow) -> str:
    """Tell by which channel the application of a window's draft came."""
    marked = draft.id.removeprefix(drafts.WINDOW)
    return next((each for each, mark in WAYS_IN.items() if mark and marked.startswith(mark)), "window")


def window_draft_or_none(session: Session, draft_id: str, *, lock: bool = False) -> DraftRow | None:
    """Find a window's draft of the tenant in scope, or nothing."""
    asked = select(DraftRow).where(DraftRow.id == draft_id)
    return session.scalar(asked.with_for_update() if lock else asked) if draft_id.startswith(drafts.WINDOW) else None


def window_draft(session: Session, draft_id: str, *, lock: bool = False) -> DraftRow:
    """Find a window's draft of the tenant in scope; anybody else's is not there (T2)."""
    row = window_draft_or_none(session, draft_id, lock=lock)
    if row is None:
        raise NotFound("没有找到这份窗口收件草稿，或者它不属于您的单位。")
    return row


def hand_in(
    session: Session, books: Books, draft: DraftRow, actor: Actor, on_paper: frozenset[str], now: datetime
) -> door.Done | Refusal:
    """Submit a window's draft by the same rules as any other; `on_paper` are materials handed over without a scan."""
    described, owner = definition(session, draft.definition_hash), session.get(ApplicantRow, draft.applicant_id)
    if owner is None:
        raise NotFound("没有找到这位申请人。")
    files = draft_files(session, draft.id)
    asked = [each.id for each in materials_asked(described, drafts.answers(session, draft))]
    handed = tuple(
        HandedIn(each, tuple(row.sha256 for row in files.get(each, ())))
        for each in asked
        if each in files or each in on_paper
    )
    applicant = Applicant(owner.id, owner.kind, owner.name)
    day = now.astimezone(books.rulebook(draft.tenant_id).timezone).date()
    mine = offers(session, described, applicant, day)
    brought = {each.material for each in handed}
    handed += tuple(each.handed_in for name, each in mine.items() if name in asked and name not in brought)
    application = door.Application(draft.version, way_in(draft), applicant, dict(draft.answers), handed)
    answer = door.submit(session, books, described, application, actor, now)
    if isinstance(answer, Refusal):
        return answer
    drafts.handed_in(session, draft, answer.case.number)
    move_to_case(session, draft.id, answer.case.number)
    return answer
