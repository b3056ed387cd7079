"""The steps of the definition, one after the other: each by its own role, in its turn (335 §16, §25)."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, State
from tongban.law.commands import CompleteStep, ReturnStep
from tongban.law.decide.acceptance import accept_by_deciding, start_step_clock
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.refusals import Refused

IN_TURN = "335 §25"


@decides(CompleteStep)
def complete_step(proceeding: Proceeding, command: CompleteStep) -> None:
    """Complete the current step; the deciding one is completed by the decision, a special one by its end."""
    accept_by_deciding(proceeding, ())
    proceeding.require_state("完成环节", IN_TURN, State.ACCEPTED)
    step = require_turn(proceeding, command.step)
    if step.decides:
        raise Refused("deciding_step", f"“{step.name}”是决定环节，应当作出准予或者不予的决定。", "335 §26")
    if step.special_procedure is not None:
        raise Refused(
            "special_step",
            f"“{step.name}”是特殊程序，应当先告知申请人后开始，并以结束特殊程序完成。",
            "335 §25; ORD §41",
        )
    require_opinion(command.opinion, step)
    advance(proceeding, step, command.opinion)


@decides(ReturnStep)
def return_step(proceeding: Proceeding, command: ReturnStep) -> None:
    """Send the case back to a step already done; no clock of the applicant's is touched."""
    proceeding.require_state("退回环节", IN_TURN, State.ACCEPTED)
    now = _current(proceeding)
    proceeding.require_role(f"“{now.name}”环节的退回", "335 §16", frozenset({now.by}))
    if proceeding.case.special is not None:
        raise Refused("special_running", "特殊程序正在进行，应当先结束特殊程序再退回。", IN_TURN)
    if command.to not in {each.step for each in proceeding.case.steps_done}:
        raise Refused("not_done", "只能退回到已经完成的环节。", IN_TURN)
    require_text(command.reason, "no_reasons", "退回应当说明原因。", IN_TURN)
    proceeding.record(happened.StepReturned(step=now.id, to=command.to, reason=command.reason, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.STEP)
    start_step_clock(proceeding)


def require_turn(proceeding: Proceeding, step_id: str) -> Step:
    """Give the current step, if it is the one named and the actor's role is the step's own."""
    now = _current(proceeding)
    if step_id != now.id:
        raise Refused("out_of_turn", f"现在应当办理的环节是“{now.name}”，请按办理流程依次进行。", IN_TURN)
    proceeding.require_role(f"“{now.name}”环节", "335 §16", frozenset({now.by}))
    return now


def require_opinion(opinion: str, step: Step) -> None:
    """Refuse a step without an opinion: a history must read."""
    require_text(opinion, "no_opinion", f"请填写“{step.name}”的办理意见。", IN_TURN)


def advance(proceeding: Proceeding, step: Step, opinion: str) -> None:
    """Record the step as done and start the next one's clock."""
    steps = proceeding.case.steps
    after = steps[steps.index(step.id) + 1 :]
    proceeding.record(
        happened.StepCompleted(
            step=step.id, opinion=opinion, next_step=after[0] if after else None, **proceeding.stamp()
        )
    )
    proceeding.end(DeadlineStatus.MET, DeadlineKind.STEP)
    start_step_clock(proceeding)


def _current(proceeding: Proceeding) -> Step:
    if proceeding.case.current_step is None:
        raise Refused("no_step", "办件没有待办理的环节。", IN_TURN)
    return proceeding.definition.step(proceeding.case.current_step)
