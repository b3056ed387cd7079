"""Tasks and opinions before browsers: claimed, handed on, signed; and a department's answer from its own desk."""

from __future__ import annotations

import re

import pytest

from door_desk import CLERK, REVIEWER, DoorDesk
from tongban.law import Accept, Applicant, CompleteStep
from tongban.tenancy.accounts import add_staff

AFTERNOON = "2026-09-28 Mon 14:00"


def _second_reviewer(room):
    session = room.door.sessions()
    add_staff(
        session, username="yunyang.second", display_name="孙审查", tenant="yunyang", roles=("reviewer",),
        password="desk-2026",
    )  # fmt: skip
    session.commit()
    room.door.sessions.remove()
    seat = room.guest()
    seat.post("/staff/login", {"login": "yunyang.second", "password": "desk-2026"}, page="/staff/login")
    return seat


@pytest.mark.row("W2", part="claims")
@pytest.mark.row("L8", part="assignment")
def test_a_claimed_task_leaves_the_colleagues_queue_and_is_handed_on_from_its_page(room):
    number, second = room.accepted(), _second_reviewer(room)
    page = room.reviewer.get(f"/desk/cases/{number}").text
    assert "领办" in page
    assert room.reviewer.act(number, "claim").status_code == 303
    assert number in room.reviewer.get("/desk/?tab=held").text
    assert number not in second.get("/desk/").text
    shown = second.get(f"/desk/cases/{number}").text
    assert "完成“材料审查”" not in shown
    assert "领办材料审查" in shown, "the story says who has it"
    refused = second.act(number, "complete_step", {"opinion": "我来。"})
    assert refused.status_code == 422
    assert "已经由yunyang的reviewer领办" in refused.text
    transfer = f"/desk/cases/{number}/act/transfer"
    data = {"to": "person:nobody", "reason": "出差。", "action": "send"}
    wrong = room.reviewer.post(transfer, data, page=transfer)
    assert wrong.status_code == 422
    assert "出差。" in wrong.text, "nothing typed is lost"
    assert room.reviewer.post(transfer, {**data, "to": "person:yunyang.second"}).status_code == 303
    assert number in second.get("/desk/?tab=held").text
    assert second.act(number, "complete_step", {"opinion": "材料齐全。"}).status_code == 303


@pytest.mark.row("L8", part="conflict of interest")
@pytest.mark.row("W3", part="takes over")
def test_who_steps_aside_is_offered_nothing_and_the_chief_takes_over(room):
    number = room.accepted()
    room.reviewer.act(number, "claim")
    recuse = f"/desk/cases/{number}/act/recuse"
    answer = room.reviewer.post(recuse, {"reason": "与申请人是近亲属。", "action": "send"}, page=recuse)
    assert answer.status_code == 303
    assert "这件现在不需要您处理" in room.reviewer.get(f"/desk/cases/{number}").text
    take_over = f"/desk/cases/{number}/act/take_over"
    assert room.chief.post(take_over, {"reason": "急件。", "action": "send"}, page=take_over).status_code == 303
    assert room.chief.act(number, "complete_step", {"opinion": "材料齐全。"}).status_code == 303
    assert "接办材料审查" in room.chief.get(f"/desk/cases/{number}").text


@pytest.mark.row("L8", part="countersign")
def test_a_signature_is_asked_for_and_given(room):
    number = room.accepted()
    ask = f"/desk/cases/{number}/act/ask_countersign"
    data = {"who": "role:chief_representative", "reason": "面积较大，请会签。", "action": "send"}
    assert room.reviewer.post(ask, data, page=ask).status_code == 303
    waiting = room.reviewer.get(f"/desk/cases/{number}").text
    assert "还在等待首席代表会签" in waiting, "who would finish the step is told what it waits for"
    assert "之后可以办理：完成本环节" in waiting
    refused = room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"})
    assert refused.status_code == 422
    assert "会签" in refused.text
    assert number in room.chief.get("/desk/").text
    page = room.chief.get(f"/desk/cases/{number}").text
    assert "“材料审查”的会签意见" in page
    assert "请您会签的内容：面积较大，请会签。" in page
    assert room.chief.act(number, "countersign", {"opinion": "同意。"}).status_code == 303
    assert room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"}).status_code == 303


@pytest.fixture
def asked(room) -> str:
    """A teacher's case whose criminal record the police are asked about."""
    door = DoorDesk(room.door.sessions, room.door.books, "yunyang", "teacher-qualification")
    case = door.submit("2026-09-28 Mon 10:00", Applicant("applicant-9", "person", "夏语"))
    door.done(case.number, Accept(CLERK, door.all_in_order(case)), "2026-09-28 Mon 10:30")
    door.done(case.number, CompleteStep(REVIEWER, "review", "核验一致。"), "2026-09-28 Mon 11:00")
    room.door.sessions.remove()
    room.move_to(AFTERNOON)
    return case.number


@pytest.mark.row("L9")
@pytest.mark.row("T2", part="explicit grant")
@pytest.mark.article("335 §24")
def test_a_department_answers_at_its_own_desk_and_the_lead_goes_on(room, asked):
    police, forestry = room.seat("reviewer", "cq-gongan"), room.seat("reviewer", "cq-linye")
    listed = police.get("/desk/opinions").text
    assert asked in listed
    assert "犯罪记录核查" in listed
    assert asked not in forestry.get("/desk/opinions").text
    page = f"/desk/opinions/{asked}/opinion-1"
    assert forestry.get(page).status_code == 404
    assert room.refusals("cq-linye") == 1, "whoever tries is written down"
    assert police.get(f"/desk/cases/{asked}").status_code == 404, "the grant is for the opinion, not for the case"
    shown = police.get(page).text
    assert "夏语" in shown
    letter = police.get(re.search(r'href="([^"]+/documents/[A-Z0-9]+)"', shown)[1]).text
    assert "征求意见函" in letter
    assert "逾期未反馈的，视为没有不同意见" in letter
    police.get(page)
    assert police.post(page, {"text": "没有犯罪记录。"}).status_code == 422, "it must say whether it objects"
    assert "没有犯罪记录。" in police.seen, "nothing typed is lost"
    assert police.post(page, {"stance": "agrees", "text": "没有犯罪记录。"}).status_code == 303
    assert asked not in police.get("/desk/opinions").text
    answered = police.get(page).text
    assert "已经回复：没有不同意见" in answered
    assert "110101199005129988" in shown
    assert "110101199005129988" not in answered, "the grant ends with the answer"
    assert "/documents/" not in answered
    lead = room.reviewer.get(f"/desk/cases/{asked}").text
    assert "部门回复：没有不同意见" in lead
    assert "没有犯罪记录。" in lead
    assert room.reviewer.act(asked, "complete_step?step=body", {"opinion": "体检合格。"}).status_code == 303
    assert room.case(asked).open_steps == ("decision",)


@pytest.mark.row("L9")
def test_a_step_asks_a_department_from_its_page(room):
    number = room.accepted()
    page = f"/desk/cases/{number}/act/ask_opinion"
    asked = {"department": "cq-linye", "question": "是否影响行道树？", "limit": "9", "action": "send"}
    too_long = room.reviewer.post(page, asked, page=page)
    assert too_long.status_code == 422
    assert "是否影响行道树？" in too_long.text
    assert room.reviewer.post(page, {**asked, "limit": "3"}).status_code == 303
    assert "是否影响行道树？" in room.seat("reviewer", "cq-linye").get("/desk/opinions").text
    assert "征求意见期限" in room.reviewer.get(f"/desk/cases/{number}").text
