"""What becomes of a commitment (告知承诺): withdrawn, looked into, put right or revoked. ORD §31, §32."""

from __future__ import annotations

from datetime import date, datetime

from tongban.definitions.model import Span
from tongban.definitions.promised import STATEMENT
from tongban.definitions.scope import PROMISED
from tongban.law import events as happened
from tongban.law.case import (
    CheckResult,
    CommitmentRun,
    DeadlineKind,
    DeadlineStatus,
    RevocationGround,
    State,
)
from tongban.law.commands import CheckCommitment, CheckRectification, RevokeForBreach, WithdrawPromise
from tongban.law.decide.outcome_life import GRANTING
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.revocation import revoke
from tongban.law.decide.submission import start_review_clock
from tongban.law.notice_values import remedies_text, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLYING, CHECKING

MAKING = "ORD §31"
CHECKING_IT = "ORD §32"
CHIEF = frozenset({"chief_representative"})


@decides(WithdrawPromise)
def withdraw_promise(proceeding: Proceeding, command: WithdrawPromise) -> None:
    """Take the commitment back: what rested on it falls, and the review begins anew in the ordinary way."""
    proceeding.require_role("撤回承诺", MAKING, APPLYING)
    run = proceeding.case.commitment
    if run is None or not run.stands:
        raise Refused("no_commitment", "这件办件没有作出告知承诺，没有可以撤回的承诺。", MAKING)
    states = (State.SUBMITTED, State.SUPPLEMENTING, State.ACCEPTED)
    proceeding.require_state("撤回承诺", MAKING, *states)
    require_text(command.reason, "no_reasons", "撤回承诺请写明原因，以便记录在案。", MAKING)
    proceeding.end(DeadlineStatus.CANCELLED)
    kept = {key: value for key, value in proceeding.case.answers.items() if key != STATEMENT}
    proceeding.record(
        happened.CommitmentWithdrawn(
            reason=command.reason,
            answers={**kept, PROMISED: False},
            received_on=proceeding.today,
            **proceeding.stamp(),
        )
    )
    start_review_clock(proceeding, proceeding.case.channel)


@decides(CheckCommitment)
def check_commitment(proceeding: Proceeding, command: CheckCommitment) -> None:
    """Record what was found: true; otherwise than promised, with time to put it right; or not kept at all."""
    run = _granted_on_promise(proceeding)
    proceeding.require_role("核查承诺", CHECKING_IT, CHECKING)
    if run.result is not None:
        raise Refused("already_checked", "这件办件的承诺已经核查，不需要重复核查。", CHECKING_IT)
    require_text(command.findings, "no_findings", "请写明核查的时间、方式和发现的情况。", CHECKING_IT)
    limit = _rectify_within(proceeding, command.limit)
    proceeding.record(
        happened.CommitmentChecked(result=command.result, findings=command.findings, **proceeding.stamp())
    )
    proceeding.end(DeadlineStatus.MET, DeadlineKind.COMMITMENT_CHECK)
    if command.result is CheckResult.DEVIATES:
        article = proceeding.rulebook.rectification.article
        proceeding.open(DeadlineKind.RECTIFICATION, limit, proceeding.today, article)
        _order_rectification(proceeding, run, command.findings)


@decides(CheckRectification)
def check_rectification(proceeding: Proceeding, command: CheckRectification) -> None:
    """Record whether it was put right; not before the time for it is over, unless it was."""
    run = _granted_on_promise(proceeding)
    proceeding.require_role("复查整改", CHECKING_IT, CHECKING)
    if not run.rectifying:
        raise Refused("nothing_ordered", "没有责令整改的事项，或者已经复查，不需要复查。", CHECKING_IT)
    require_text(command.findings, "no_findings", "请写明复查的时间、方式和发现的情况。", CHECKING_IT)
    running = proceeding.case.open_deadline(DeadlineKind.RECTIFICATION)
    if not command.mended and running is not None and running.missed_at is None:
        message = "整改期限还没有届满，届满以后仍不符合要求的，才能认定没有整改。"
        raise Refused("not_yet_over", message, CHECKING_IT)
    proceeding.record(
        happened.RectificationChecked(mended=command.mended, findings=command.findings, **proceeding.stamp())
    )
    proceeding.end(DeadlineStatus.MET, DeadlineKind.RECTIFICATION)


@decides(RevokeForBreach)
def revoke_for_breach(proceeding: Proceeding, command: RevokeForBreach) -> None:
    """Revoke the decision that rested on the commitment, with reasons and remedies (ORD §32)."""
    run = _granted_on_promise(proceeding)
    proceeding.require_role("撤销决定", CHECKING_IT, CHIEF)
    if not run.breached:
        message = "核查没有认定未履行承诺或者逾期没有整改，不能以此撤销决定。"
        raise Refused("no_breach", message, CHECKING_IT)
    require_text(command.reasons, "no_reasons", "撤销决定应当说明理由。", "ORD §32; ORD §16")
    proceeding.record(happened.CommitmentRevoked(reasons=command.reasons, **proceeding.stamp()))
    if proceeding.case.life is not None and not proceeding.case.life.ended:
        revoke(proceeding, RevocationGround.BREACH, command.reasons)
    commitment = proceeding.definition.commitment
    proceeding.order(
        "revocation_decision",
        reasons=command.reasons,
        revoked_on=proceeding.today,
        consequences=commitment.consequence.rstrip("。") if commitment else "",
        remedies=remedies_text(proceeding.rulebook),
    )


def _granted_on_promise(proceeding: Proceeding) -> CommitmentRun:
    run = proceeding.case.commitment
    if run is None or not run.stands:
        raise Refused("no_commitment", "这件办件没有采用告知承诺方式，没有需要核查的承诺。", CHECKING_IT)
    proceeding.require_state("核查承诺", CHECKING_IT, State.DECIDED, State.CLOSED)
    if proceeding.case.outcome not in GRANTING:
        raise Refused("not_granted", "没有作出准予决定，不需要核查承诺。", CHECKING_IT)
    return run


def _rectify_within(proceeding: Proceeding, asked: Span | None) -> Span:
    limit = asked or proceeding.rulebook.rectification.span
    if limit.amount < 1:
        raise Refused("limit_too_short", "整改应当给予合理的期限，不得少于一日。", CHECKING_IT)
    return limit


def _order_rectification(proceeding: Proceeding, run: CommitmentRun, findings: str) -> None:
    commitment, row = proceeding.definition.commitment, proceeding.case.open_deadline(DeadlineKind.RECTIFICATION)
    assert commitment is not None
    assert row is not None
    decided = proceeding.case.decided_at
    proceeding.order(
        "rectification_notice",
        reasons=findings,
        rectify_days=span_in_chinese(row.budget),
        rectify_due=_day(proceeding, row.due),
        promised_on=_day(proceeding, run.made_at),
        decided_on=_day(proceeding, decided),
        checked_on=proceeding.today,
        consequences=commitment.consequence.rstrip("。"),
        remedies=remedies_text(proceeding.rulebook),
    )


def _day(proceeding: Proceeding, moment: datetime | None) -> date | None:
    return moment.astimezone(proceeding.zone).date() if moment else None
