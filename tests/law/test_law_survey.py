"""A survey ends with its record, or with the reason why there was none (XK 34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.desk import CHIEF, CLERK, REVIEWER, ROAD, Desk, moment
from law.test_law_groups import SURVEYED
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.law.events import event_from_json, event_to_json

pytestmark = [pytest.mark.row("L10"), pytest.mark.article("ORD §27", "ORD §41")]
SURVEYORS = ("王五", "钱七")
END = law.EndSpecialProcedure(REVIEWER, "survey", "符合。")
NOT_HELD = replace(END, not_held="申请人已经拆除围挡，没有可以勘验的现场")
MONDAY = date(2026, 11, 23)


def appoint(step: str = "survey", by: law.Actor = REVIEWER, on: date = MONDAY) -> law.AppointSurvey:
    return law.AppointSurvey(by, step, on, "上午9时", "云江大道1号", SURVEYORS)


def record(step: str = "survey", by: law.Actor = REVIEWER, on: date = MONDAY) -> law.RecordSurvey:
    return law.RecordSurvey(by, step, on, "现场与申请一致。", SURVEYORS)


@pytest.fixture
def begun(desk: Desk) -> Desk:
    desk.at("2026-11-20 Fri 10:00").submit("location", "plan", purpose="works")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    return desk


def test_a_survey_that_was_never_appointed_cannot_be_ended(begun: Desk) -> None:
    refusal = begun.refused(END)
    assert (refusal.code, refusal.article) == ("not_recorded", "行政许可法 §34")
    assert "还没有约定，也没有勘验记录" in refusal.message
    assert "应当说明原因" in refusal.message


def test_a_survey_that_was_not_held_ends_with_the_reason(begun: Desk) -> None:
    case = begun.do(NOT_HELD)
    assert case.current_step == "decision"
    ended = next(each for each in begun.history if isinstance(each, law.SpecialProcedureEnded))
    assert ended.not_held == "申请人已经拆除围挡，没有可以勘验的现场"


def test_a_blank_reason_is_none(begun: Desk) -> None:
    assert begun.refused(replace(END, not_held="  ")).code == "not_recorded"


def test_an_appointment_that_was_not_kept_lapses_with_the_reason(begun: Desk) -> None:
    begun.do(appoint())
    assert "已经约定" in begun.refused(END).message
    assert begun.do(NOT_HELD).surveys == ()


def test_a_survey_that_was_held_is_not_told_as_not_held(begun: Desk) -> None:
    begun.do(appoint())
    begun.at("2026-11-23 Mon 16:00").do(record())
    assert begun.refused(NOT_HELD).code == "was_held"
    assert begun.do(END).current_step == "decision"


def test_a_case_sent_back_to_its_survey_is_surveyed_anew(begun: Desk) -> None:
    begun.do(appoint())
    begun.at("2026-11-23 Mon 16:00").do(record())
    begun.do(END)
    begun.at("2026-11-24 Tue 09:00").do(law.ReturnStep(CHIEF, "survey", "请再看夜间照明。"))
    begun.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert begun.refused(END).code == "not_recorded", "the record is of the first survey"
    day = date(2026, 11, 24)
    begun.do(appoint(on=day))
    begun.do(record(on=day))
    assert len(begun.do(END).surveys) == 2


def test_other_procedures_are_no_surveys(rulebook: Rulebook, calendar: WorkingCalendar) -> None:
    steps = tuple(
        replace(each, special_procedure=replace(each.special_procedure, kind="hearing"))
        if each.special_procedure
        else each
        for each in ROAD.process
    )
    desk = Desk(replace(ROAD, process=steps, hash="road-heard"), rulebook, calendar, moment("2026-11-20 Fri 10:00"))
    desk.submit("location", "plan", purpose="works")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.StartSpecialProcedure(REVIEWER, "survey"))
    assert desk.refused(NOT_HELD).code == "no_survey"
    assert desk.do(END).current_step == "decision"


@pytest.mark.parametrize("joint", [True, False])
def test_the_steps_of_a_joint_group_share_one_survey(
    rulebook: Rulebook, calendar: WorkingCalendar, joint: bool
) -> None:
    groups = tuple(replace(each, joint=joint) for each in SURVEYED.groups)
    desk = Desk(replace(SURVEYED, groups=groups), rulebook, calendar, moment("2026-11-20 Fri 10:00"))
    desk.submit("location")
    desk.accept()
    desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
    desk.do(law.StartSpecialProcedure(REVIEWER, "fire"))
    desk.do(law.StartSpecialProcedure(CLERK, "traffic"))
    desk.do(appoint("fire"))
    desk.at("2026-11-23 Mon 16:00").do(record("fire"))
    desk.do(law.EndSpecialProcedure(REVIEWER, "fire", "符合。"))
    answer = desk.ask(law.EndSpecialProcedure(CLERK, "traffic", "不影响通行。"))
    assert isinstance(answer, law.Refusal) is not joint


def test_the_desk_says_what_is_lacking_and_offers_what_can_be_done(begun: Desk) -> None:
    assert begun.case is not None
    offered = {
        each.action: each.not_yet
        for each in law.possible_actions(
            begun.case, begun.definition, begun.rulebook, begun.calendar, begun.now, lambda _action: ("reviewer",)
        )
    }
    lacking = offered[law.Action.END_SPECIAL]
    assert lacking is not None
    assert lacking.code == "not_recorded"
    assert offered[law.Action.SURVEY_NOT_HELD] is None
    assert offered[law.Action.APPOINT_SURVEY] is None


def test_an_end_from_before_the_reason_was_asked_is_read(begun: Desk) -> None:
    begun.do(NOT_HELD)
    ended = next(each for each in begun.history if isinstance(each, law.SpecialProcedureEnded))
    data = event_to_json(ended)
    del data["not_held"]
    assert event_from_json(data) == replace(ended, not_held="")
