"""What is right at each point of a case: a way on that the law must allow, with people who have done nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from law.desk import named
from law.machine.hand import Hand
from law.machine.intake_makers import handed_in, submit
from tongban import law
from tongban.definitions.model import Step
from tongban.law import State

CITIZEN = law.Actor("a1", "张三", "applicant")
OK = law.Verdict.OK


def fresh(role: str, why: str = "owner") -> law.Actor:
    """Give a member of staff who has had nothing to do with the case."""
    return law.Actor(f"fresh-{role}-{why}", f"新任{role}{why}", role)


def over(work: str) -> law.Actor:
    """Give a chief representative who takes this task over and no other, so that four eyes are kept."""
    return fresh("chief_representative", f"over-{work}")


CHIEF = fresh("chief_representative", "chief")


def ways_on(hand: Hand) -> Iterator[law.Command]:
    """List, in order of preference, what would bring the case on; nothing where only time does."""
    if hand.state is None:
        yield submit(hand)
        return
    ways = {State.SUBMITTED: _take_in, State.SUPPLEMENTING: _supply, State.ACCEPTED: _review, State.DECIDED: _deliver}
    if hand.case.state in ways:
        yield from ways[hand.case.state](hand)


def _holder(hand: Hand, work: str, role: str) -> law.Actor:
    holding = hand.case.holding(work)
    return holding.person if holding and holding.person else fresh(role, work)


def _verdicts(hand: Hand) -> tuple[law.MaterialVerdict, ...]:
    listed = law.applicable.handed_in(hand.case, hand.world.definition)
    return tuple(law.MaterialVerdict(each.id, OK) for each in listed)


def _take_in(hand: Hand) -> Iterator[law.Command]:
    clerk, lacking = _holder(hand, law.INTAKE_WORK, "window_clerk"), hand.lacking()
    missing = [each for each in lacking if hand.case.material(each) is None]
    if lacking and hand.case.supplement is None:
        kept = tuple(each for each in _verdicts(hand) if each.material not in lacking)
        yield law.RequestSupplement(clerk, named(**dict.fromkeys(lacking, "没有提交。")), None, kept)
    if not missing or hand.case.supplement is not None:
        yield law.Accept(clerk, _verdicts(hand))
    yield law.Decline(clerk, "补正后仍不齐全。", "", law.DeclineGround.STILL_DEFICIENT)
    yield law.TakeOver(over("intake"), law.INTAKE_WORK, "无人办理。")


def _supply(hand: Hand) -> Iterator[law.Command]:
    notice = hand.case.supplement
    assert notice is not None
    ids = [each.id for each in notice.deficiencies if each.id not in notice.supplied]
    answers = {each: {"area": 3, "until": "2027-01-01"}[each] for each in ids if each in ("area", "until")}
    missing = law.applicable.missing(hand.case, hand.world.definition)
    brought = dict.fromkeys([*(each for each in ids if each not in answers), *(each.id for each in missing)])
    yield law.Supply(CITIZEN, handed_in(hand, tuple(brought)), answers)


def _review(hand: Hand) -> Iterator[law.Command]:
    case = hand.case
    if case.suspension is not None:
        yield law.ResumeCase(CHIEF, "原因已经消除。")
        return
    for each in case.opinions:
        if each.reply is None:
            yield law.GiveOpinion(fresh("reviewer", "asked"), each.id, each.department, objects=False, text="同意。")
    for step in (hand.world.definition.step(each) for each in case.open_steps):
        yield from _signatures(hand, step)
        yield from _step(hand, step, _holder(hand, step.id, step.by))
        yield law.TakeOver(over(step.id), step.id, "无人办理。")


def _signatures(hand: Hand, step: Step) -> Iterator[law.Command]:
    aside = {each.person for each in hand.case.recusals}  # another of the same role signs for them
    taken = {each.signed.actor.id for each in hand.case.signatures if each.signed is not None}
    for each in hand.case.unsigned(step.id):
        others = (fresh(each.role, f"signer-{number}") for number in count())
        named = each.person if each.person and each.person.id not in aside else None
        signer = named or next(one for one in others if one.id not in taken)
        taken.add(signer.id)
        yield law.Countersign(signer, step.id, "同意。")


def _step(hand: Hand, step: Step, owner: law.Actor) -> Iterator[law.Command]:
    if step.decides:
        if hand.case.later is not None and hand.case.later.owed:
            yield law.SupplyLater(CITIZEN, handed_in(hand, hand.case.later.owed))
        if (run := hand.case.fees) is not None and run.unpaid:
            yield law.RecordPayment(law.SYSTEM, run.invoice, "finishing", run.total)
        yield law.Grant(owner, "同意。")
        yield law.Refuse(owner, "不符合规定。")
    elif step.special_procedure is None:
        yield law.CompleteStep(owner, step.id, "齐全。")
    elif hand.case.special_of(step.id) is None:
        yield law.StartSpecialProcedure(owner, step.id)
    else:
        yield from (
            law.RecordSurvey(owner, step.id, hand.today, "一致。", each.surveyors)
            for each in hand.case.surveys if each.step == step.id and not each.recorded
        )  # fmt: skip
        yield law.EndSpecialProcedure(owner, step.id, "一致。")
        yield law.EndSpecialProcedure(owner, step.id, "一致。", "另有本月的勘验记录")


def _deliver(hand: Hand) -> Iterator[law.Command]:
    clerk = _holder(hand, law.DELIVERY_WORK, "window_clerk")
    if "window" in hand.world.definition.delivery or hand.case.failed_deliveries:
        yield law.Deliver(clerk, "window")
    yield law.Deliver(clerk, "courier", "", "示范快递", "001")
    if hand.case.dispatch is not None:
        yield law.ConfirmReceipt(CITIZEN)
    yield law.Deliver(clerk, "electronic")
    yield law.TakeOver(over("delivery"), law.DELIVERY_WORK, "无人办理。")
