"""A case as its applicant sees it: the story, the clocks, the one-time notice, the sealed notice and its proof."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at, surveyed
from portal_visitor import PDF, Portal, Visitor, upload
from tongban.delivery import Desk, drain
from tongban.law import Actor, AllowSecondNotice, Case, Deficiency, DeficiencyKind, MaterialVerdict, Verdict
from tongban.law.case import OutcomeLife, OutcomeState, SuspensionGround
from tongban.law.commands import (
    Accept,
    CompleteStep,
    EndSpecialProcedure,
    Grant,
    GrantInPart,
    RequestSupplement,
    StartSpecialProcedure,
    SuspendCase,
)
from tongban.notices import FileKeys, verify
from tongban.web.portal.now_afterwards import after_the_decision

MISSING = "未标明交通疏导措施"


def ask_for_more(portal: Portal, number: str) -> None:
    """Send the one-time notice: the plan, and one answer."""
    named = (
        Deficiency(DeficiencyKind.MATERIAL, "plan", MISSING),
        Deficiency(DeficiencyKind.FIELD, "safety_phone", "号码打不通，请核对。"),
    )
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in ("location", "site-rights"))
    portal.act(number, RequestSupplement(CLERK, named, verdicts=verdicts), "2026-09-29 Tue 10:00")


def accept(portal: Portal, number: str) -> None:
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in ("location", "plan", "site-rights"))
    portal.act(number, Accept(CLERK, verdicts), "2026-09-29 Tue 15:00")


def case_from_door(portal: Portal) -> Case:
    return DoorDesk(portal.sessions, portal.books).submit("2026-09-28 Mon 10:00")


def seal_all(portal: Portal) -> None:
    """Do what the worker does."""
    house = portal.app.extensions["tongban"]
    desk = Desk(house.books, house.files, FileKeys(house.settings.keys), house.settings.public_url)
    drain(portal.sessions, desk, house.clock)


@pytest.fixture
def waiting(portal: Portal) -> tuple[Portal, Visitor, str]:
    visitor = portal.company()
    number = portal.submitted(visitor)
    ask_for_more(portal, number)
    return portal, visitor, number


def test_the_case_says_whose_turn_it_is_and_how_long_there_is(waiting: tuple[Portal, Visitor, str]) -> None:
    _portal, visitor, number = waiting
    page = visitor.get(f"cases/{number}").text
    assert "请补齐 2 项内容" in page
    assert MISSING in page
    assert "还剩 10 个工作日" in page
    assert "去补正" in page
    story = re.findall(r"<h3>(.*?)</h3>", page.split('id="history"')[1].split("</section>")[0])
    assert (
        story
        == [
            "一次性告知需要补正的内容",
            "核对材料：“施工方案”不符合要求",
            "核对材料：“场地占用协议或者权属证明”符合要求",
            "核对材料：“占用位置图和现场照片”符合要求",
            "提交申请",
        ]
        or story[0] == "一次性告知需要补正的内容"
    )
    assert story[-1] == "提交申请"
    assert "陈窗口" not in page, "the applicant is told the role"
    assert "需要您处理" in visitor.get("cases?show=todo").text
    assert number in visitor.get("cases?show=todo").text
    assert number not in visitor.get("cases?show=closed").text


@pytest.mark.row("D5")
def test_the_count_of_days_is_shown_day_by_day(waiting: tuple[Portal, Visitor, str]) -> None:
    _portal, visitor, number = waiting
    page = visitor.get(f"cases/{number}/explain").text
    assert "补齐补正期限" in page
    assert "国庆节" in page
    assert "2026年10月10日" in page
    assert "期限于2026年10月19日24时届满。" in page


def test_exactly_what_was_named_is_supplied(waiting: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = waiting
    address = f"cases/{number}/supply"
    page = visitor.get(address).text
    assert MISSING in page
    assert "material.plan" in page
    assert "material.location" not in page
    refused = visitor.post(address, {"action": "supply"}, page=address)
    assert refused.status_code == 422
    assert "请上传“施工方案”。" in refused.text
    wrong = visitor.post(address, {"action": "upload", "material.plan": upload("案.pdf", b"nothing")})
    assert wrong.status_code == 422
    assert portal.case(number).state == "supplementing"
    kept = visitor.post(address, {"action": "upload", "material.plan": upload("新方案.pdf", PDF + b"%2\n%%EOF")})
    assert kept.status_code == 200
    assert "新方案.pdf" in kept.text
    answer = visitor.post(address, {"action": "supply", "safety_phone": "13800000199"}, follow=True)
    assert "补正内容已经收到" in answer.text
    snapshot = portal.case(number).snapshot
    assert snapshot["state"] == "submitted"
    assert snapshot["answers"]["safety_phone"] == "+8613800000199"
    plan = next(each for each in snapshot["materials"] if each["id"] == "plan")
    assert plan["revision"] == 2
    files = [each for each in portal.files() if each.material == "plan"]
    assert sorted((each.revision, each.case_number) for each in files) == [(1, number), (2, number)]
    again = visitor.post(address, {"action": "supply"}, follow=True)
    assert "现在没有需要补正的内容" in again.text


def test_a_field_that_was_not_named_cannot_be_changed_with_the_supply(waiting: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = waiting
    address = f"cases/{number}/supply"
    posted = {"action": "supply", "safety_phone": "13800000199", "length": "99", "material.location": upload("图.pdf")}
    visitor.post(address, {**posted, "material.plan": upload("案.pdf")}, page=address)
    snapshot = portal.case(number).snapshot
    assert snapshot["state"] == "submitted"
    assert snapshot["answers"]["length"] == "12.5"
    assert [each.material for each in portal.files()].count("location") == 1


def test_the_list_of_what_is_wrong_with_a_supply_names_field_and_material(
    waiting: tuple[Portal, Visitor, str],
) -> None:
    _portal, visitor, number = waiting
    address = f"cases/{number}/supply"
    posted = {"action": "upload", "safety_phone": "12", "material.plan": upload("案.pdf", b"nothing")}
    listed = visitor.post(address, posted, page=address).text.split("tb-error-summary")[1].split("</div>")[0]
    assert "施工方案：“案.pdf”没有上传" in listed
    assert 'href="#f-safety_phone">现场安全负责人手机：请填写 11 位手机号码' in listed


@pytest.mark.row("L4")
def test_too_late_a_supply_finds_the_case_withdrawn_by_law(waiting: tuple[Portal, Visitor, str]) -> None:
    portal, visitor, number = waiting
    portal.move_to("2026-10-22 Thu 09:00")
    address = f"cases/{number}/supply"
    posted = {"action": "supply", "safety_phone": "13800000199", "material.plan": upload("案.pdf")}
    answer = visitor.post(address, posted, page=address)
    assert answer.status_code == 422
    assert portal.case(number).outcome == "deemed_withdrawn"
    seal_all(portal)
    page = visitor.get(f"cases/{number}").text
    assert "视为撤回" in page
    reminder = page.split("<h3>提醒补正</h3>")[1].split("<h3>")[0]
    assert "补正提醒" in reminder, "the reminder hangs at its own day, not at the day of the notice"


@pytest.mark.row("N2")
def test_a_notice_is_read_as_a_page_then_as_a_sealed_file_that_anybody_can_verify(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    accept(portal, number)
    notice = next(each for each in portal.documents(number) if each.kind == "acceptance_notice")
    address = f"documents/{notice.code}"
    page = visitor.get(address).text
    assert "正在盖章" in page
    assert notice.number in page
    assert "重庆示例建设有限公司：" in page
    assert "正在盖章" in visitor.get(f"{address}.pdf", follow=True).text
    anybody = portal.visitor()
    assert "正在盖章" in anybody.get(f"/verify?code={notice.code}").text
    seal_all(portal)
    page = visitor.get(address).text
    assert "下载盖章 PDF" in page
    sealed = visitor.get(f"{address}.pdf")
    assert sealed.mimetype == "application/pdf"
    assert sealed.data.startswith(b"%PDF")
    page = anybody.get(f"/verify?code={notice.code.lower()[:4]}-{notice.code[4:]}").text
    assert "这份文书真实有效" in page
    assert "重庆示*****公司" in page
    assert "重庆示例建设有限公司" not in page
    assert notice.number in page
    data = {"code": notice.code, "file": upload("受理通知书.pdf", sealed.data)}
    assert "与发出时一致，没有被改动" in anybody.post("/verify", data, page="/verify").text
    changed = sealed.data.replace(b"%%EOF", b"%%EOX", 1)
    data = {"code": notice.code, "file": upload("受理通知书.pdf", changed)}
    page = anybody.post("/verify", data).text
    assert "您上传的 PDF 与发出时不一致" in page
    assert "这份文书真实有效" not in page, "nobody reads a green heading over a changed file"
    assert "tb-verified--bad" in page
    assert "没有查到这份文书" in anybody.get("/verify?code=AAAABBBBCCCCDDDD").text
    assert "/verify/roots.pem" in page
    roots = x509.load_pem_x509_certificates(anybody.get("/verify/roots.pem").data)
    assert verify(sealed.data, [each.public_bytes(Encoding.DER) for each in roots], datetime.now(UTC)).genuine
    assert "请输入文书下方的验真码" in anybody.post("/verify", {"code": ""}, page="/verify").text
    assert "核对后重新输入" in anybody.get(f"/verify?code={'A' * 500}").text


def test_the_story_is_told_to_its_end(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    accept(portal, number)
    portal.act(number, CompleteStep(REVIEWER, "review", "内部意见：余宽 2.5 米。"), "2026-09-30 Wed 10:00")
    portal.act(number, StartSpecialProcedure(REVIEWER, "survey"), "2026-09-30 Wed 11:00")
    page = visitor.get(f"cases/{number}").text
    assert "正在办理“现场勘验”" in page
    for each in surveyed("2026-10-08 Thu 10:00"):
        portal.act(number, each, "2026-10-08 Thu 10:00")
    portal.act(number, EndSpecialProcedure(REVIEWER, "survey", "相符。"), "2026-10-08 Thu 10:00")
    portal.act(number, Grant(CHIEF, "同意占用。"), "2026-10-09 Fri 10:00")
    page = visitor.get(f"cases/{number}").text
    assert "已经作出决定" in page
    assert "内部意见" not in page
    story = re.findall(r"<h3>(.*?)</h3>", page.split('id="history"')[1].split("</section>")[0])
    assert story[:5] == ["决定准予", "现场勘验结束", "约定现场勘验", "开始现场勘验", "完成材料审查"]
    assert "准予决定书" in page


def test_a_late_office_owns_up_and_a_grant_in_part_is_said_to_be_one(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    accept(portal, number)
    assert "最迟 2026年10月" in visitor.get(f"cases/{number}").text
    portal.move_to("2026-10-20 Tue 10:00")
    page = visitor.get(f"cases/{number}").text
    assert "现在已经超期" in page
    assert "最迟" not in page.split("办理经过")[0].split("办理期限")[0]
    portal.act(number, CompleteStep(REVIEWER, "review", "余宽不足。"), "2026-10-20 Tue 10:00")
    portal.act(number, StartSpecialProcedure(REVIEWER, "survey"), "2026-10-20 Tue 11:00")
    for each in surveyed("2026-10-21 Wed 10:00"):
        portal.act(number, each, "2026-10-21 Wed 10:00")
    portal.act(number, EndSpecialProcedure(REVIEWER, "survey", "相符。"), "2026-10-21 Wed 10:00")
    part = GrantInPart(CHIEF, ("占用 30 平方米",), ("占用盲道 18 平方米",), "余宽不足。", "同意。")
    portal.act(number, part, "2026-10-22 Thu 10:00")
    page = visitor.get(f"cases/{number}").text
    assert "已经作出决定：部分准予" in page
    assert "不予：占用盲道 18 平方米。" in page


def test_a_renewal_that_waits_and_one_that_came_are_told(portal: Portal) -> None:
    until, asked = date(2026, 12, 12), at("2026-11-05 Thu 10:00")
    life = OutcomeLife(OutcomeState.IN_FORCE, asked, date(2023, 12, 13), until, renewal_asked_at=asked)
    told = case_from_door(portal)
    with portal.app.test_request_context():
        waits = after_the_decision(replace(told, life=life), silence_renews=True)
        strict = after_the_decision(replace(told, life=life), silence_renews=False)
        came = after_the_decision(
            replace(told, life=replace(life, renewal_asked_at=None, renewals=1)), silence_renews=True
        )
        plain = after_the_decision(replace(told, life=replace(life, renewal_asked_at=None)), silence_renews=True)
    assert waits is not None
    assert "届满前没有作出决定的，视为准予延续。" in waits.text
    assert strict is not None
    assert "视为" not in strict.text
    assert came is not None
    assert came.title == "已经延续，有效期至 2026年12月12日"
    assert plain is None


@pytest.mark.row("L4")
@pytest.mark.article("335 §18")
def test_after_a_second_notice_was_allowed_the_page_names_that_one(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    plan = (Deficiency(DeficiencyKind.MATERIAL, "plan", MISSING),)
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in ("location", "site-rights"))
    portal.act(number, RequestSupplement(CLERK, plan, verdicts=verdicts), "2026-09-29 Tue 10:00")
    page = f"cases/{number}/supply"
    done = visitor.post(page, {"material.plan": upload("方案.pdf"), "action": "supply"}, page=page)
    assert done.status_code == 302, done.text
    allowed = AllowSecondNotice(Actor("supervisor", "孙监督", "supervisor"), "图纸系伪造。")
    portal.act(number, allowed, "2026-09-29 Tue 11:00")
    portal.act(number, RequestSupplement(CLERK, plan), "2026-09-29 Tue 11:10")
    first, second = (each for each in portal.documents(number) if each.kind == "supplement_notice")
    shown = visitor.get(page).text
    assert second.number in shown
    assert first.number not in shown


@pytest.mark.row("L10")
@pytest.mark.article("335 §25")
def test_a_case_that_stands_still_says_so_and_why(portal: Portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    accept(portal, number)
    still = SuspendCase(CHIEF, SuspensionGround.FORCE_MAJEURE, "山洪冲毁道路，现场不能勘验。")
    portal.act(number, still, "2026-09-29 Tue 16:00")
    page = visitor.get(f"cases/{number}").text
    assert "办理已经中止" in page
    assert "山洪冲毁道路，现场不能勘验。恢复办理以后，期限继续计算。" in page
    assert "正在办理“" not in page
