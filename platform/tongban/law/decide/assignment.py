"""Tasks are claimed, released, handed on, taken over, given by load; who has an interest steps aside (335 §16, §21)."""

from __future__ import annotations

from tongban.definitions.model import Definition
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import DELIVERY_WORK, INTAKE_WORK, Actor, Case, How, State
from tongban.law.commands import AssignByLoad, Claim, Recuse, Release, TakeOver, Transfer
from tongban.law.decide.acceptance import AT_THE_BEGINNING
from tongban.law.decide.holding import HELD, done_before, impartial, require_hold
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.refusals import Refused
from tongban.law.roles import INTAKE, OPERATING, OVERSEEING, STAFF, names_of
from tongban.law.work import Work, work_of

OPEN = (State.SUBMITTED, State.ACCEPTED, State.DECIDED)


@decides(Claim)
def claim(proceeding: Proceeding, command: Claim) -> None:
    """Take a task on; the second who tries is told who was first."""
    work = _work(proceeding, command.work)
    proceeding.require_role(f"领办“{work.name}”", HELD, _roles(proceeding, work))
    require_hold(proceeding.case, proceeding.actor, work.about, f"“{work.name}”")
    if work.holder is not None:
        raise Refused("already_held", f"“{work.name}”已经由您领办。", HELD)
    _require_fit(proceeding, work, proceeding.actor)
    _assign(proceeding, work, How.CLAIMED, person=proceeding.actor, desk=work.desk)


@decides(Release)
def release(proceeding: Proceeding, command: Release) -> None:
    """Give a task back; only its holder can."""
    work = _work(proceeding, command.work)
    if work.holder is None or work.holder.id != proceeding.actor.id:
        raise Refused("not_held", f"“{work.name}”不在您手上，不能退回待领。", HELD)
    _assign(proceeding, work, How.RELEASED, desk=work.desk)


@decides(Transfer)
def transfer(proceeding: Proceeding, command: Transfer) -> None:
    """Hand a task on with a reason; whoever oversees may take it from anybody's hands for that."""
    work = _work(proceeding, command.work)
    proceeding.require_role(f"移交“{work.name}”", HELD, _roles(proceeding, work) | OVERSEEING)
    if proceeding.actor.role not in OVERSEEING:
        require_hold(proceeding.case, proceeding.actor, work.about, f"“{work.name}”")
    require_text(command.reason, "no_reasons", "移交应当说明原因。", HELD)
    if (command.to is None) == (not command.desk.strip()):
        raise Refused("no_receiver", "请写明移交给哪一位工作人员，或者哪一个窗口，只能选择一个。", HELD)
    if command.to is not None:
        _require_receiver(proceeding, work, command.to)
    _assign(proceeding, work, How.TRANSFERRED, person=command.to, desk=command.desk.strip(), reason=command.reason)


@decides(TakeOver)
def take_over(proceeding: Proceeding, command: TakeOver) -> None:
    """Take a task over; the chief representative then does it in place of its role (335 §16)."""
    work = _work(proceeding, command.work)
    proceeding.require_role(f"接办“{work.name}”", HELD, frozenset({"chief_representative"}))
    require_text(command.reason, "no_reasons", "接办应当说明原因。", HELD)
    if work.holder is not None and work.holder.id == proceeding.actor.id:
        raise Refused("already_held", f"“{work.name}”已经由您办理，不需要接办。", HELD)
    if work.holder is None and proceeding.actor.role in _roles(proceeding, work):
        raise Refused("free", f"“{work.name}”还没有人领办，请直接领办。", HELD)
    _require_fit(proceeding, work, proceeding.actor)
    _assign(proceeding, work, How.TAKEN_OVER, person=proceeding.actor, desk=work.desk, reason=command.reason)


@decides(AssignByLoad)
def assign_by_load(proceeding: Proceeding, command: AssignByLoad) -> None:
    """Give a free task to whoever of its role holds the fewest, of equals the first by account; else it waits."""
    proceeding.require_role("按工作量分派", HELD, OPERATING)
    work = next((each for each in _works(proceeding) if each.about == command.work), None)
    if work is None or work.holder is not None:
        return
    fit = [each for each in command.loads if not _unfit(proceeding, work, each.person)]
    least = min(fit, key=lambda each: (each.tasks, each.person.id), default=None)
    if least is not None:
        _assign(proceeding, work, How.BY_LOAD, person=least.person, desk=work.desk)


