"""What a supervisor is told and sees of limits that were missed, and what the public may read of it (ORD §39)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from door_desk import CLERK, DoorDesk, at
from tongban.cases.alerts import tell_due
from tongban.cases.late import masked_number
from tongban.cases.register import case_of
from tongban.cases.sweep import sweep
from tongban.law import Accept

LATE = at("2026-10-26 Mon 09:00")
REASON = "连续降雨，现场不能勘验。"


def late_case(room, desk: DoorDesk) -> str:
    """A case that was accepted on the 28th and is still with the reviewer after its promise."""
    number = desk.submit("2026-09-28 Mon 10:00").number
    desk.done(number, Accept(CLERK, desk.all_in_order(case_of(desk.row(number)))), "2026-09-28 Mon 10:06")
    desk.sessions.remove()
    sweep(desk.sessions, desk.books, LATE)
    tell_due(desk.sessions, desk.books, LATE)
    room.moment[0] = LATE
    return number


@pytest.mark.row("D3")
@pytest.mark.article("7 §26")
def test_a_supervisor_is_told_and_takes_notice(room) -> None:
    number = late_case(room, room.door)
    supervisor = room.seat("supervisor")
    page = supervisor.get("/desk/alerts").text
    assert number in page
    assert "已经超期" in page
    data = {"number": number, "deadline": "promise-1", "level": "missed"}
    assert supervisor.post("/desk/alerts", data).status_code == 303
    assert (
        'value="promise-1"><input type="hidden" name="level" value="missed"' not in supervisor.get("/desk/alerts").text
    )
    assert "已知悉" in supervisor.get("/desk/alerts?seen=1").text
    assert "promise-1" in room.seat("reviewer").get("/desk/alerts").text, "each role takes notice for itself"
    assert number not in room.seat("supervisor", "jiangbei").get("/desk/alerts").text
    assert supervisor.post("/desk/alerts", {"level": "burning"}, page="/desk/alerts?seen=1").status_code == 404


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39")
def test_what_is_overdue_is_listed_down_to_its_count_and_explained_at_the_desk(room) -> None:
    number = late_case(room, room.door)
    supervisor = room.seat("supervisor")
    page = supervisor.get("/desk/overdue").text
    assert f"/desk/cases/{number}/explain#promise-1" in page
    assert "待说明理由" in page or "逾期未说明理由" in page
    assert number in supervisor.get("/desk/overdue?show=unexplained&item=occupy-road").text
    assert number not in supervisor.get("/desk/overdue?item=other").text
    assert room.clerk.get("/desk/overdue").status_code == 403
    refused = room.seat("reviewer").act(number, "explain_lateness", {"deadline": "promise-1", "reason": " "})
    assert refused.status_code == 422
    assert "请写明超期的理由" in refused.text
    said = room.seat("reviewer").act(number, "explain_lateness", {"deadline": "promise-1", "reason": REASON})
    assert said.status_code == 303
    assert REASON in room.seat("reviewer").get(f"/desk/cases/{number}").text
    assert number not in supervisor.get("/desk/overdue?show=unexplained").text


@pytest.mark.row("D3")
@pytest.mark.article("ORD §39")
def test_the_reason_is_public_where_the_law_says_so_and_nowhere_else(room) -> None:
    room.door.sessions.remove()
    assert room.app.test_client().get("/yunyang/lateness").status_code == 404
    desk = replace(room.door, tenant="shifan-qu", numbers=[])
    number = late_case(room, desk)
    page = room.app.test_client().get("/shifan-qu/lateness").text
    assert masked_number(number) in page
    assert number not in page
    assert "重庆示例建设有限公司" not in page
    assert "理由" in page
    seat = room.seat("reviewer", "shifan-qu")
    assert seat.act(number, "explain_lateness", {"deadline": "promise-1", "reason": REASON}).status_code == 303
    assert f"理由：{REASON}" in room.app.test_client().get("/shifan-qu/lateness").text


def test_a_masked_number_shows_its_place_and_its_end() -> None:
    assert masked_number("50023520260914000001X") == "500235***********001X"
