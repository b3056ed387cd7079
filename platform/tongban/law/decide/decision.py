"""The decision: 335 §25, §26; ORD §16; licensing law art. 38."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import CaseOutcome, DeadlineKind, DeadlineStatus, State
from tongban.law.commands import Grant, GrantInPart, Refuse
from tongban.law.decide.acceptance import accept_by_deciding
from tongban.law.decide.commitment_made import open_check, tell_check
from tongban.law.decide.entered import require_entered
from tongban.law.decide.fees import require_paid, settle_refused
from tongban.law.decide.outcome_life import let_it_hold
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import advance, require_opinion, require_turn
from tongban.law.decide.tolerance import end_later_limits, require_later_materials
from tongban.law.refusals import Refused

_NOTHING: Mapping[str, str] = {}
DECIDING = "335 §25, §26"
REFUSING = "335 §26; ORD §16"
DOCUMENTS = {
    CaseOutcome.GRANTED: "grant_decision",
    CaseOutcome.GRANTED_IN_PART: "partial_grant_decision",
    CaseOutcome.REFUSED: "refusal_decision",
}
#: what a decision brings to its end; materials that were promised, and money, may be owed beyond it
BEFORE_DECISION = tuple(
    each for each in DeadlineKind if each not in {DeadlineKind.LATER_MATERIALS, DeadlineKind.PAYMENT}
)


@decides(Grant)
def grant(proceeding: Proceeding, command: Grant) -> None:
    """Grant what was applied for."""
    accept_by_deciding(proceeding, command.verdicts)
    step = _deciding_step(proceeding)
    require_later_materials(proceeding)
    require_paid(proceeding)
    require_opinion(command.opinion, step)
    entered = require_entered(proceeding, command.entered)
    _decide(proceeding, step, CaseOutcome.GRANTED, opinion=command.opinion, entered=entered)


@decides(Refuse)
def refuse(proceeding: Proceeding, command: Refuse) -> None:
    """Refuse, with reasons; the notice carries the remedies."""
    require_text(command.reasons, "no_reasons", "不予办理的决定应当说明理由，没有理由不得作出。", REFUSING)
    accept_by_deciding(proceeding, command.verdicts)
    _decide(proceeding, _deciding_step(proceeding), CaseOutcome.REFUSED, reasons=command.reasons)


@decides(GrantInPart)
def grant_in_part(proceeding: Proceeding, command: GrantInPart) -> None:
    """Grant a part and refuse the rest: both are named, and the rest has its reasons and remedies."""
    granted, refused = _named(command.granted), _named(command.refused)
    if not granted or not refused:
        message = "部分准予应当分别写明准予的内容和不予的内容；全部准予或者全部不予的，请作相应的决定。"
        raise Refused("not_in_part", message, REFUSING)
    if both := [each for each in granted if each in refused]:
        raise Refused("both", f"“{both[0]}”不能既准予又不予，请改正。", REFUSING)
    require_text(command.reasons, "no_reasons", "不予办理的部分应当说明理由，没有理由不得作出。", REFUSING)
    accept_by_deciding(proceeding, command.verdicts)
    step = _deciding_step(proceeding)
    require_later_materials(proceeding)
    require_paid(proceeding)
    require_opinion(command.opinion, step)
    entered = require_entered(proceeding, command.entered)
    _decide(
        proceeding,
        step,
        CaseOutcome.GRANTED_IN_PART,
        opinion=command.opinion,
        reasons=command.reasons,
        granted=granted,
        refused=refused,
        entered=entered,
    )


def _named(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.strip() for each in lines if each.strip())


def _deciding_step(proceeding: Proceeding) -> Step:
    proceeding.require_state("作出决定", DECIDING, State.ACCEPTED)
    deciding = next((each for each in proceeding.definition.process if each.decides), None)
    if deciding is None:
        raise Refused("no_deciding_step", "这一事项没有设定决定环节，请先修改事项的办理流程。", DECIDING)
    return require_turn(proceeding, deciding.id)


def _decide(
    proceeding: Proceeding,
    step: Step,
    outcome: CaseOutcome,
    *,
    opinion: str = "",
    reasons: str = "",
    granted: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
    entered: Mapping[str, str] = _NOTHING,
) -> None:
    advance(proceeding, step, opinion or reasons)
    proceeding.record(
        happened.CaseDecided(
            outcome=outcome,
            opinion=opinion,
            reasons=reasons,
            granted=granted,
            refused=refused,
            entered=dict(entered),
            **proceeding.stamp(),
        )
    )
    end_later_limits(proceeding, outcome)
    proceeding.end(DeadlineStatus.MET, *BEFORE_DECISION)
    if proceeding.definition.internal:
        with proceeding.as_system():
            receiver = proceeding.case.applicant.name
            proceeding.record(happened.CaseDelivered(method="electronic", receiver=receiver, **proceeding.stamp()))
        return
    limit = proceeding.rulebook.delivery
    proceeding.open(DeadlineKind.DELIVERY, limit.span, proceeding.today, limit.article)
    open_check(proceeding, outcome)
    if outcome is CaseOutcome.GRANTED_IN_PART:
        proceeding.order(DOCUMENTS[outcome], granted=granted, refused=refused)
    else:
        proceeding.order(DOCUMENTS[outcome])
    tell_check(proceeding)
    if outcome is CaseOutcome.REFUSED:
        settle_refused(proceeding)
    let_it_hold(proceeding)
