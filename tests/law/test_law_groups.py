"""Steps that run together (并联, 联合), and what may not be in one hand: 335 §21, §24."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CHIEF, CLERK, REVIEWER, ROAD, Desk, moment
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Basis, ClockEffect, Span, SpecialProcedure, Step, StepGroup
from tongban.definitions.rulebook import Rulebook
from tongban.law import DeadlineKind, DeadlineStatus
from tongban.law.case_json import case_from_json, case_to_json

SURVEY = SpecialProcedure("site_survey", Span(3), ClockEffect(promise="stops"), Basis("示例办法", "第五条"))
OTHER_REVIEWER = law.Actor("r2", "孙七", "reviewer")
TOGETHER = replace(
    ROAD,
    process=(
        Step("review", "材料审查", "reviewer"),
        Step("fire", "消防意见", "reviewer", within=Span(3), together="opinions"),
        Step("traffic", "交通意见", "window_clerk", within=Span(2), together="opinions"),
        Step("summary", "牵头汇总", "reviewer", together="opinions", four_eyes=("fire",)),
        Step("decision", "决定", "chief_representative", decides=True),
    ),
    groups=(StepGroup("opinions", "联合审查", lead="summary"),),
    hash="together-1",
)
SURVEYED = replace(
    TOGETHER,
    process=tuple(
        replace(each, special_procedure=SURVEY, within=None) if each.together and each.id != "summary" else each
        for each in TOGETHER.process
    ),
    hash="together-2",
)


def _accepted(definition: law.Case | object, rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    desk = Desk(definition, rulebook, calendar, moment("2026-11-20 Fri 10:00"))  # type: ignore[arg-type]
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "材料齐全。"))
    return desk


@pytest.fixture
def together(rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    return _accepted(TOGETHER, rulebook, calendar)


@pytest.fixture
def surveyed(rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    return _accepted(SURVEYED, rulebook, calendar)


def _clock(desk: Desk, kind: DeadlineKind) -> law.Deadline:
    assert desk.case is not None
    return next(each for each in desk.case.deadlines if each.kind is kind)


@pytest.mark.row("L8", part="parallel steps")
def test_steps_of_a_group_are_open_at_once_and_may_be_done_in_any_order(together: Desk) -> None:
    assert together.case is not None
    assert together.case.open_steps == ("fire", "traffic")
    case = together.do(law.CompleteStep(CLERK, "traffic", "不影响通行。"))
    assert case.open_steps == ("fire",)
    assert together.refused(law.CompleteStep(OTHER_REVIEWER, "summary", "汇总。")).code == "out_of_turn", (
        "the lead closes the group when the others are done"
    )
    assert together.do(law.CompleteStep(REVIEWER, "fire", "符合。")).open_steps == ("summary",)


@pytest.mark.row("L8", part="parallel steps")
def test_each_step_of_a_group_has_its_own_limit(together: Desk) -> None:
    assert together.case is not None
    running = {each.subject: each.due for each in together.case.deadlines if each.kind is DeadlineKind.STEP}
    assert {name: str(due.date()) for name, due in running.items() if due} == {
        "fire": "2026-11-25",
        "traffic": "2026-11-24",
    }
    case = together.do(law.CompleteStep(CLERK, "traffic", "不影响通行。"))
    status = {each.subject: each.status for each in case.deadlines if each.kind is DeadlineKind.STEP}
    assert status == {"fire": DeadlineStatus.RUNNING, "traffic": DeadlineStatus.MET}


@pytest.mark.row("L8", part="four eyes")
def test_who_did_the_one_step_may_not_do_the_other(together: Desk) -> None:
    together.do(law.CompleteStep(REVIEWER, "fire", "符合。"))
    together.do(law.CompleteStep(CLERK, "traffic", "不影响通行。"))
    refusal = together.refused(law.CompleteStep(REVIEWER, "summary", "汇总。"))
    assert refusal.code == "four_eyes"
    assert "消防意见" in refusal.message
    assert together.do(law.CompleteStep(OTHER_REVIEWER, "summary", "汇总。")).open_steps == ("decision",)


@pytest.mark.row("L8", part="return")
def test_a_step_of_a_group_is_sent_back_alone_and_what_came_after_is_undone(together: Desk) -> None:
    together.do(law.CompleteStep(REVIEWER, "fire", "符合。"))
    together.do(law.CompleteStep(CLERK, "traffic", "不影响通行。"))
    together.do(law.CompleteStep(OTHER_REVIEWER, "summary", "汇总。"))
    case = together.do(law.ReturnStep(CHIEF, "traffic", "请补充夜间交通组织意见。"))
    assert case.open_steps == ("traffic",)
    assert [each.step for each in case.steps_done] == ["review", "fire"]
    running = [each.subject for each in case.deadlines if each.kind is DeadlineKind.STEP and each.is_open]
    assert running == ["traffic"], "it runs anew, and nothing else does"


@pytest.mark.row("L10", part="counted or not as the definition says")
def test_a_clock_stopped_by_two_procedures_runs_again_when_both_have_ended(surveyed: Desk) -> None:
    surveyed.do(law.StartSpecialProcedure(REVIEWER, "fire"))
    promise = _clock(surveyed, DeadlineKind.PROMISE)
    assert promise.status is DeadlineStatus.PAUSED, "the item says so; the rulebook alone would let it run"
    assert promise.pauses[0].basis == "《示例办法》第五条"
    surveyed.do(law.StartSpecialProcedure(CLERK, "traffic"))
    surveyed.surveyed("fire").do(law.EndSpecialProcedure(REVIEWER, "fire", "符合。"))
    assert _clock(surveyed, DeadlineKind.PROMISE).status is DeadlineStatus.PAUSED
    surveyed.surveyed("traffic", CLERK).do(law.EndSpecialProcedure(CLERK, "traffic", "不影响通行。"))
    assert _clock(surveyed, DeadlineKind.PROMISE).status is DeadlineStatus.RUNNING


@pytest.mark.row("L8", part="parallel steps")
def test_a_case_in_a_group_comes_back_from_its_json_and_offers_both_steps(together: Desk) -> None:
    case = together.case
    assert case is not None
    assert case_from_json(case_to_json(case)) == case
    roles = {law.Action.COMPLETE_STEP: ("reviewer", "window_clerk")}
    offered = law.possible_actions(
        case, TOGETHER, together.rulebook, together.calendar, together.now, lambda action: roles.get(action, ())
    )
    assert {(each.step, each.role) for each in offered} == {("fire", "reviewer"), ("traffic", "window_clerk")}


@pytest.mark.row("L8")
def test_a_case_written_before_steps_could_run_together_is_read(desk: Desk) -> None:
    desk.submit("location")
    case = desk.accept()
    data = case_to_json(case)
    data["steps"], data["current_step"], data["special"] = list(case.steps), case.current_step, None
    for name in ("stages", "open_steps", "specials"):
        del data[name]
    assert case_from_json(data) == case
