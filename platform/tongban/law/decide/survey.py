"""A survey on the spot (现场勘验): appointed with two of staff, told, recorded (XK 34; ORD §27, §41)."""

from __future__ import annotations

from tongban.definitions.model import Step
from tongban.law import events as happened
from tongban.law.case import Case, State, Survey
from tongban.law.commands import AppointSurvey, RecordSurvey
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.steps import require_turn
from tongban.law.refusals import Refused

ARTICLE = "行政许可法 §34"
TOLD = "ORD §41"


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


def require_survey(proceeding: Proceeding, step: Step, not_held: str) -> None:
    """Refuse to end a survey before its record is on file, or the reason is told why there was none (XK 34)."""
    if not is_survey(step):
        if not_held:
            raise Refused("no_survey", f"“{step.name}”不是现场勘验环节，不需要说明没有勘验的原因。", ARTICLE)
        return
    recorded, appointed = _is_recorded(proceeding, step), open_survey(proceeding.case, step.id)
    if not_held and recorded:
        raise Refused("was_held", f"“{step.name}”已经登记勘验记录，不能再说明没有进行勘验。", ARTICLE)
    if not_held or (recorded and appointed is None):
        return
    lacks = "已经约定，还没有登记勘验记录" if appointed else "还没有约定，也没有勘验记录"
    message = f"“{step.name}”{lacks}；登记以后才能结束。勘验没有进行的，应当说明原因。"
    raise Refused("not_recorded", message, ARTICLE)


def is_survey(step: Step) -> bool:
    """Tell whether a step is a survey on the spot."""
    return step.special_procedure is not None and step.special_procedure.is_survey


def _is_recorded(proceeding: Proceeding, step: Step) -> bool:
    """Tell whether a survey was held since the procedure began; the steps of a joint group share one (335 §24)."""
    run = proceeding.case.special_of(step.id)
    begun = run.started_at.astimezone(proceeding.zone).date() if run else proceeding.today
    sharing = {step.id, *_sharing(proceeding, step)}
    held = (each.held_on for each in proceeding.case.surveys if each.step in sharing)
    return any(day is not None and day >= begun for day in held)


def _sharing(proceeding: Proceeding, step: Step) -> set[str]:
    """List the steps of the joint group to which a step belongs, if it does."""
    if not any(each.joint and each.id == step.together for each in proceeding.definition.groups):
        return set()
    return {each.id for each in proceeding.definition.process if each.together == step.together}


def _surveyed(proceeding: Proceeding, step_id: str, doing: str) -> Step:
    proceeding.require_state(doing, TOLD, State.ACCEPTED)
    step = require_turn(proceeding, step_id)
    if not is_survey(step):
        raise Refused("no_survey", f"“{step.name}”不是现场勘验环节，不能{doing}。", TOLD)
    if proceeding.case.special_of(step.id) is None:
        raise Refused("not_started", f"“{step.name}”的特殊程序还没有开始，应当先告知所需时间。", TOLD)
    return step
