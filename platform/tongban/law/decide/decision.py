"""The decision and its delivery: 335 §25, §26; ORD §16; licensing law art. 38, 44."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import CaseOutcome, DeadlineKind, DeadlineStatus, State
from tongban.law.commands import Deliver, Grant, Refuse
from tongban.law.decide.acceptance import accept_by_deciding
from tongban.law.decide.commitment_made import open_check
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import advance, require_opinion, require_turn
from tongban.law.decide.tolerance import end_later_limits, require_later_materials
from tongban.law.notice_values import METHODS
from tongban.law.refusals import Refused
from tongban.law.roles import DELIVERING

DECIDING = "335 §25, §26"
#: what a decision brings to its end; materials that were promised may be owed beyond it, where the rulebook says so
BEFORE_DECISION = tuple(each for each in DeadlineKind if each is not DeadlineKind.LATER_MATERIALS)


@decides(Grant)
def grant(proceeding: Proceeding, command: Grant) -> None:
    """Grant what was applied for."""
    accept_by_deciding(proceeding, command.verdicts)
    step = _deciding_step(proceeding)
    require_later_materials(proceeding)
    require_opinion(command.opinion, step)
    _decide(proceeding, step, CaseOutcome.GRANTED, opinion=command.opinion)


@decides(Refuse)
def refuse(proceeding: Proceeding, command: Refuse) -> None:
    """Refuse, with reasons; the notice carries the remedies."""
    require_text(command.reasons, "no_reasons", "不予办理的决定应当说明理由，没有理由不得作出。", "335 §26; ORD §16")
    accept_by_deciding(proceeding, command.verdicts)
    _decide(proceeding, _deciding_step(proceeding), CaseOutcome.REFUSED, reasons=command.reasons)


def _deciding_step(proceeding: Proceeding) -> Step:
    proceeding.require_state("作出决定", DECIDING, State.ACCEPTED)
    deciding = next((each for each in proceeding.definition.process if each.decides), None)
    if deciding is None:
        raise Refused("no_deciding_step", "这一事项没有设定决定环节，请先修改事项的办理流程。", DECIDING)
    return require_turn(proceeding, deciding.id)


def _decide(proceeding: Proceeding, step: Step, outcome: CaseOutcome, *, opinion: str = "", reasons: str = "") -> None:
    advance(proceeding, step, opinion or reasons)
    proceeding.record(happened.CaseDecided(outcome=outcome, opinion=opinion, reasons=reasons, **proceeding.stamp()))
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
    proceeding.order("grant_decision" if outcome is CaseOutcome.GRANTED else "refusal_decision")


@decides(Deliver)
def deliver(proceeding: Proceeding, command: Deliver) -> None:
    """Hand the result over by a way that the guide offers, and close the case."""
    proceeding.require_state("送达", "335 §26", State.DECIDED)
    proceeding.require_role("送达", "335 §15, §16", DELIVERING)
    offered = proceeding.definition.delivery
    if command.method not in offered:
        names = "、".join(METHODS.get(each, each) for each in offered)
        raise Refused("delivery_method", f"办事指南没有公布这一送达方式，可以选择：{names}。", "335 §28")
    receiver = command.receiver.strip() or proceeding.case.applicant.name
    proceeding.record(happened.CaseDelivered(method=command.method, receiver=receiver, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.MET, DeadlineKind.DELIVERY)
    proceeding.order("delivery_receipt")
