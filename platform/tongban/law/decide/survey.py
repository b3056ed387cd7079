"""A survey on the spot (现场勘验): appointed with two of staff, told, recorded (XK 34; ORD §27, §41)."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import Case, State, Survey
from tongban.law.commands import AppointSurvey, RecordSurvey
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import BEFORE_THE_END, require_turn
from tongban.law.refusals import Refused

ARTICLE = "行政许可法 §34"
TOLD = "ORD §41"
KIND = "site_survey"


@decides(AppointSurvey)
def appoint_survey(proceeding: Proceeding, command: AppointSurvey) -> None:
    """Arrange day, place and two of staff, and tell the applicant; another appointment takes the place of this one."""
    step = _surveyed(proceeding, command.step, "安排现场勘验")
    surveyors = tuple(dict.fromkeys(each.strip() for each in command.surveyors if each.strip()))
    if len(surveyors) < 2:
        raise Refused("two_surveyors", "现场勘验应当由两名以上工作人员进行，请写明全部勘验人员。", ARTICLE)
    if command.on < proceeding.today:
        raise Refused("past_day", "勘验日期不能早于今天，请重新约定。", TOLD)
    if not proceeding.calendar.is_working(command.on):
        raise Refused("day_off", "勘验日期不是工作日，请另约工作日。", TOLD)
    require_text(command.place, "no_place", "请写明勘验地点。", TOLD)
    require_text(command.time, "no_time", "请写明勘验的时间，如上午9时。", TOLD)
    told = Survey(step.id, command.on, command.time.strip(), command.place.strip(), surveyors, command.bring.strip())
    if told == open_survey(proceeding.case, step.id):
        raise Refused("already_appointed", "已经这样约定并告知申请人，不需要重复安排。", TOLD)
    proceeding.record(
        happened.SurveyAppointed(
            step=told.step,
            on=told.on,
            time=told.time,
            place=told.place,
            surveyors=told.surveyors,
            bring=told.bring,
            **proceeding.stamp(),
        )
    )
    proceeding.order(
        "survey_notice",
        procedure=step.name,
        survey_on=command.on,
        survey_time=command.time.strip(),
        place=command.place.strip(),
        surveyors=surveyors,
        bring=command.bring.strip().rstrip("。"),
        reasons="；".join(each.text.rstrip("。；") for each in step.points) + ("。" if step.points else ""),
    )


@decides(RecordSurvey)
def record_survey(proceeding: Proceeding, command: RecordSurvey) -> None:
    """Put the findings on file, with who was there: two of staff at least."""
    step = _surveyed(proceeding, command.step, "登记勘验记录")
    appointed = open_survey(proceeding.case, step.id)
    if appointed is None:
        raise Refused("not_appointed", "还没有约定勘验的时间和地点，应当先安排并告知申请人。", TOLD)
    if not appointed.on <= command.held_on <= proceeding.today:
        raise Refused("wrong_day", "勘验日期应当不早于约定的日期，也不晚于今天。", TOLD)
    require_text(command.findings, "no_findings", "请写明勘验发现的情况。", ARTICLE)
    present = tuple(dict.fromkeys(each.strip() for each in command.present if each.strip()))
    if sum(each in appointed.surveyors for each in present) < 2:
        names = "、".join(appointed.surveyors)
        message = f"在场人员中应当有两名以上勘验人员（{names}）；人员有变动的，请重新安排。"
        raise Refused("two_surveyors", message, ARTICLE)
    proceeding.record(
        happened.SurveyRecorded(
            step=step.id,
            held_on=command.held_on,
            findings=command.findings.strip(),
            present=present,
            files=command.files,
            **proceeding.stamp(),
        )
    )


def open_survey(case: Case, step: str) -> Survey | None:
    """Give the survey of a step that was appointed and not recorded yet."""
    return next((each for each in case.surveys if each.step == step and not each.recorded), None)


def require_recorded(proceeding: Proceeding, step: Step) -> None:
    """Refuse to end a survey that was appointed before its record is on file."""
    if open_survey(proceeding.case, step.id) is not None:
        message = f"“{step.name}”已经约定，还没有登记勘验记录；登记以后才能结束。"
        raise Refused("not_recorded", message, ARTICLE)


def _surveyed(proceeding: Proceeding, step_id: str, doing: str) -> Step:
    proceeding.require_state(doing, TOLD, State.ACCEPTED)
    step = require_turn(proceeding, step_id)
    procedure = step.special_procedure
    if procedure is None or procedure.kind != KIND:
        raise Refused("no_survey", f"“{step.name}”不是现场勘验环节，不能{doing}。", TOLD)
    if proceeding.case.special_of(step.id) is None:
        raise Refused("not_started", f"“{step.name}”的特殊程序还没有开始，应当先告知所需时间。", TOLD)
    return step


BEFORE_THE_END.append(require_recorded)
