"""Commands before acceptance, and those that the applicant may give later."""

from __future__ import annotations

from datetime import timedelta

from law.desk import NUMBER, named
from law.machine.hand import ACCEPTED, DECIDED, MATERIALS, SUBMITTED, SUPPLEMENTING, Hand, makes
from tongban import law
from tongban.definitions.model import Span


def handed_in(hand: Hand, ids: tuple[str, ...]) -> tuple[law.HandedIn, ...]:
    return tuple(law.HandedIn(each, (f"file-{each}",)) for each in ids)


@makes(law.Submit)
def submit(hand: Hand) -> law.Command:
    channel = hand.one(["online", "online", "window", "kiosk", "courier", "agent"])
    actor = hand.who("window_clerk") if channel == "window" else hand.who("applicant", "agent")
    purpose, promised = hand.one(["works", "stacking"]), hand.rng.random() < 0.75
    listed = {each.id for each in hand.world.definition.materials} - {"licence"}
    ids = [each for each in ("location", "plan", "rights") if each in listed and (each != "plan" or purpose == "works")]
    if promised and hand.world.definition.commitment is not None:
        ids.remove("location")
    answers: dict[str, object] = {"purpose": purpose, "area": 12, "until": "2026-12-31"}
    if hand.world.definition.commitment is not None and promised:
        answers |= {"commitment_made": True, "commitment_statement": True}
    person = law.Applicant("p1", "person", "张三", 1 if hand.rarely() else 0)
    main = tuple(each for each in ids if hand.world.definition.material(each).may_follow is None)
    brought = hand.one([tuple(ids), tuple(ids), main, hand.some(ids)])
    return law.Submit(actor, NUMBER, 1, channel, person, answers, handed_in(hand, brought))


@makes(law.CheckMaterial, SUBMITTED, ACCEPTED)
def check_material(hand: Hand) -> law.Command:
    verdict = hand.one([law.Verdict.OK, law.Verdict.DEFICIENT])
    held = [each.id for each in hand.case.materials]
    return law.CheckMaterial(
        hand.who("window_clerk", "reviewer"), hand.one(held or MATERIALS), verdict, hand.one(["", hand.text()])
    )


@makes(law.CorrectOnTheSpot, SUBMITTED)
def correct_on_the_spot(hand: Hand) -> law.Command:
    brought = tuple(hand.lacking()) if hand.rng.random() < 0.5 else hand.some(MATERIALS)
    answers = hand.one([{}, {"area": 6}, {"purpose": "works"}, {"commitment_made": False}])
    return law.CorrectOnTheSpot(hand.who("window_clerk"), handed_in(hand, brought), answers)


@makes(law.Accept, SUBMITTED)
def accept(hand: Hand) -> law.Command:
    return law.Accept(hand.who("window_clerk"), hand.verdicts())


@makes(law.Decline, SUBMITTED)
def decline(hand: Hand) -> law.Command:
    return law.Decline(
        hand.who("window_clerk"), hand.text(), hand.one(["", "县住房城乡建委"]), hand.one([None, *law.DeclineGround])
    )


@makes(law.RequestSupplement, SUBMITTED, SUPPLEMENTING)
def request_supplement(hand: Hand) -> law.Command:
    ids = hand.lacking() if hand.rng.random() < 0.8 else [*hand.some(MATERIALS)]
    ids += hand.one([[], ["area"], ["until"]])
    verdicts = tuple(law.MaterialVerdict(each.id, law.Verdict.OK) for each in hand.case.materials if each.id not in ids)
    limit = hand.one([None, None, Span(15), Span(2), Span(70)])
    texts = dict.fromkeys(ids, hand.text())
    return law.RequestSupplement(hand.who("window_clerk"), named(**texts), limit, verdicts)


@makes(law.AllowSecondNotice, SUBMITTED, SUPPLEMENTING)
def allow_second_notice(hand: Hand) -> law.Command:
    return law.AllowSecondNotice(hand.who("supervisor"), hand.text())


@makes(law.Supply, SUPPLEMENTING)
def supply(hand: Hand) -> law.Command:
    notice = hand.case.supplement
    ids = tuple(each.id for each in notice.deficiencies) if notice else MATERIALS
    ids = ids if hand.rng.random() < 0.6 else hand.some(ids)
    answers = {each: {"area": 3, "until": "2027-01-01"}[each] for each in ids if each in ("area", "until")}
    brought = tuple(each for each in ids if each not in answers)
    return law.Supply(hand.applying(), handed_in(hand, brought), answers, hand.one(["online", "window"]))


@makes(law.PromiseLater, SUBMITTED)
def promise_later(hand: Hand) -> law.Command:
    return law.PromiseLater(hand.applying(), tuple(hand.lacking()) if not hand.rarely() else hand.some(MATERIALS))


@makes(law.AcceptTolerantly, SUBMITTED)
def accept_tolerantly(hand: Hand) -> law.Command:
    return law.AcceptTolerantly(hand.who("window_clerk"), hand.verdicts(), signed=hand.one([True, False]))


@makes(law.SupplyLater, ACCEPTED, DECIDED)
def supply_later(hand: Hand) -> law.Command:
    owed = hand.case.later.owed if hand.case.later else MATERIALS
    return law.SupplyLater(hand.applying(), handed_in(hand, hand.some(owed)))


@makes(law.WithdrawPromise, SUBMITTED, SUPPLEMENTING, ACCEPTED)
def withdraw_promise(hand: Hand) -> law.Command:
    return law.WithdrawPromise(hand.applying(), hand.text())


@makes(law.Withdraw, SUBMITTED, SUPPLEMENTING, ACCEPTED)
def withdraw(hand: Hand) -> law.Command:
    return law.Withdraw(hand.applying() if hand.rng.random() < 0.2 else hand.who("reviewer"), hand.text())


@makes(law.CorrectReceiptDay, SUBMITTED)
def correct_receipt_day(hand: Hand) -> law.Command:
    day = hand.case.received_on - timedelta(days=hand.rng.randint(-1, 3))
    return law.CorrectReceiptDay(hand.who("window_clerk"), day, hand.text())


@makes(law.PassTime)
def pass_time(hand: Hand) -> law.Command:
    return law.PassTime()


@makes(law.Recount)
def recount(hand: Hand) -> law.Command:
    return law.Recount()