@decides(Recuse)
def recuse(proceeding: Proceeding, command: Recuse) -> None:
    """Step aside for good; what one held is free for others at once."""
    proceeding.require_state("申请回避", "335 §21", *OPEN)
    proceeding.require_role("申请回避", "335 §21", STAFF)
    if any(each.person == proceeding.actor.id for each in proceeding.case.recusals):
        raise Refused("already_recused", "您已经申请回避这件办件，不需要重复申请。", "335 §21")
    require_text(command.reason, "no_reasons", "申请回避应当说明原因。", "335 §21")
    proceeding.record(happened.Recused(reason=command.reason, **proceeding.stamp()))
    for each in proceeding.case.holdings:
        if each.person is not None and each.person.id == proceeding.actor.id:
            proceeding.record(
                happened.TaskAssigned(work=each.work, how=How.RECUSED, desk=each.desk, **proceeding.stamp())
            )


def assign_open_steps(proceeding: Proceeding) -> None:
    """Give the steps whose turn has come to the desks that the definition names, itself or by a table."""
    for step in (proceeding.definition.step(each) for each in proceeding.case.open_steps):
        desk, how = _desk_of(proceeding.definition, proceeding.case, step.id)
        if desk and proceeding.case.holding(step.id) is None:
            with proceeding.as_system():
                proceeding.record(happened.TaskAssigned(work=step.id, how=how, desk=desk, **proceeding.stamp()))


AT_THE_BEGINNING.append(assign_open_steps)


def _desk_of(definition: Definition, case: Case, step_id: str) -> tuple[str, How]:
    assign = definition.step(step_id).assign
    if assign.by != "table":
        return assign.desk, How.BY_DESK
    given = applicable.values_of(case, definition).get(assign.table)
    return definition.table(assign.table).choice_labels.get(str(given), str(given or "")), How.BY_TABLE


def _works(proceeding: Proceeding) -> tuple[Work, ...]:
    return tuple(each for each in work_of(proceeding.case, proceeding.definition) if each.about)


def _work(proceeding: Proceeding, about: str) -> Work:
    proceeding.require_state("分派任务", HELD, *OPEN)
    found = next((each for each in _works(proceeding) if each.about == about), None)
    if found is None:
        raise Refused("no_such_work", "这项任务现在不在办理中，请刷新页面，看现在办到哪里。", HELD)
    return found


def _roles(proceeding: Proceeding, work: Work) -> frozenset[str]:
    if work.about in {INTAKE_WORK, DELIVERY_WORK}:
        return INTAKE
    own = {proceeding.definition.step(work.about).by}
    return frozenset(own | {work.holder.role} if work.holder else own)


def _require_receiver(proceeding: Proceeding, work: Work, to: Actor) -> None:
    roles = _roles(proceeding, work)
    if to.role not in roles:
        raise Refused("wrong_receiver", f"“{work.name}”只能移交给{names_of(roles)}。", HELD)
    if work.holder is not None and work.holder.id == to.id:
        raise Refused("already_held", f"“{work.name}”已经由{to.name}办理。", HELD)
    _require_fit(proceeding, work, to)


def _require_fit(proceeding: Proceeding, work: Work, person: Actor) -> None:
    if why := _unfit(proceeding, work, person):
        raise Refused("not_fit", why, "335 §21")


def _unfit(proceeding: Proceeding, work: Work, person: Actor) -> str:
    """Say why a person may not have a task: an interest of their own, or a step that it must not share a hand with."""
    if not proceeding.definition.internal and (why := impartial(proceeding.case, person)):
        return why
    if work.about.startswith("@"):
        return ""
    before = done_before(proceeding.case, proceeding.definition, work.about, person)
    return f"“{before}”由{person.name}办理，“{work.name}”应当由另一名工作人员办理。" if before else ""


def _assign(
    proceeding: Proceeding, work: Work, how: How, *, person: Actor | None = None, desk: str = "", reason: str = ""
) -> None:
    proceeding.record(
        happened.TaskAssigned(work=work.about, how=how, desk=desk, person=person, reason=reason, **proceeding.stamp())
    )
