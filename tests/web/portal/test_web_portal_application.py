"""An application from the guide to the case number, in a browser without scripts."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from portal_visitor import upload

PASSWORD = "portal-2026"


def test_a_citizen_finds_the_item_by_typing_it(portal) -> None:
    visitor = portal.visitor()
    assert "您想办什么事" in visitor.get("").text
    page = visitor.get("search?q=占道施工").text
    assert "临时性建筑物搭建、堆放物料、占道施工审批" in page
    assert "/yunyang/items/occupy-road" in page
    guide = visitor.get("items/occupy-road?purpose=stacking")
    assert guide.status_code == 200
    assert "占用种类：堆放物料" in guide.text
    assert "施工方案" not in guide.text.split('id="materials"')[1].split("<section")[0], (
        "asked for in other situations only"
    )


def test_starting_asks_for_a_log_in_and_comes_back_to_the_item(portal) -> None:
    portal.enrol("company")
    visitor = portal.visitor()
    answer = visitor.post("items/occupy-road/start?purpose=works", page="items/occupy-road")
    login = answer.location
    assert parse_qs(urlsplit(login).query) == {
        "next": ["/yunyang/items/occupy-road/start?purpose=works"],
        "tenant": ["yunyang"],
    }
    typed = {"login": "company", "password": PASSWORD, "next": "/yunyang/items/occupy-road/start?purpose=works"}
    answer = visitor.post("/account/login", typed, page=login)
    answer = visitor.get(answer.location)
    assert "/drafts/" in answer.location
    assert "checked" in visitor.get(answer.location).text


def test_the_tests_own_way_in_makes_the_session_that_the_page_makes(portal) -> None:
    by_hand, by_page = portal.company(), portal.visitor()
    answer = by_page.post("/account/login", {"login": "company", "password": PASSWORD}, page="/account/login")
    assert answer.status_code == 302
    for each in (by_hand, by_page):
        each.get("items/occupy-road")
    with by_page.client.session_transaction() as first, by_hand.client.session_transaction() as second:
        assert {**first, "csrf_token": ""} == {**second, "csrf_token": ""}


@pytest.mark.article("335 §5", "ORD §18", "335 §2")
def test_a_whole_application_becomes_a_case_with_its_files(portal) -> None:
    visitor = portal.company()
    number = portal.submitted(visitor)
    page = visitor.get(f"cases/{number}/submitted").text
    assert number in page
    row, files = portal.case(number), portal.files()
    assert row.number == number
    assert {each.case_number for each in files} == {number}
    handed = {each["id"]: each["files"] for each in row.snapshot["materials"]}
    assert handed["plan"] == [next(each.sha256 for each in files if each.material == "plan")]
    case = visitor.get(f"cases/{number}").text
    assert "现在不需要您做什么" in case
    assert "提交申请" in case
    assert "收件凭证" in case


def test_what_was_given_once_is_offered_in_the_next_form_with_its_source(portal) -> None:
    visitor = portal.company()
    first = portal.begin(visitor)
    page = visitor.get(f"drafts/{first}/form/applicant").text
    assert "单位名称，来自您的账号" in page
    portal.fill(visitor, first)
    number = visitor.post(f"drafts/{first}/submit", page=f"drafts/{first}/review").location.split("/")[-2]
    second = portal.begin(visitor)
    page = visitor.get(f"drafts/{second}/form/applicant").text
    assert f"统一社会信用代码，来自您的办件 {number}" in page
    assert 'value="910000000MA000017K"' in page
    assert "谭小燕" not in page, "an agent belongs to one case only"


@pytest.mark.row("F4")
def test_a_draft_is_kept_as_typed_and_found_again_after_the_browser_was_closed(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/site"
    answer = visitor.post(address, {"length": "十二", "reason": "短", "action": "save"}, page=address, follow=True)
    assert "已经保存" in answer.text
    materials = f"drafts/{draft}/materials"
    visitor.post(materials, {"material.plan": upload("方案.pdf")}, page=materials)
    again = portal.visitor()
    again.log_in("company")
    assert "继续填写" in again.get("cases").text
    page = again.get(address).text
    assert 'value="十二"' in page
    assert "tb-error-summary" not in page, "saving is not submitting"
    assert "tb-error-summary" in again.get(f"{address}?mend=1").text
    assert "方案.pdf" in again.get(materials).text


def test_a_row_is_added_and_removed_without_a_script(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/works"
    typed = portal.typed("works")
    answer = visitor.post(address, {**typed, "action": "add_row:vehicles"}, page=address)
    assert answer.status_code == 200
    assert answer.text.count('data-row="') == 4, "three rows and the pattern of a new one"
    answer = visitor.post(address, {**typed, "action": "remove_row:vehicles:0"})
    assert "渝F00001" not in answer.text
    assert "渝F00002" in answer.text


def test_what_appears_with_an_answer_is_asked_for_and_not_called_an_error(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/applicant"
    without_agent = portal.typed("applicant", agent_name=None, agent_id_number=None, agent_phone=None)
    answer = visitor.post(address, without_agent, page=address)
    assert answer.status_code == 200
    assert "按您的回答，下面还有几项需要填写" in answer.text
    assert "tb-error-summary" not in answer.text
    answer = visitor.post(address, {**without_agent, "agent_name": ""})
    assert answer.status_code == 422, "shown and left empty"
    assert "请填写“代办人姓名”" in answer.text


def test_the_review_says_what_is_missing_and_leads_there(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    page = visitor.get(f"drafts/{draft}/review").text
    assert "还差" in page
    assert f"/yunyang/drafts/{draft}/form/site?mend=1#f-site_address" in page
    assert "请提交“施工方案”" in page
    assert f"/yunyang/drafts/{draft}/materials?mend=1#m-plan" in page
    refused = visitor.post(f"drafts/{draft}/submit")
    assert refused.status_code == 422
    assert portal.count_cases() == 0


def test_a_material_that_may_follow_does_not_keep_the_application_back(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft, materials=False)
    address = f"drafts/{draft}/materials"
    visitor.post(address, {"material.location": upload("图.pdf"), "material.plan": upload("案.pdf")}, page=address)
    page = visitor.get(f"drafts/{draft}/review").text
    assert "可以先提交，以后再补" in page
    assert visitor.post(f"drafts/{draft}/submit").status_code == 302
    assert portal.count_cases() == 1


def test_the_wrong_kind_of_applicant_is_told_who_may_apply(portal) -> None:
    portal.enrol("zhang", "张三", "person")
    visitor = portal.visitor()
    visitor.log_in("zhang")
    answer = visitor.post("items/labour-dispatch/start", page="items/labour-dispatch")
    assert answer.status_code == 400
    assert "由企业申请，您现在登录的是自然人的账号" in answer.text
    assert portal.count_drafts() == 0


def test_lane_is_refused_on_the_page_where_it_is_asked(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/questions"
    answer = visitor.post(address, {"purpose": "works", "lane": "yes"}, page=address)
    assert answer.status_code == 422
    assert "请改办“市政设施建设类审批”" in answer.text


def test_an_item_of_several_places_lets_the_reader_choose(portal) -> None:
    page = portal.visitor("chongqing").get("items/occupy-road").text
    assert "您要在哪里办" in page
    for tenant in ("yunyang", "jiangbei", "yuzhong"):
        assert f"/{tenant}/items/occupy-road" in page


def test_a_draft_is_thrown_away_at_the_applicants_word(portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    answer = visitor.post(f"drafts/{draft}/discard", page="cases", follow=True)
    assert "草稿已经删除" in answer.text
    assert visitor.get(f"drafts/{draft}/review").status_code == 404
