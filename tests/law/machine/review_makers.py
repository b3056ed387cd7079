"""Commands between acceptance and decision: tasks, steps, opinions, surveys, time."""

from __future__ import annotations

from datetime import timedelta

from law.machine.further import GOOD_NEWS
from law.machine.hand import ACCEPTED, CLOSED, DECIDED, SUBMITTED, SUPPLEMENTING, Hand, makes
from law.machine.worlds import DESK, PEOPLE, ROLES
from tongban import law
from tongban.definitions.model import Span, Unit

STAFF = tuple(each for each in PEOPLE if each.role in ROLES)
HELD = (SUBMITTED, ACCEPTED, DECIDED)


@makes(law.Claim, *HELD)
def claim(hand: Hand) -> law.Command:
    work = hand.work()
    return law.Claim(hand.who("window_clerk") if work.startswith("@") else hand.owner(work), work)


@makes(law.Release, *HELD)
def release(hand: Hand) -> law.Command:
    work = hand.work()
    return law.Release(hand.holder(work), work)


@makes(law.Transfer, *HELD)
def transfer(hand: Hand) -> law.Command:
    work = hand.work()
    to, desk = hand.one([(hand.one(STAFF), ""), (None, DESK), (None, "另一窗口"), (None, "")])
    return law.Transfer(hand.one([hand.holder(work), hand.who("supervisor")]), work, hand.text(), to, desk)


@makes(law.TakeOver, *HELD)
def take_over(hand: Hand) -> law.Command:
    return law.TakeOver(hand.who("chief_representative"), hand.work(), hand.text())


@makes(law.AssignByLoad, *HELD)
def assign_by_load(hand: Hand) -> law.Command:
    work = hand.work()
    role = "window_clerk" if work.startswith("@") else hand.owner(work).role
    loads = tuple(law.Load(each, hand.rng.randrange(3)) for each in STAFF if each.role == role)
    return law.AssignByLoad(hand.who("system"), work, loads)


@makes(law.Recuse, *HELD)
def recuse(hand: Hand) -> law.Command:
    return law.Recuse(hand.who(*ROLES), hand.text())


@makes(law.AskCountersign, ACCEPTED)
def ask_countersign(hand: Hand) -> law.Command:
    step = hand.step()
    person = hand.one([None, hand.one(STAFF)])
    return law.AskCountersign(hand.owner(step), step, hand.one(ROLES), person, hand.text())


@makes(law.Countersign, ACCEPTED)
def countersign(hand: Hand) -> law.Command:
    step = hand.step()
    asked = [each.person or hand.who(each.role) for each in hand.case.unsigned(step)]
    return law.Countersign(hand.one(asked or STAFF), step, hand.text())


@makes(law.AskOpinion, ACCEPTED)
def ask_opinion(hand: Hand) -> law.Command:
    step = hand.step()
    limit = hand.one([None, Span(3), Span(2, Unit.DAYS), Span(40)])
    department = hand.one(["water", "fire", hand.case.tenant])
    return law.AskOpinion(hand.owner(step), step, department, "某部门", hand.text(), limit)


@makes(law.GiveOpinion, ACCEPTED)
def give_opinion(hand: Hand) -> law.Command:
    asked = hand.case.opinions
    opinion, department = (asked[-1].id, asked[-1].department) if asked else ("opinion-1", "water")
    department = "fire" if hand.rarely() else department
    return law.GiveOpinion(hand.who(*ROLES), opinion, department, hand.one([True, False]), hand.text())


@makes(law.CompleteStep, ACCEPTED)
def complete_step(hand: Hand) -> law.Command:
    step = hand.step()
    return law.CompleteStep(hand.owner(step), step, hand.text())


@makes(law.ReturnStep, ACCEPTED)
def return_step(hand: Hand) -> law.Command:
    done = [each.step for each in hand.case.steps_done]
    return law.ReturnStep(hand.owner(hand.step()), hand.one(done or ["review"]), hand.text())


@makes(law.StartSpecialProcedure, ACCEPTED)
def start_special_procedure(hand: Hand) -> law.Command:
    special = hand.special_step()
    step = special.id if special else hand.step()
    announced = hand.one([None, None, Span(2), Span(3, Unit.DAYS), Span(0), Span(90)])
    return law.StartSpecialProcedure(hand.owner(step), step, announced)


