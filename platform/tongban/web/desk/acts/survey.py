"""Surveys on the spot (XK 34; ORD §41)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import Action, Actor, AppointSurvey, Command, EndSpecialProcedure, RecordSurvey
from tongban.web.desk.acts.act import ACTS, Act, Asked, Sheet
from tongban.web.desk.acts.fields import day_of, lines_of

_FILES = lazy("可以一次选多个，PDF、JPG 或者 PNG，每个不超过 20 MB。")


def _appoint_fields(_sheet: Sheet) -> list[Asked]:
    return [
        Asked("on", _("勘验日期"), "date", help=_("应当是工作日。")),
        Asked("time", _("勘验时间"), "line", help=_("如上午9时。")),
        Asked("place", _("勘验地点"), "line"),
        Asked("surveyors", _("勘验人员"), help=_("两人以上，每行一人。"), lines=2),
        Asked("bring", _("请申请人准备"), "line", required=False),
    ]


def _appoint(actor: Actor, sheet: Sheet) -> Command:
    place, people = sheet.text("place"), lines_of(sheet.text("surveyors"))
    return AppointSurvey(
        actor, sheet.step_id or "", day_of(sheet, "on"), sheet.text("time"), place, people, sheet.text("bring")
    )


def _record_fields(sheet: Sheet) -> list[Asked]:
    survey = next((each for each in sheet.case.surveys if not each.recorded), None)
    people = "\n".join(survey.surveyors) if survey else ""
    return [
        Asked("held_on", _("勘验日期"), "date", survey.on.isoformat() if survey else ""),
        Asked("findings", _("勘验发现的情况"), lines=6),
        Asked("present", _("在场人员"), value=people, help=_("每行一人；其中勘验人员两人以上。"), lines=3),
        Asked("files", _("勘验笔录和照片"), "files", help=_FILES, required=False, files=sheet.files),
    ]


def _record(actor: Actor, sheet: Sheet) -> Command:
    present = lines_of(sheet.text("present"))
    kept = tuple(each.sha256 for each in sheet.files)
    return RecordSurvey(actor, sheet.step_id or "", day_of(sheet, "held_on"), sheet.text("findings"), present, kept)


def _not_held_fields(sheet: Sheet) -> list[Asked]:
    return [
        Asked("not_held", _("没有进行勘验的原因"), help=_("申请人会原样看到。")),
        Asked("opinion", _("“%(step)s”的办理意见", step=sheet.step_name)),
    ]


ACTS[Action.APPOINT_SURVEY] = Act(
    permission="case.review",
    label=lazy("约定现场勘验"),
    kind="second",
    submit=lazy("约定并通知申请人"),
    done=lazy("勘验已经约定，通知书随即送达申请人。"),
    basis="行政许可法 §34",
    asks=_appoint_fields,
    command=_appoint,
)
ACTS[Action.SURVEY_NOT_HELD] = Act(
    permission="case.review",
    label=lazy("勘验没有进行，结束环节"),
    submit=lazy("结束环节"),
    done=lazy("环节已经结束，没有进行勘验的原因已经记录。"),
    basis="行政许可法 §34",
    help=lazy("申请人改变申请、另有有效的勘验结论等原因没有进行勘验的，说明原因后结束。"),
    kind="second",
    notice=False,
    asks=_not_held_fields,
    command=lambda actor, sheet: EndSpecialProcedure(
        actor, sheet.step_id or "", sheet.text("opinion"), sheet.text("not_held")
    ),
)

ACTS[Action.RECORD_SURVEY] = Act(
    permission="case.review",
    label=lazy("登记勘验记录"),
    submit=lazy("登记勘验记录"),
    done=lazy("勘验记录已经登记。"),
    basis="行政许可法 §34",
    notice=False,
    asks=_record_fields,
    command=_record,
)
