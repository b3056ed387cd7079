"""The steps of the definition, one after the other: each by its own role, in its turn (335 §16, §25)."""

from __future__ import annotations

from collections.abc import Callable

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import DeadlineStatus, State
from tongban.law.commands import CompleteStep, ReturnStep
from tongban.law.decide.acceptance import accept_by_deciding, start_step_clocks
from tongban.law.decide.holding import done_before, require_hold
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.stopping import require_going_on
from tongban.law.refusals import Refused

IN_TURN = "335 §25"

#: what refuses the end of a step: signatures and opinions that are outstanding; each path enters its own
BEFORE_THE_END: list[Callable[[Proceeding, Step], None]] = []


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
    now = _own(proceeding)
    proceeding.require_role(f"“{now.name}”环节的退回", "335 §16", _roles(proceeding, now))
    require_hold(proceeding.case, proceeding.actor, now.id, f"“{now.name}”")
    require_going_on(proceeding)
    if proceeding.case.specials:
        raise Refused("special_running", "特殊程序正在进行，应当先结束特殊程序再退回。", IN_TURN)
    if command.to not in {each.step for each in proceeding.case.steps_done}:
        raise Refused("not_done", "只能退回到已经完成的环节。", IN_TURN)
    require_text(command.reason, "no_reasons", "退回应当说明原因。", IN_TURN)
    proceeding.record(happened.StepReturned(step=now.id, to=command.to, reason=command.reason, **proceeding.stamp()))
    proceeding.end_steps(DeadlineStatus.CANCELLED)
    start_step_clocks(proceeding)


def require_turn(proceeding: Proceeding, step_id: str) -> Step:
    """Give the step, if its turn has come, the actor's role is its own, and four eyes see the case where they must."""
    turn = _open(proceeding)
    step = next((each for each in turn if each.id == step_id), None)
    if step is None:
        names = "”和“".join(each.name for each in turn)
        raise Refused("out_of_turn", f"现在应当办理的环节是“{names}”，请按办理流程依次进行。", IN_TURN)
    proceeding.require_role(f"“{step.name}”环节", "335 §16", _roles(proceeding, step))
    require_going_on(proceeding)
    require_hold(proceeding.case, proceeding.actor, step.id, f"“{step.name}”")
    _require_other_eyes(proceeding, step)
    return step


def _require_other_eyes(proceeding: Proceeding, step: Step) -> None:
    """Refuse who did one of the steps that this one must not share a hand with (L8)."""
    before = done_before(proceeding.case, proceeding.definition, step.id, proceeding.actor)
    if before:
        message = f"“{before}”由您办理，“{step.name}”应当由另一名工作人员办理。"
        raise Refused("four_eyes", message, "335 §21")


def require_opinion(opinion: str, step: Step) -> None:
    """Refuse a step without an opinion: a history must read."""
    require_text(opinion, "no_opinion", f"请填写“{step.name}”的办理意见。", IN_TURN)


def advance(proceeding: Proceeding, step: Step, opinion: str) -> None:
    """Record the step as done by its owner, once nothing that it waits for is outstanding."""
    for require in BEFORE_THE_END:
        require(proceeding, step)
    step_done(proceeding, step, opinion)


def step_done(proceeding: Proceeding, step: Step, opinion: str) -> None:
    """Record a step as done and start the clocks of those whose turn comes by it."""
    proceeding.record(happened.StepCompleted(step=step.id, opinion=opinion, **proceeding.stamp()))
    proceeding.end_steps(DeadlineStatus.MET)
    start_step_clocks(proceeding)


def _roles(proceeding: Proceeding, step: Step) -> frozenset[str]:
    """Give the step's own role, and that of the chief representative who has taken it over (335 §16)."""
    holding = proceeding.case.holding(step.id)
    over = {holding.person.role} if holding and holding.person and holding.taken_over else set()
    return frozenset({step.by} | over)


def _open(proceeding: Proceeding) -> tuple[Step, ...]:
    if not proceeding.case.open_steps:
        raise Refused("no_step", "办件没有待办理的环节。", IN_TURN)
    return tuple(proceeding.definition.step(each) for each in proceeding.case.open_steps)


def _own(proceeding: Proceeding) -> Step:
    """Give the open step of the actor's role; the first where there is none, so that a refusal can name it."""
    turn = _open(proceeding)
    return next((each for each in turn if each.by == proceeding.actor.role), turn[0])
