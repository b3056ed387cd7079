"""The pages of bundles as a browser without scripts sees them: guide, one form, one hand-in, progress, the board."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from one_thing.tests.bundle_city import PNG, BundleCity
from one_thing.tests.bundle_people import staff, typed
from portal_visitor import PASSWORD, Visitor, upload
from tongban.database import scoped
from tongban.tenancy.accounts import add_staff

GUIDE = "one-thing/newborn"
NEWBORN = "500000202609200015"  # as in test_one_thing_running: a division in which nobody is registered


@pytest.fixture
def mother(app: Flask) -> Visitor:
    visitor = Visitor(app.test_client(), "yuzhong")
    visitor.log_in("mother")
    return visitor


def handed_in(here: BundleCity, visitor: Visitor) -> str:
    """Go through all pages from the guide to the hand-in; returns the number."""
    answer = visitor.get(f"{GUIDE}/start?card=yes&benefit=allowance")
    draft = answer.location.split("/drafts/")[1].split("/")[0]
    page = answer.location
    for _ in range(30):
        section = page.split("/form/")[-1].split("?")[0] if "/form/" in page else page.rsplit("/", 1)[-1]
        if section == "review":
            break
        posted: dict[str, object] = {}
        if section == "materials":
            posted = {"material.card-photo": upload("照片.png", PNG), "action": "next"}
        else:
            posted = typed(here, "newborn", "everything", "situation" if section == "questions" else section)
        answer = visitor.post(page, posted, page=page)
        assert answer.status_code == 302, re.findall(r'class="tb-error".*?</div>', answer.text, re.DOTALL)
        page = answer.location
    answer = visitor.post(f"one-thing/drafts/{draft}/submit", {"way": "electronic"}, page=page)
    assert answer.status_code == 302, re.findall(r"<li><a href=.*?</a></li>", answer.text)
    again = visitor.post(f"one-thing/drafts/{draft}/submit", {"way": "electronic"})
    assert again.location == answer.location
    return str(answer.location).rsplit("/", 1)[-1]


def registered_by_page(here: BundleCity, app: Flask, number: str) -> None:
    """Decide the child's register at the desk: without the number that others wait for it is not granted (335 §30)."""
    row = here.parts(number)["household"]
    here.reviewed(row)
    with scoped("yuzhong"):
        session, roles = here.sessions(), ("chief_representative",)
        add_staff(session, username="head", display_name="赵六", tenant="yuzhong", roles=roles, password=PASSWORD)
        session.commit()
    here.sessions.remove()
    chief, page = staff(app, "head"), f"/desk/cases/{row.case_number}/act/grant"
    refused = chief.post(page, {"opinion": "同意登记。"}, page=page)
    assert refused.status_code == 422
    assert "请填写“新登记成员的公民身份号码”" in refused.text
    assert here.states(number)["insurance"] == "waiting"
    done = chief.post(page, {"opinion": "同意登记。", "entered.added_id_number": NEWBORN}, page=page)
    assert done.status_code == 303
    here.work()
    assert here.case(here.parts(number)["insurance"]).answers["baby_id_number"] == NEWBORN


@pytest.mark.row("B2")
@pytest.mark.article("30 (十四)")
def test_the_guide_tells_once_what_to_bring_and_what_is_saved(app: Flask) -> None:
    visitor = Visitor(app.test_client(), "yuzhong")
    assert "新生儿出生“一件事”" in visitor.get("one-thing").text
    whole = visitor.get(f"{GUIDE}?card=yes&benefit=none").text
    assert "要办的事项（5 项）" in whole
    assert "在“出生登记户口”办结后自动开始" in whole
    assert "免提交，由部门共享取得" in whole
    assert re.search(r"要填的项</th>.*?>81<.*?<strong>3\d<", whole, re.DOTALL)
    assert "可能要办的事项" in visitor.get(GUIDE).text
    single = visitor.get("one-thing/disability?has_card=yes&allowance_wanted=no&device_wanted=no").text
    assert "按您的回答只要办一项，您也可以直接申请这个事项" in single
    assert "比分开办省了多少" not in single


@pytest.mark.row("B2")
def test_an_area_over_the_threshold_adds_the_fire_check(app: Flask) -> None:
    visitor = Visitor(app.test_client(), "yuzhong")
    asked = "one-thing/open-restaurant?applicant.kind=enterprise&board=no&sewer=no&tobacco=no&area="
    assert "营业前消防安全检查" not in visitor.get(f"{asked}299").text.split("一套材料")[0].split("items")[-1]
    assert "营业前消防安全检查" in visitor.get(f"{asked}300").text.split("一套材料")[0]


