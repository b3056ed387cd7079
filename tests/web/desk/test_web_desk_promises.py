"""Promises at the desk: accepted with gaps on a promise, a second notice by a supervisor, demands kept on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from door_desk import CLERK, ENTERPRISE, DoorDesk, at
from tongban import law
from tongban.cases import door
from tongban.database import scoped
from tongban.law import State

APPLICANT = law.Actor(ENTERPRISE.id, ENTERPRISE.name, "applicant")


def without_rights(room) -> str:
    """Submit 占道施工 without the agreement for the site, which may follow."""
    desk = DoorDesk(room.door.sessions, room.door.books, "yunyang")
    with scoped("yunyang"):
        application = desk.application()
        kept = tuple(each for each in application.materials if each.material != "site-rights")
        application = replace(application, materials=kept, channel="window")
        answer = door.submit(
            desk.sessions(), desk.books, desk.definition(), application, CLERK, at("2026-09-28 Mon 10:00")
        )
        assert isinstance(answer, door.Done), answer
        desk.sessions().commit()
    room.door.sessions.remove()
    return answer.case.number


@pytest.mark.row("L5")
@pytest.mark.article("335 §19", "ORD §33")
def test_a_clerk_accepts_with_gaps_when_the_promise_is_signed_and_records_what_comes_later(room):
    number = without_rights(room)
    room.check_all(number)
    page = f"/desk/cases/{number}/act/accept_tolerantly"
    form = room.clerk.get(page).text
    assert "受理后5个工作日内" in form.replace(" ", "")
    unsigned = room.clerk.post(page, {"signed": "no", "action": "send"})
    assert unsigned.status_code == 422
    assert "还没有书面承诺" in unsigned.text
    preview = room.clerk.post(page, {"signed": "yes", "action": "preview"})
    assert "容缺受理承诺书" in preview.text
    assert "受理通知书" in preview.text
    assert "最迟于2026年10月10日补交" in preview.text
    assert "根据《重庆市政务服务管理办法》第十九条的规定，本机关决定予以受理" in preview.text
    assert room.clerk.post(page, {"signed": "yes", "action": "send"}).status_code == 303
    assert room.case(number).state is State.ACCEPTED
    assert "容缺材料补交期限" in room.clerk.get(f"/desk/cases/{number}").text
    later = f"/desk/cases/{number}/act/supply_later"
    assert room.clerk.post(later, {"material": "site-rights", "action": "send"}, page=later).status_code == 303
    case = room.case(number)
    assert case.later is not None
    assert case.later.completed_at is not None
    told = room.clerk.get(f"/desk/cases/{number}").text
    assert "补交容缺材料" in told
    assert "补正前后对照" in told


@pytest.mark.row("L4")
@pytest.mark.article("335 §18")
def test_a_supervisor_allows_a_second_notice_and_sees_it_counted(room):
    number = room.submitted()
    room.check_all(number, plan="rejected")
    page = f"/desk/cases/{number}/act/request_supplement"
    named = {"point.material.plan": "yes", "reason.material.plan": "请补充绕行路线。", "limit": "10", "action": "send"}
    assert room.clerk.post(page, named, page=page).status_code == 303
    supply = law.Supply(APPLICANT, (law.HandedIn("plan", ("f",)),))
    room.door.done(number, supply, "2026-09-28 Mon 11:00")
    room.door.sessions.remove()
    assert "准许再次告知" not in room.clerk.get(f"/desk/cases/{number}").text
    boss = room.seat("supervisor")
    assert "准许再次告知" in boss.get(f"/desk/cases/{number}").text
    empty = boss.act(number, "allow_second_notice", {"reason": " ", "action": "send"})
    assert empty.status_code == 422
    assert boss.act(number, "allow_second_notice", {"reason": "图纸系伪造。", "action": "send"}).status_code == 303
    seen = boss.get("/desk/supervision").text
    assert "准许的再次告知（1 次）" in seen
    assert "图纸系伪造。" in seen


@pytest.mark.row("L16")
@pytest.mark.article("ORD §38", "ORD §55")
@pytest.mark.parametrize("point", ["material.made-up", "field.made_up", "material.business-licence"])
def test_a_form_that_names_what_is_not_listed_is_refused_and_the_supervisor_sees_it(room, point):
    number = room.submitted()
    room.check_all(number)
    page = f"/desk/cases/{number}/act/request_supplement"
    tampered = {f"point.{point}": "yes", f"reason.{point}": "请提交。", "limit": "10", "action": "send"}
    answer = room.clerk.post(page, tampered, page=page)
    assert answer.status_code == 422
    assert room.case(number).state is State.SUBMITTED
    seen = room.seat("supervisor").get("/desk/supervision").text
    assert "被拒绝的清单外要求（1 次）" in seen
    assert number in seen
    assert room.clerk.get("/desk/supervision").status_code == 403


@pytest.mark.row("L6")
@pytest.mark.article("ORD §31")
def test_a_supervisor_repairs_a_broken_promise_with_a_reason(room):
    number = without_rights(room)
    case = room.case(number)
    verdicts = tuple(law.MaterialVerdict(each.id, law.Verdict.OK) for each in case.materials)
    room.door.done(number, law.AcceptTolerantly(CLERK, verdicts, signed=True), "2026-09-28 Mon 10:30")
    room.door.done(number, law.PassTime(), "2026-10-20 Tue 09:00")
    room.door.sessions.remove()
    boss = room.seat("supervisor")
    assert "未修复" in boss.get("/desk/supervision").text
    record = f"{number}.later_materials"
    empty = boss.post("/desk/supervision/repair", {"record": record, "reason": ""}, page="/desk/supervision")
    assert empty.status_code == 422
    done = boss.post("/desk/supervision/repair", {"record": record, "reason": "已经补交。"}, page="/desk/supervision")
    assert done.status_code == 303
    assert "已修复" in boss.get("/desk/supervision").text
    assert "没有这条" in boss.post("/desk/supervision/repair", {"record": "x.y", "reason": "有。"}).text
