"""Revoking what was granted (撤销): told first, with the right to a hearing. Licensing law art. 46–48, 69; ORD §29."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus, Hearing, OutcomeState, RevocationGround
from tongban.law.commands import (
    AskHearing,
    DropRevocation,
    RecordHearing,
    RevokeOutcome,
    TellRevocation,
    WaiveHearing,
)
from tongban.law.decide.afterwards import CHIEF, require_outcome
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.grounds import REVOCATION
from tongban.law.notice_values import PRESUMED, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLYING

REVOKING = "行政许可法 §69"
HEARING = "行政许可法 §47"
RECORD = "行政许可法 §48"
HOLDING = frozenset({"reviewer", "chief_representative"})
USABLE = (OutcomeState.IN_FORCE, OutcomeState.SUSPENDED)


@decides(TellRevocation)
def tell_revocation(proceeding: Proceeding, command: TellRevocation) -> None:
    """Tell the party what is intended and why, and that it may be heard; the time to ask begins."""
    life = require_outcome(proceeding, "告知拟撤销", REVOKING, CHIEF, *USABLE)
    if life.hearing is not None:
        raise Refused("already_told", "拟撤销的决定和听证的权利已经告知，不需要重复告知。", HEARING)
    if command.ground is RevocationGround.BREACH:
        message = "没有履行承诺的，应当经核查认定后按告知承诺的规定撤销。"
        raise Refused("other_path", message, "ORD §32")
    require_text(command.reasons, "no_reasons", "拟撤销的决定应当说明事实和理由。", REVOKING)
    limit = proceeding.rulebook.hearing_request
    proceeding.record(happened.RevocationTold(ground=command.ground, reasons=command.reasons, **proceeding.stamp()))
    proceeding.open(DeadlineKind.HEARING_REQUEST, limit.span, proceeding.today, limit.article)
    row = proceeding.case.open_deadline(DeadlineKind.HEARING_REQUEST)
    assert row is not None
    assert row.due is not None
    proceeding.order(
        "hearing_right_notice",
        reasons=f"{REVOCATION[command.ground]}。{command.reasons}",
        hearing_days=span_in_chinese(limit.span),
        hearing_due=row.due.astimezone(proceeding.zone).date(),
        due_note=PRESUMED if row.provisional else "",
    )


@decides(AskHearing)
def ask_hearing(proceeding: Proceeding, command: AskHearing) -> None:
    """Ask to be heard, within the time that was told."""
    hearing = _told(proceeding, "申请听证", APPLYING)
    _require_undecided(hearing)
    proceeding.record(happened.HearingAsked(reasons=command.reasons.strip(), **proceeding.stamp()))
    proceeding.end(DeadlineStatus.MET, DeadlineKind.HEARING_REQUEST)


@decides(WaiveHearing)
def waive_hearing(proceeding: Proceeding, _: WaiveHearing) -> None:
    """Give up the hearing; only the party itself can."""
    hearing = _told(proceeding, "放弃听证", APPLYING)
    _require_undecided(hearing)
    proceeding.record(happened.HearingWaived(by_silence=False, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.MET, DeadlineKind.HEARING_REQUEST)


@at_end_of(DeadlineKind.HEARING_REQUEST)
def _silent(proceeding: Proceeding, _: Deadline) -> None:
    """Let the right to a hearing lapse: it was not asked for in time."""
    proceeding.end(DeadlineStatus.LAPSED, DeadlineKind.HEARING_REQUEST)
    proceeding.record(happened.HearingWaived(by_silence=True, **proceeding.stamp()))


@decides(RecordHearing)
def record_hearing(proceeding: Proceeding, command: RecordHearing) -> None:
    """Put the record on file; who examined the application does not preside (licensing law art. 48)."""
    hearing = _told(proceeding, "登记听证笔录", HOLDING)
    if hearing.asked_at is None or hearing.record:
        raise Refused("no_hearing", "没有等待举行的听证，不需要登记听证笔录。", RECORD)
    if any(each.actor.id == proceeding.actor.id for each in proceeding.case.steps_done):
        message = "听证应当由审查、决定这件办件以外的人员主持。"
        raise Refused("four_eyes", message, RECORD)
    require_text(command.record, "no_record", "请写明听证的时间、地点、参加人员和各方意见。", RECORD)
    proceeding.record(happened.HearingHeld(record=command.record, **proceeding.stamp()))


@decides(DropRevocation)
def drop_revocation(proceeding: Proceeding, command: DropRevocation) -> None:
    """Leave the decision as it is, after what the party said."""
    _told(proceeding, "不再撤销", CHIEF)
    require_text(command.reasons, "no_reasons", "不再撤销应当说明理由。", REVOKING)
    proceeding.record(happened.RevocationDropped(reasons=command.reasons, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.HEARING_REQUEST)


@decides(RevokeOutcome)
def revoke_outcome(proceeding: Proceeding, command: RevokeOutcome) -> None:
    """Revoke with reasons and remedies, once the party was told and has had its say."""
    hearing = _told(proceeding, "撤销决定", CHIEF)
    if not hearing.heard:
        message = "申请人还可以要求听证，或者听证还没有举行；期限届满、放弃听证或者举行听证以后才能撤销。"
        raise Refused("not_heard", message, HEARING)
    require_text(command.reasons, "no_reasons", "撤销决定应当说明理由，没有理由不得作出。", "335 §26; ORD §16")
    revoke(proceeding, hearing.ground, command.reasons)
    proceeding.order(
        "revocation_decision",
        reasons=f"{REVOCATION[hearing.ground]}。{command.reasons}",
        revoked_on=proceeding.today,
        consequences="",
    )


def revoke(proceeding: Proceeding, ground: RevocationGround, reasons: str) -> None:
    """Record that the outcome is revoked; its validity ends."""
    proceeding.record(happened.OutcomeRevoked(ground=ground, reasons=reasons, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.VALIDITY, DeadlineKind.HEARING_REQUEST)


def _told(proceeding: Proceeding, doing: str, roles: frozenset[str]) -> Hearing:
    life = require_outcome(proceeding, doing, HEARING, roles, *USABLE)
    if life.hearing is None:
        raise Refused("not_told", "撤销以前应当先告知申请人拟撤销的事实、理由和听证的权利。", HEARING)
    return life.hearing


def _require_undecided(hearing: Hearing) -> None:
    if hearing.over:
        raise Refused("too_late", "申请听证的期限已经届满，或者已经放弃听证。", HEARING)
    if hearing.asked_at is not None:
        raise Refused("already_asked", "听证已经申请，请等待通知。", HEARING)
