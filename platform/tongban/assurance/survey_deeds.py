"""What examples may show of a survey on the spot: appointed with two of staff, then recorded (XK 34; ORD §41)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tongban.assurance.beside_deeds import owner_of
from tongban.assurance.cast import Cast
from tongban.definitions import Definition
from tongban.definitions.examples import Deed
from tongban.law import AppointSurvey, Case, RecordSurvey, Survey
from tongban.law.commands import Command

#: where an example does not say when, where and by whom; plainly made up
TIME, PLACE, SURVEYORS = "下午3时", "申请的地点", ("勘验人员甲（示例）", "勘验人员乙（示例）")


def _appoint(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    """Arrange it for the same day, or for the first working day after."""
    doer = owner_of(case, deed.step, definition, cast)
    return AppointSurvey(doer, deed.step, cast.day, TIME, PLACE, SURVEYORS)


def _record(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    """Record it as held on the day for which it was appointed."""
    told = next((each for each in case.surveys if each.step == deed.step and not each.recorded), _untold(deed, cast))
    doer = owner_of(case, deed.step, definition, cast)
    return RecordSurvey(doer, deed.step, told.on, deed.opinion, told.surveyors)


def _untold(deed: Deed, cast: Cast) -> Survey:
    """Stand for an appointment that was forgotten: the law refuses the record."""
    return Survey(deed.step, cast.day, TIME, PLACE, SURVEYORS)


SURVEY_DEEDS: Mapping[str, Callable[[Case, Deed, Definition, Cast], Command]] = {
    "appoint_survey": _appoint,
    "record_survey": _record,
}
