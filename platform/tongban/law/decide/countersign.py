"""Countersigning (会签): several sign before a step is done, as the definition says or its owner asks (335 §16)."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import State
from tongban.law.commands import AskCountersign, Countersign
from tongban.law.decide.acceptance import AT_THE_BEGINNING
from tongban.law.decide.holding import impartial
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import BEFORE_THE_END, require_turn
from tongban.law.refusals import Refused
from tongban.law.roles import STAFF, names_of

ARTICLE = "335 §16, §24"


@decides(AskCountersign)
def ask_countersign(proceeding: Proceeding, command: AskCountersign) -> None:
    """Ask for one more signature; only the owner of the step can, and not for their own."""
    proceeding.require_state("请求会签", ARTICLE, State.ACCEPTED)
    step = require_turn(proceeding, command.step)
    require_text(command.reason, "no_reasons", "请求会签应当说明需要会签的内容。", ARTICLE)
    role = command.person.role if command.person else command.role
    if role not in STAFF:
        raise Refused("wrong_role", f"会签可以请{names_of(STAFF)}进行。", ARTICLE)
    if command.person is not None and command.person.id == proceeding.actor.id:
        raise Refused("own_signature", "承办人不能会签自己办理的环节，请另选一人。", ARTICLE)
    outward = not proceeding.definition.internal
    if outward and command.person is not None and (why := impartial(proceeding.case, command.person)):
        raise Refused("not_fit", why, "335 §21")
    signed = {each.signed.actor.id for each in proceeding.case.signatures_of(step.id) if each.signed is not None}
    if command.person is not None and command.person.id in signed:
        raise Refused("already_signed", f"{command.person.name}已经会签过“{step.name}”，不需要再次会签。", ARTICLE)
    if any((each.role, each.person) == (role, command.person) for each in proceeding.case.unsigned(step.id)):
        raise Refused("already_asked", f"“{step.name}”已经请过同一人会签，还没有签署。", ARTICLE)
    proceeding.record(
        happened.CountersignAsked(
            step=step.id, role=role, person=command.person, reason=command.reason, **proceeding.stamp()
        )
    )


@decides(Countersign)
def countersign(proceeding: Proceeding, command: Countersign) -> None:
    """Sign beside the owner, once each."""
    proceeding.require_state("会签", ARTICLE, State.ACCEPTED)
    proceeding.require_role("会签", ARTICLE, STAFF)
    case, actor = proceeding.case, proceeding.actor
    if command.step not in case.open_steps:
        raise Refused("out_of_turn", "这个环节现在不在办理中，不需要会签。", ARTICLE)
    step = proceeding.definition.step(command.step)
    holding = case.holding(step.id)
    if holding is not None and holding.person is not None and holding.person.id == actor.id:
        raise Refused("own_signature", f"“{step.name}”由您承办，应当由另一人会签。", ARTICLE)
    if any(each.signed is not None and each.signed.actor.id == actor.id for each in case.signatures_of(step.id)):
        raise Refused("already_signed", f"您已经会签过“{step.name}”，其余的应当由另一人签署。", ARTICLE)
    if case.signature_for(step.id, actor) is None:
        raise Refused("not_asked", f"“{step.name}”没有等待您会签。", ARTICLE)
    require_text(command.opinion, "no_opinion", f"请填写“{step.name}”的会签意见。", ARTICLE)
    proceeding.record(happened.Countersigned(step=step.id, opinion=command.opinion, **proceeding.stamp()))


def ask_named_signatures(proceeding: Proceeding) -> None:
    """Ask for the signatures that the definition names, once the turn of their step has come."""
    for step in (proceeding.definition.step(each) for each in proceeding.case.open_steps):
        if step.countersign and not proceeding.case.signatures_of(step.id):
            with proceeding.as_system():
                for role in step.countersign:
                    proceeding.record(happened.CountersignAsked(step=step.id, role=role, **proceeding.stamp()))


def require_signed(proceeding: Proceeding, step: Step) -> None:
    """Refuse to end a step while a signature is missing, or by one who has signed beside the owner."""
    waiting = proceeding.case.unsigned(step.id)
    if waiting:
        who = "、".join(each.person.name if each.person else names_of({each.role}) for each in waiting)
        raise Refused("countersign_missing", f"“{step.name}”还在等待{who}会签，会签完成后才能办结本环节。", ARTICLE)
    signed = (each.signed for each in proceeding.case.signatures_of(step.id))
    if any(each is not None and each.actor.id == proceeding.actor.id for each in signed):
        raise Refused("own_signature", f"您会签过“{step.name}”，应当由承办人完成本环节。", ARTICLE)


AT_THE_BEGINNING.append(ask_named_signatures)
BEFORE_THE_END.append(require_signed)
