"""A case at the desk: checked, notified once, accepted, reviewed, decided, delivered; refused where the law refuses."""

from __future__ import annotations

import re

import pytest

from door_desk import ENTERPRISE
from tongban.law import Actor, HandedIn, State, Verdict
from tongban.law.commands import Supply
from tongban.law.grounds import REVOCATION
from tongban.web.desk.acts.fields import grounds

APPLICANT = Actor(ENTERPRISE.id, ENTERPRISE.name, "applicant")


def words(page: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.row("L3")
@pytest.mark.row("W2", part="form, materials and review points side by side")
def test_a_clerk_checks_each_material_and_accepts(room):
    number = room.submitted()
    assert "还有材料没有核对" in room.clerk.get(f"/desk/cases/{number}").text
    room.check_all(number)
    assert all(each.verdict is Verdict.OK for each in room.case(number).materials)
    answer = room.clerk.act(number, "accept")
    assert answer.status_code == 303
    case = room.case(number)
    assert (case.state, case.current_step) == (State.ACCEPTED, "review")
    assert "受理通知书" in room.clerk.get(f"/desk/cases/{number}").text


def test_accepting_with_unchecked_materials_is_refused_with_its_article(room):
    number = room.submitted()
    answer = room.clerk.act(number, "accept")
    assert answer.status_code == 422
    assert "还有材料没有核对" in answer.text
    assert "《重庆市政务服务管理办法》第十八条" in answer.text
    assert room.case(number).state is State.SUBMITTED


def test_a_verdict_without_its_reason_is_refused_and_the_others_are_saved(room):
    number = room.submitted()
    data = {"verdict.location": "accepted", "verdict.plan": "rejected", "note.site-rights": "写了一半的意见"}
    answer = room.clerk.post(f"/desk/cases/{number}/check", data, page=f"/desk/cases/{number}")
    assert answer.status_code == 422
    assert "应写明缺什么、怎么改" in answer.text
    assert "写了一半的意见" in answer.text
    assert room.case(number).material("location").verdict is Verdict.OK
    assert room.case(number).material("plan").verdict is None


@pytest.mark.row("L4")
def test_the_one_time_notice_is_prefilled_previewed_and_sent_once(room):
    number = room.submitted()
    room.check_all(number, plan="rejected")
    page = f"/desk/cases/{number}/act/request_supplement"
    form = room.clerk.get(page).text
    assert re.search(r'name="point.material.plan" value="yes" checked', form)
    assert "未标明交通疏导措施，请补充。" in form
    data = {"point.material.plan": "yes", "reason.material.plan": "请补充行人绕行路线。", "limit": "10"}
    preview = room.clerk.post(page, {**data, "action": "preview"})
    assert preview.status_code == 200
    assert "一次性补正告知书" in preview.text
    assert "预览稿" in preview.text
    assert "请补充行人绕行路线。" in preview.text
    assert room.case(number).state is State.SUBMITTED
    sent = room.clerk.post(page, {**data, "action": "send"})
    assert sent.status_code == 303
    notice = room.case(number).supplement
    assert [(each.id, each.missing) for each in notice.deficiencies] == [("plan", "请补充行人绕行路线。")]
    again = room.clerk.post(page, {**data, "action": "send", "revision": ""})
    assert again.status_code == 422
    assert "不得再次告知" in again.text


@pytest.mark.row("L4")
def test_a_notice_that_leaves_out_what_is_known_to_be_wanting_is_refused(room):
    number = room.submitted()
    room.check_all(number, plan="rejected")
    page = f"/desk/cases/{number}/act/request_supplement"
    data = {"point.field.length": "yes", "reason.field.length": "与图纸不一致。", "action": "send"}
    answer = room.clerk.post(page, data, page=page)
    assert answer.status_code == 422
    assert "还应列明" in answer.text
    assert "与图纸不一致。" in answer.text


@pytest.mark.row("L4")
def test_what_was_supplied_comes_back_marked_and_unchecked(room):
    number = room.submitted()
    room.check_all(number, plan="rejected")
    page = f"/desk/cases/{number}/act/request_supplement"
    data = {"point.material.plan": "yes", "reason.material.plan": "请补充行人绕行路线。"}
    assert room.clerk.post(page, data, page=page).status_code == 303
    assert "等待申请人补正" in room.clerk.get(f"/desk/cases/{number}").text
    room.door.done(number, Supply(APPLICANT, (HandedIn("plan", ()),)), "2026-09-29 Tue 09:00")
    room.door.sessions.remove()
    room.move_to("2026-09-29 Tue 10:00")
    shown = room.clerk.get(f"/desk/cases/{number}").text
    assert "已补正" in shown
    assert "补正材料" in shown
    assert "act/request_supplement" not in shown
    room.check_all(number)
    assert room.clerk.act(number, "accept").status_code == 303


@pytest.mark.row("L7")
def test_not_accepting_needs_reasons_and_where_to_go(room):
    number = room.submitted()
    page = f"/desk/cases/{number}/act/decline"
    answer = room.clerk.post(page, {"ground": "not_competent", "reasons": "不属于本局职权。"}, page=page)
    assert answer.status_code == 422
    assert "应当告知申请人向哪个部门申请" in answer.text
    assert "不属于本局职权。" in answer.text
    data = {"ground": "not_competent", "reasons": "不属于本局职权。", "where_to_go": "云阳县交通局"}
    assert room.clerk.post(page, data).status_code == 303
    shown = words(room.clerk.get(f"/desk/cases/{number}").text)
    assert "不予受理通知书" in shown
    assert "办理去向：云阳县交通局。" in shown


@pytest.mark.row("L8")
@pytest.mark.row("L11")
def test_steps_are_worked_through_by_those_whom_the_definition_names(room):
    number = room.accepted()
    assert "完成“材料审查”" not in room.clerk.get(f"/desk/cases/{number}").text
    assert room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"}).status_code == 303
    room.move_to("2026-09-29 Tue 09:00")
    page = f"/desk/cases/{number}/act/start_special_procedure"
    too_long = room.reviewer.post(page, {"announced": "9", "action": "send"}, page=page)
    assert too_long.status_code == 422
    assert room.reviewer.post(page, {"announced": "2", "action": "send"}).status_code == 303
    assert "暂停计时" in room.reviewer.get(f"/desk/cases/{number}").text
    room.move_to("2026-09-30 Wed 15:00")
    too_early = room.reviewer.act(number, "end_special_procedure", {"opinion": "现场与申请一致。"})
    assert too_early.status_code == 422
    assert "还没有约定，也没有勘验记录" in too_early.text
    room.survey(number)
    ended = room.reviewer.act(number, "end_special_procedure", {"opinion": "现场与申请一致。"})
    assert ended.status_code == 303
    assert "这件现在不需要您处理" in room.reviewer.get(f"/desk/cases/{number}").text
    assert room.chief.act(number, "grant", {"opinion": "同意占用。", "action": "send"}).status_code == 303
    assert room.clerk.act(number, "deliver", {"method": "window", "receiver": "龚成"}).status_code == 303
    case = room.case(number)
    assert (case.state, case.outcome) == (State.CLOSED, "granted")
    story = words(room.clerk.get(f"/desk/cases/{number}").text)
    for told in ("提交申请", "决定受理", "完成材料审查", "现场勘验结束", "决定准予", "送达办结", "龚成签收"):
        assert told in story, told


@pytest.mark.row("L8")
def test_a_step_is_returned_with_its_reason(room):
    number = room.accepted()
    room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"})
    page = f"/desk/cases/{number}/act/return_step"
    refused = room.reviewer.post(page, {"to": "review", "reason": ""}, page=page)
    assert "退回应当说明原因" in refused.text
    assert room.reviewer.post(page, {"to": "review", "reason": "漏看了占用期限。"}).status_code == 303
    assert room.case(number).current_step == "review"


@pytest.mark.row("L11")
def test_a_refusal_without_reasons_is_not_made(room):
    number = room.accepted()
    room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"})
    room.reviewer.post(
        f"/desk/cases/{number}/act/start_special_procedure",
        {"announced": "1"},
        page=f"/desk/cases/{number}/act/start_special_procedure",
    )
    room.survey(number)
    room.reviewer.act(number, "end_special_procedure", {"opinion": "占用盲道。"})
    page = f"/desk/cases/{number}/act/refuse"
    refused = room.chief.post(page, {"reasons": " "}, page=page)
    assert refused.status_code == 422
    assert "没有理由不得作出" in refused.text
    assert "《重庆市政务服务管理办法》第二十六条、《政务服务条例》第十六条" in refused.text
    assert "§" not in refused.text
    preview = room.chief.post(page, {"reasons": "占用盲道，不符合规定。", "action": "preview"})
    assert "行政复议" in preview.text
    assert room.chief.post(page, {"reasons": "占用盲道，不符合规定。", "action": "send"}).status_code == 303
    assert room.case(number).outcome == "refused"


def test_a_page_that_was_overtaken_says_so_and_keeps_what_was_typed(room):
    number = room.accepted()
    room.reviewer.get(f"/desk/cases/{number}")
    stale = room.reviewer.seen
    assert room.reviewer.act(number, "complete_step", {"opinion": "第一次。"}).status_code == 303
    room.reviewer.seen = stale
    answer = room.reviewer.post(f"/desk/cases/{number}/act/complete_step", {"opinion": "第二次的长意见。"})
    assert answer.status_code == 409
    assert "有了新的进展" in answer.text
    assert "完成材料审查" in answer.text
    assert "第二次的长意见。" in answer.text
    assert len(room.case(number).steps_done) == 1


@pytest.mark.row("L4")
def test_a_notice_that_comes_too_late_finds_the_case_accepted(room):
    number = room.submitted()
    room.check_all(number, plan="rejected")
    page = f"/desk/cases/{number}/act/request_supplement"
    room.clerk.get(page)
    room.move_to("2026-10-09 Fri 09:00")
    data = {"point.material.plan": "yes", "reason.material.plan": "请补充行人绕行路线。", "action": "send"}
    answer = room.clerk.post(page, data)
    assert answer.status_code == 422
    case = room.case(number)
    assert case.acceptance_deemed
    assert case.supplement is None
    assert "视为受理" in room.clerk.get(f"/desk/cases/{number}").text


@pytest.mark.row("D5")
def test_the_count_of_days_is_shown_with_holidays_and_pauses(room):
    number = room.accepted()
    room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"})
    room.reviewer.post(
        f"/desk/cases/{number}/act/start_special_procedure",
        {"announced": "2"},
        page=f"/desk/cases/{number}/act/start_special_procedure",
    )
    room.move_to("2026-09-30 Wed 09:00")
    shown = words(room.reviewer.get(f"/desk/cases/{number}/explain").text)
    for told in ("起始当日不计入", "国庆节", "第1日", "现场勘验期间不计入", "工作日表版本"):
        assert told in shown, told


def test_a_handed_in_file_cannot_run_in_the_browser(room):
    number = room.submitted()
    pdf = room.file(number, b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n", "方案 (定稿).pdf")
    answer = room.clerk.get(f"/desk/cases/{number}/files/{pdf}")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''%E6%96%B9")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    download = room.clerk.get(f"/desk/cases/{number}/files/{pdf}?download")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in download.headers["Content-Security-Policy"]
    assert "方案 (定稿).pdf" in room.clerk.get(f"/desk/cases/{number}?show={pdf}").text


@pytest.mark.parametrize("revision", ["²", "9" * 5000, "-1", "x"])
def test_a_revision_that_no_page_of_ours_showed_is_taken_for_a_stale_page(room, revision):
    number = room.submitted()
    answer = room.clerk.act(number, "accept", {"revision": revision})
    assert answer.status_code == 409
    assert "有了新的进展" in answer.text
    assert room.case(number).state == "submitted"


@pytest.mark.row("F7", part="shown with each material")
def test_the_clerk_sees_with_each_material_how_far_it_is_relied_on(room):
    page = words(room.clerk.get(f"/desk/cases/{room.submitted()}").text)
    assert "可信程度：申请人上传。由申请人上传，工作人员审查。1年内办理其他事项，可以再次使用。" in page
    assert "《重庆市政务服务“一网通办”管理办法》第二十条" in page


def test_whoever_is_refused_at_the_desk_stays_at_the_desk(room):
    answer = room.clerk.get("/desk/cases/500235202609280000099")
    assert answer.status_code == 404
    assert "没有找到办件“500235202609280000099”" in answer.text
    assert "返回工作台" in answer.text
    assert "工作人员登录" not in answer.text


def test_no_ground_is_chosen_beforehand_for_what_is_answered_for(room):
    with room.app.test_request_context():
        assert grounds("应当撤销的情形", REVOCATION).value == ""
        assert grounds("应当撤销的情形", REVOCATION).options