@pytest.mark.row("B3")
def test_everything_from_the_guide_to_one_delivery(here: BundleCity, app: Flask, mother: Visitor) -> None:
    number = handed_in(here, mother)
    page = mother.get(f"one-thing/cases/{number}").text
    assert "已办结 0 项，共 6 项" in page
    assert page.count("撤回这一项") == 5
    assert "我办的一件事" in mother.get("cases").text
    assert "已办结 0 项，共 6 项" in mother.get("one-thing").text
    answer = mother.post(f"one-thing/cases/{number}/parts/benefit/withdraw", page=f"one-thing/cases/{number}")
    assert answer.status_code == 302
    for part in ("birth", "vaccination"):
        here.grant(here.parts(number)[part])
        here.work()
    registered_by_page(here, app, number)
    for part in ("insurance", "card"):
        here.grant(here.parts(number)[part])
        here.work()
    ended = mother.get(f"one-thing/cases/{number}").text
    assert "全部办结" in ended
    assert "准予 5 项、撤回 1 项。" in ended
    clerk = staff(app, "clerk")
    finished = clerk.get("/desk/one-thing?state=finished").text
    assert number in finished
    assert "办结日期" in finished
    clerk.get(f"/desk/one-thing/{number}")
    assert "5 项结果还没有送达" in clerk.seen
    done = clerk.post(f"/desk/one-thing/{number}/deliver", {"way": "electronic", "receiver": "阮晓棠"}, follow=True)
    assert re.search("2 项结果已经送达", done.text)
    assert "3 项结果还没有送达" in done.text  # on paper: each item says how its result may be handed over (335 §28)
    done = clerk.post(f"/desk/one-thing/{number}/deliver", {"way": "window", "receiver": "阮晓棠"}, follow=True)
    assert "结果都已送达" in done.text
    rated = mother.post(f"one-thing/cases/{number}/rate", {"grade": "5"}, page=f"one-thing/cases/{number}", follow=True)
    assert "已经记入 5 个办件" in rated.text


@pytest.mark.row("T2")
def test_a_stranger_finds_neither_the_draft_nor_the_bundle(here: BundleCity, app: Flask, mother: Visitor) -> None:
    draft = mother.get(f"{GUIDE}/start?card=no&benefit=none").location.split("/drafts/")[1].split("/")[0]
    number = here.hand_in("newborn", "everything").number
    stranger = Visitor(app.test_client(), "yuzhong")
    stranger.log_in("stranger")
    for path in (f"drafts/{draft}/review", f"drafts/{draft}/questions", f"cases/{number}"):
        assert stranger.get(f"one-thing/{path}").status_code == 404
    assert stranger.get(f"drafts/{draft}/review").status_code == 404
    assert stranger.get(f"/desk/one-thing/{number}").status_code == 302


@pytest.mark.row("B3")
def test_a_case_says_of_which_bundle_it_is_a_part(here: BundleCity, app: Flask, mother: Visitor) -> None:
    number = handed_in(here, mother)
    case = here.parts(number)["birth"].case_number
    assert f"one-thing/cases/{number}" in mother.get(f"cases/{case}").text
    assert f"/desk/one-thing/{number}" in staff(app, "clerk").get(f"/desk/cases/{case}").text
    assert "可以和其他事一起办" in mother.get("items/social-card").text


@pytest.mark.row("B1")
def test_a_tenant_sets_its_own_threshold_in_the_studio(app: Flask) -> None:
    admin = staff(app, "admin")
    page = "/studio/one-thing/open-restaurant/offer"
    typed = {"offered": "yes", "thresholds.0.name": "fire_area", "thresholds.0.value": "120"}
    wrong = admin.post(page, {**typed, "handled.0.part": "fire", "handled.0.at": "mars"}, page=page)
    assert wrong.status_code == 422
    assert 'value="120"' in wrong.text
    assert admin.post(page, typed, page=page).status_code == 302
    visitor = Visitor(app.test_client(), "yuzhong")
    asked = "one-thing/open-restaurant?applicant.kind=enterprise&board=no&sewer=no&tobacco=no&area=150"
    assert "要办的事项（2 项）" in visitor.get(asked).text