@makes(law.EndSpecialProcedure, ACCEPTED)
def end_special_procedure(hand: Hand) -> law.Command:
    step = hand.case.special.step if hand.case.special else hand.step()
    return law.EndSpecialProcedure(hand.owner(step), step, hand.text(), hand.one(["", "", "现场已经恢复原状"]))


@makes(law.AppointSurvey, ACCEPTED)
def appoint_survey(hand: Hand) -> law.Command:
    step = hand.case.special.step if hand.case.special else hand.step()
    on, people = hand.today + timedelta(days=hand.rng.randint(0, 2)), hand.one([("王五", "王六"), ("王五",)])
    return law.AppointSurvey(hand.owner(step), step, on, "上午9时", hand.one(["现场", "现场", ""]), people)


@makes(law.RecordSurvey, ACCEPTED)
def record_survey(hand: Hand) -> law.Command:
    step = hand.case.special.step if hand.case.special else hand.step()
    on = hand.case.surveys[-1].on if hand.case.surveys and not hand.rarely() else hand.today
    return law.RecordSurvey(hand.owner(step), step, on, hand.text(), ("王五", "王六"), ("file-survey",))


@makes(law.Grant, SUBMITTED, ACCEPTED)
def grant(hand: Hand) -> law.Command:
    return law.Grant(hand.deciding(), hand.text(), hand.one([(), hand.verdicts()]))


@makes(law.GrantInPart, SUBMITTED, ACCEPTED)
def grant_in_part(hand: Hand) -> law.Command:
    refused = hand.one([("夜间施工",), ("白天施工",), ()])
    return law.GrantInPart(hand.deciding(), ("白天施工",), refused, hand.text(), hand.text(), hand.verdicts())


@makes(law.Refuse, SUBMITTED, ACCEPTED)
def refuse(hand: Hand) -> law.Command:
    return law.Refuse(hand.deciding(), hand.text(), hand.one([(), hand.verdicts()]))


@makes(law.AskExtension, ACCEPTED)
def ask_extension(hand: Hand) -> law.Command:
    spans = [None, None, Span(3), Span(5, Unit.DAYS), Span(1, Unit.YEARS), Span(0)]
    return law.AskExtension(hand.who(*ROLES), hand.text(), hand.one(spans))


@makes(law.ApproveExtension, ACCEPTED)
def approve_extension(hand: Hand) -> law.Command:
    return law.ApproveExtension(hand.who("chief_representative"), hand.one(["", "局长"]))


@makes(law.DenyExtension, ACCEPTED)
def deny_extension(hand: Hand) -> law.Command:
    return law.DenyExtension(hand.who("chief_representative"), hand.text())


@makes(law.SuspendCase, ACCEPTED)
def suspend_case(hand: Hand) -> law.Command:
    ground = hand.one(list(law.SuspensionGround))
    return law.SuspendCase(hand.who("chief_representative"), ground, hand.text(), hand.one(["", "另案审结后。"]))


@makes(law.ResumeCase, ACCEPTED)
def resume_case(hand: Hand) -> law.Command:
    return law.ResumeCase(hand.who("chief_representative"), hand.text())


@makes(law.TerminateCase, ACCEPTED, SUPPLEMENTING)
def terminate_case(hand: Hand) -> law.Command:
    actor = hand.who("chief_representative") if hand.rng.random() < 0.2 else hand.who("reviewer")
    return law.TerminateCase(actor, hand.one(list(law.TerminationGround)), hand.text())


@makes(law.ExplainLateness)
def explain_lateness(hand: Hand) -> law.Command:
    late = [each.id for each in hand.case.deadlines if each.missed_at is not None]
    return law.ExplainLateness(hand.who(*ROLES), hand.one(late or ["promise-1"]), hand.text())


@makes(law.TellFurther)
def tell_further(hand: Hand) -> law.Command:
    kind = hand.one([GOOD_NEWS.id, GOOD_NEWS.id, "grant_decision", "nothing_known"])
    values = {"news": hand.text()} if hand.rng.random() < 0.8 else {}
    return law.TellFurther(hand.who(*ROLES), kind, values)


@makes(law.HandOver, SUBMITTED, SUPPLEMENTING, ACCEPTED, DECIDED, CLOSED)
def hand_over(hand: Hand) -> law.Command:
    change = hand.one(["merger-1", "merger-2"])
    return law.HandOver(
        hand.who("operator"), change, hand.today, "云阳县城市管理局", "yunyang", "云阳县综合局", "云阳县综合局",
        hand.text(),
    )  # fmt: skip
