"""Accepted with gaps (容缺受理): what may follow, on what promise, by when, and what comes of it (335 §19; ORD §33)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, CITIZEN, CLERK, REVIEWER, Desk, last_instant, moment
from law.promising import GAPS, at, hand_in
from tongban import law
from tongban.definitions.model import Tolerance
from tongban.definitions.rulebook import Switch
from tongban.law import DeadlineKind, DeadlineStatus, State

DRAWN = "80,60 120,55 200,50;140,20 138,90 130,160"
pytestmark = [pytest.mark.row("L5"), pytest.mark.article("335 §19", "ORD §33")]


@pytest.fixture
def gaps(desk: Desk) -> Desk:
    """An application by somebody whose agreement for the site is still to come, on Friday 2026-11-20 at ten."""
    at(desk, GAPS).do(hand_in(desk, "location"))
    return desk


def accepted(desk: Desk) -> Desk:
    desk.do(law.PromiseLater(CITIZEN, ("rights",)))
    desk.do(law.AcceptTolerantly(CLERK, desk.verdicts()))
    return desk


def bring(*materials: str) -> law.SupplyLater:
    return law.SupplyLater(CITIZEN, tuple(law.HandedIn(each, ("new",)) for each in materials))


@pytest.mark.article("335 §19", "ORD §33")
def test_it_is_accepted_at_once_and_what_follows_has_a_limit_of_its_own(gaps: Desk) -> None:
    case = accepted(gaps).case
    assert case is not None
    assert case.state is State.ACCEPTED
    assert case.later is not None
    assert case.later.owed == ("rights",)
    limit = gaps.deadline(DeadlineKind.LATER_MATERIALS)
    assert (limit.subject, limit.due) == ("rights", last_instant("2026-11-25 Wed"))


def test_the_promise_names_materials_limit_and_consequence_and_the_acceptance_says_the_day(gaps: Desk) -> None:
    accepted(gaps)
    orders = {each.notice: each.values for each in gaps.history if isinstance(each, law.NoticeOrdered)}
    promise = orders["tolerance_promise"]
    assert promise["deficiencies"] == ({"name": "场地协议", "missing": "自受理之日起3个工作日内补交"},)
    assert promise["consequences"] == "依法作出不予许可的决定"
    assert promise["promised_by"] == "张三"
    (told,) = orders["acceptance_notice"]["later"]
    assert told == {"name": "场地协议", "days": "3个工作日", "due": moment("2026-11-25 Wed").date()}


@pytest.mark.row("E4", part="the applicant signs a promise")
@pytest.mark.article("335 §19", "335 §29")
def test_whoever_signs_the_promise_by_hand_has_it_on_the_paper_and_what_is_no_drawing_is_refused(desk: Desk) -> None:
    at(desk, GAPS).do(hand_in(desk, "location"))
    refusal = desk.refused(law.PromiseLater(CITIZEN, ("rights",), "张三", "M0 0 <script>"))
    assert (refusal.code, refusal.article) == ("not_drawn", "335 §29")
    desk.do(law.PromiseLater(CITIZEN, ("rights",), "李四", DRAWN))
    said = next(each for each in desk.history if isinstance(each, law.NoticeOrdered) and "signature" in each.values)
    assert (said.values["promised_by"], said.values["signature"]) == ("李四", DRAWN)


def test_nothing_is_accepted_with_gaps_without_a_promise(gaps: Desk) -> None:
    assert gaps.refused(law.AcceptTolerantly(CLERK, gaps.verdicts())).code == "no_promise"
    gaps.do(law.AcceptTolerantly(CLERK, gaps.verdicts(), signed=True))
    assert "tolerance_promise" in gaps.case.notices if gaps.case else False


def test_a_main_material_cannot_follow(desk: Desk) -> None:
    at(desk, GAPS).do(hand_in(desk, "rights"))
    refusal = desk.refused(law.PromiseLater(CITIZEN, ("location",)))
    assert refusal.code == "not_tolerable"
    assert "占用位置图" in refusal.message
    assert desk.refused(law.AcceptTolerantly(CLERK, desk.verdicts(), signed=True)).code == "not_tolerable"


def test_what_was_handed_in_must_be_in_order(gaps: Desk) -> None:
    gaps.do(law.PromiseLater(CITIZEN, ("rights",)))
    assert gaps.refused(law.AcceptTolerantly(CLERK)).code == "not_all_checked"
    wrong = gaps.verdicts(location="没有标明四至。")
    assert gaps.refused(law.AcceptTolerantly(CLERK, wrong)).code == "incomplete"


def test_a_complete_application_is_accepted_as_it_is(desk: Desk) -> None:
    at(desk, GAPS).do(hand_in(desk, "location", "rights"))
    assert desk.refused(law.AcceptTolerantly(CLERK, desk.verdicts(), signed=True)).code == "nothing_missing"


def test_an_item_that_is_not_listed_has_no_gaps(desk: Desk) -> None:
    desk.submit()
    assert desk.refused(law.PromiseLater(CITIZEN, ("location",))).code == "no_tolerance"


@pytest.mark.article("ORD §31")
def test_who_broke_a_promise_is_not_offered_it(desk: Desk) -> None:
    at(desk, GAPS).do(hand_in(desk, "location", broken=1))
    assert desk.refused(law.PromiseLater(CITIZEN, ("rights",))).code == "record_broken"
    assert desk.refused(law.AcceptTolerantly(CLERK, desk.verdicts(), signed=True)).code == "record_broken"


def test_the_review_goes_on_and_the_promised_time_runs_from_completion(gaps: Desk) -> None:
    accepted(gaps)
    assert gaps.case is not None
    assert gaps.case.open_deadline(DeadlineKind.PROMISE) is None
    assert gaps.deadline(DeadlineKind.STATUTORY).anchor == moment("2026-11-20 Fri").date()
    gaps.at("2026-11-23 Mon").do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    refusal = gaps.refused(law.Grant(CHIEF, "同意。"))
    assert refusal.code == "later_owed"
    offered = law.possible_actions(
        gaps.case, gaps.definition, gaps.rulebook, gaps.calendar, gaps.now, lambda _action: {"chief_representative"}
    )
    assert refusal in [each.not_yet for each in offered if each.action is law.Action.GRANT], "the desk is told"
    case = gaps.at("2026-11-24 Tue").do(bring("rights"))
    assert gaps.deadline(DeadlineKind.PROMISE).due == last_instant("2026-12-01 Tue")
    assert case.notices[-1] == "later_receipt"
    assert gaps.do(law.Grant(CHIEF, "同意。")).outcome is law.CaseOutcome.GRANTED


def test_a_rulebook_may_let_the_promised_time_run_from_acceptance(gaps: Desk) -> None:
    gaps.rulebook = replace(gaps.rulebook, promise_waits_for_later_materials=Switch(holds=False, article="ORD §16"))
    accepted(gaps)
    assert gaps.deadline(DeadlineKind.PROMISE).anchor == moment("2026-11-20 Fri").date()
    gaps.at("2026-11-24 Tue").do(bring("rights"))
    assert sum(each.kind is DeadlineKind.PROMISE for each in gaps.case.deadlines if gaps.case) == 1


@pytest.mark.article("335 §25")
def test_the_promised_time_never_ends_after_the_statutory_limit(desk: Desk) -> None:
    tight = replace(GAPS, time=replace(GAPS.time, statutory=replace(GAPS.supplement_within, amount=6)), hash="tight")
    accepted(at(desk, tight)) if desk.do(hand_in(at(desk, tight), "location")) else None
    desk.at("2026-11-24 Tue").do(bring("rights"))
    assert desk.deadline(DeadlineKind.PROMISE).due == desk.deadline(DeadlineKind.STATUTORY).due


def test_what_does_not_come_in_time_is_missed_and_goes_on_record(gaps: Desk) -> None:
    accepted(gaps)
    gaps.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = gaps.pass_time("2026-11-30 Mon 09:00")
    assert case.later is not None
    assert case.later.missed_at == last_instant("2026-11-25 Wed")
    (missed,) = [each for each in gaps.history if isinstance(each, law.LaterMissed)]
    assert missed.materials == ("rights",)
    assert case.notices[-1] == "later_missed_notice"
    assert gaps.refused(bring("rights")).code == "nothing_owed"
    assert gaps.refused(law.Grant(CHIEF, "同意。")).code == "later_missed"
    assert gaps.do(law.Refuse(CHIEF, "没有补交场地协议。")).outcome is law.CaseOutcome.REFUSED
    assert gaps.deadline(DeadlineKind.PROMISE).anchor == moment("2026-11-25 Wed").date()


@pytest.mark.parametrize(("then", "state"), [("end", State.CLOSED), ("decide", State.ACCEPTED)])
def test_the_definition_says_what_comes_of_it(desk: Desk, then: str, state: State) -> None:
    tolerance = Tolerance("本人承诺按期补齐。", "逾期不补的，终止办理。", then)
    at(desk, replace(GAPS, tolerance=tolerance, hash=then)).do(hand_in(desk, "location"))
    accepted(desk)
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = desk.pass_time("2026-11-30 Mon 09:00")
    assert case.state is state
    if then == "decide":
        assert desk.do(law.Grant(CHIEF, "同意。")).outcome is law.CaseOutcome.GRANTED


def test_nobody_loses_the_right_on_a_day_that_is_only_presumed(gaps: Desk) -> None:
    gaps.at("2026-12-31 Thu").case = None
    gaps.history.clear()
    gaps.do(hand_in(gaps, "location"))
    accepted(gaps)
    case = gaps.pass_time("2027-02-01 Mon")
    assert case.later is not None
    assert case.later.is_open


def test_several_materials_have_each_their_own_limit(desk: Desk) -> None:
    at(desk, GAPS).do(hand_in(desk, "location", purpose="works"))
    assert desk.refused(law.PromiseLater(CITIZEN, ("rights",))).code == "other_materials"
    desk.do(law.PromiseLater(CITIZEN, ("rights", "plan")))
    desk.do(law.AcceptTolerantly(CLERK, desk.verdicts()))
    limits = {each.subject: each.due for each in desk.case.deadlines if desk.case and each.subject}
    assert limits["rights"] == last_instant("2026-11-25 Wed")
    assert limits["plan"] == last_instant("2026-11-27 Fri")
    case = desk.at("2026-11-24 Tue").do(bring("rights"))
    assert case.later is not None
    assert case.later.owed == ("plan",)
    assert desk.refused(bring("rights")).code == "not_owed"
    assert desk.refused(bring("photo")).code == "not_owed"
    assert desk.do(bring("plan")).later.completed_at == desk.now if desk.case else False


def test_silence_accepts_without_owing_anything(gaps: Desk) -> None:
    gaps.do(law.PromiseLater(CITIZEN, ("rights",)))
    case = gaps.pass_time("2026-11-24 Tue")
    assert case.acceptance_deemed
    assert case.later is not None
    assert case.later.owed == ()
    assert case.open_deadline(DeadlineKind.PROMISE) is not None


def test_a_refusal_ends_what_was_still_owed(gaps: Desk) -> None:
    accepted(gaps).do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    case = gaps.do(law.Refuse(CHIEF, "不符合规定。"))
    assert case.open_deadline(DeadlineKind.LATER_MATERIALS, "rights") is None
    assert law.replay(gaps.history) == case


@pytest.mark.row("L4", "L6")
@pytest.mark.article("335 §25")
def test_what_is_brought_while_the_case_stands_still_starts_no_clock_past_the_statutory_limit(gaps: Desk) -> None:
    gaps.definition = replace(
        gaps.definition, time=replace(gaps.definition.time, statutory=gaps.definition.time.promise)
    )
    accepted(gaps)
    gaps.do(law.SuspendCase(CHIEF, law.SuspensionGround.INTERPRETATION, "等待上级解释。"))
    gaps.at("2026-11-24 Tue 09:00").do(bring("rights"))
    assert gaps.deadline(DeadlineKind.PROMISE).status is DeadlineStatus.PAUSED
    gaps.do(law.ResumeCase(CHIEF, "已经得到解释。"))
    promise, statutory = gaps.deadline(DeadlineKind.PROMISE), gaps.deadline(DeadlineKind.STATUTORY)
    assert promise.due is not None
    assert statutory.due is not None
    assert promise.due <= statutory.due
