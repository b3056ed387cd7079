"""Intake by its five branches (licensing law art. 32; 335 §17–20), the same by every channel but for its limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import CLERK, ROAD, Desk
from law.promising import at, hand_in
from tongban import law
from tongban.law import DeadlineKind, DeclineGround, State

CHANNELS = ("online", "window", "kiosk", "courier", "agent")
OPEN_TO_ALL = replace(ROAD, channels=CHANNELS, hash="road-all")

pytestmark = pytest.mark.article("335 §17", "335 §18", "335 §20", "335 §28")


@pytest.fixture(params=CHANNELS)
def anywhere(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    at(desk, OPEN_TO_ALL).do(hand_in(desk, "location", channel=str(request.param)))
    return desk


@pytest.mark.row("L1", "L7")
def test_what_is_not_needed_is_told_at_once(anywhere: Desk) -> None:
    decline = law.Decline(CLERK, "临时停放不占用人行道，依法不需要审批。", ground=DeclineGround.NOT_REQUIRED)
    case = anywhere.do(decline)
    assert case.outcome is law.CaseOutcome.NOT_ACCEPTED
    order = anywhere.history[-1]
    assert isinstance(order, law.NoticeOrdered)
    assert order.values["ground"] == "申请事项依法不需要办理。"


@pytest.mark.row("L1", "L7")
def test_what_is_not_ours_is_told_with_where_to_go(anywhere: Desk) -> None:
    nowhere = law.Decline(CLERK, "占用车行道。", ground=DeclineGround.NOT_COMPETENT)
    assert anywhere.refused(nowhere).code == "no_where_to_go"
    case = anywhere.do(law.Decline(CLERK, "占用车行道。", "县住房城乡建委", DeclineGround.NOT_COMPETENT))
    assert case.where_to_go == "县住房城乡建委"


@pytest.mark.row("L1", "L4")
def test_what_is_incomplete_has_one_notice(anywhere: Desk) -> None:
    case = anywhere.request(area="请核对。")
    assert (case.state, case.notices) == (State.SUPPLEMENTING, ("receipt", "supplement_notice"))


@pytest.mark.row("L1", "L2")
def test_what_is_complete_is_accepted(anywhere: Desk) -> None:
    assert anywhere.accept().notices == ("receipt", "acceptance_notice")


@pytest.mark.row("L2")
@pytest.mark.article("ORD §15")
def test_what_can_be_put_right_at_the_window_is_put_right_there_without_a_notice(desk: Desk) -> None:
    at(desk, OPEN_TO_ALL).do(hand_in(desk, channel="window"))
    case = desk.do(law.CorrectOnTheSpot(CLERK, (law.HandedIn("location", ("f",)),), {"area": 10}))
    assert case.supplement is None
    assert desk.accept().state is State.ACCEPTED


@pytest.mark.row("L1")
def test_the_channels_differ_in_nothing_but_their_name_and_the_limit_to_answer(desk: Desk) -> None:
    cases = {}
    for channel in CHANNELS:
        desk.case = None
        at(desk, OPEN_TO_ALL).do(hand_in(desk, "location", channel=channel))
        cases[channel] = desk.accept()
    intake = {DeadlineKind.ONLINE_REVIEW, DeadlineKind.WINDOW_INTAKE}
    alike = [
        replace(case, channel="", deadlines=tuple(each for each in case.deadlines if each.kind not in intake))
        for case in cases.values()
    ]
    assert all(each == alike[0] for each in alike)
