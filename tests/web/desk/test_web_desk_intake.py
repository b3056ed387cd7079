"""At the window: one case type, the channel recorded, nothing else different; errors put right on the spot (L1, L2)."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import select

from door_desk import at
from tongban.cases import drafts
from tongban.cases.history import events_of
from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import scoped
from tongban.errors import NotFound
from tongban.law import State
from tongban.law import events as happened
from tongban.tenancy.applicants import register
from typed_example import typed_from

PASSWORD = "window-2026"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
WHO = {"item": "occupy-road", "kind": "enterprise", "name": "云阳县示例工程有限公司", "phone": "13800000000"}


def begun(room, **changes: str) -> str:
    answer = room.clerk.post("/desk/intake", {**WHO, **changes}, page="/desk/intake")
    assert answer.status_code == 303, answer.text
    return answer.location


def typed(room, **changes: object) -> dict[str, object]:
    """What the clerk types, from the item's own example."""
    described = room.door.definition()
    room.door.sessions.remove()
    return {**typed_from(room.door.books.workspace, described, "granted-works"), **changes}


def taken_in(room) -> str:
    """Take an application in with one scan and the rest on paper; returns the number."""
    address = begun(room)
    data = typed(room, **{"paper.plan": "yes", "paper.site-rights": "yes"})
    data["material.location"] = (io.BytesIO(PDF), "location.pdf")
    answer = room.clerk.post(address, {**data, "action": "submit"}, page=address)
    assert answer.status_code == 303, answer.text
    return answer.location.rpartition("/")[2]


@pytest.mark.row("L1")
@pytest.mark.article("335 §15", "ORD §14", "ORD §17")
def test_a_window_takes_in_what_is_on_paper_and_what_is_scanned(room):
    number = taken_in(room)
    case = room.case(number)
    assert (case.channel, case.state, case.applicant.name) == ("window", State.SUBMITTED, WHO["name"])
    assert {each.id: bool(each.files) for each in case.materials} == {
        "location": True,
        "plan": False,
        "site-rights": False,
    }
    shown = room.clerk.get(f"/desk/cases/{number}").text
    assert "纸质材料，请核对原件" in shown
    assert "location.pdf" in shown
    assert "窗口收件审查期限" in shown


@pytest.mark.row("L1")
@pytest.mark.row("L2")
def test_a_window_case_is_accepted_on_the_spot_by_the_same_rules(room):
    number = taken_in(room)
    assert room.clerk.act(number, "accept").status_code == 422
    room.check_all(number)
    assert room.clerk.act(number, "accept").status_code == 303
    assert room.case(number).notices[-1] == "acceptance_notice"


@pytest.mark.row("L1")
def test_what_is_missing_is_told_at_once_and_the_application_is_taken_in_all_the_same(room):
    address = begun(room)
    data = typed(room)
    told = room.clerk.post(address, {**data, "action": "submit"}, page=address)
    assert told.status_code == 422
    assert "请提交“" in told.text
    assert "材料不齐，仍然收件" in told.text
    taken = room.clerk.post(address, {**data, "action": "anyway"})
    assert taken.status_code == 303
    assert room.case(taken.location.rpartition("/")[2]).materials == ()


@pytest.mark.row("L1")
@pytest.mark.article("335 §28", "ORD §17")
def test_what_the_post_brings_is_taken_in_by_the_same_rules_and_its_channel_recorded(room):
    address = begun(room, channel="courier")
    data = typed(room, **dict.fromkeys(("paper.plan", "paper.site-rights", "paper.location"), "yes"))
    taken = room.clerk.post(address, {**data, "action": "submit"}, page=address)
    number = taken.location.rpartition("/")[2]
    assert room.case(number).channel == "courier"
    assert "通过寄递提交" in room.clerk.get(f"/desk/cases/{number}").text
    room.check_all(number)
    assert room.clerk.act(number, "accept").status_code == 303


@pytest.mark.row("L1")
@pytest.mark.article("335 §28", "ORD §37")
def test_what_an_item_does_not_take_in_by_an_agent_is_refused_before_anything_is_typed(room):
    answer = room.clerk.post("/desk/intake", {**WHO, "channel": "agent"}, page="/desk/intake")
    assert answer.status_code == 422
    assert "不通过帮办代办收件" in answer.text
    assert WHO["name"] in answer.text


def test_an_unknown_way_of_coming_in_is_refused_in_words(room):
    answer = room.clerk.post("/desk/intake", {**WHO, "channel": "pigeon"}, page="/desk/intake")
    assert answer.status_code == 422
    assert "请选择收件方式" in answer.text


@pytest.mark.row("L2")
def test_errors_are_put_right_on_the_spot_without_a_notice(room):
    number = taken_in(room)
    page = f"/desk/cases/{number}/correct"
    assert "当场更正" in room.clerk.get(f"/desk/cases/{number}").text
    answer = room.clerk.post(page, {**typed(room), "length": "9", "action": "send"}, page=page)
    assert answer.status_code == 303, answer.text
    case = room.case(number)
    assert case.supplement is None
    assert str(case.answers["length"]).startswith("9")
    with scoped("yunyang"):
        told = events_of(room.door.sessions(), number)
    room.door.sessions.remove()
    (corrected,) = (each for each in told if isinstance(each, happened.CorrectedOnTheSpot))
    assert "vehicles" not in corrected.answers, "a table that was left as it was is not told as put right"
    assert set(corrected.answers) <= {"length", "area"}
    assert "当场更正" in room.clerk.get(f"/desk/cases/{number}").text


@pytest.mark.row("L2")
def test_nothing_is_put_right_on_the_spot_of_an_application_made_online(room):
    number = room.submitted()
    answer = room.clerk.get(f"/desk/cases/{number}/correct")
    assert answer.status_code == 302
    posted = room.clerk.post(f"/desk/cases/{number}/correct", {**typed(room), "length": "9"}, page="/desk/intake")
    assert posted.status_code == 422
    assert "只适用于窗口收件" in posted.text


def test_an_account_of_another_name_is_refused_and_nothing_is_begun(room):
    answer = room.clerk.post("/desk/intake", {**WHO, "account": "nobody"}, page="/desk/intake")
    assert answer.status_code == 422
    assert "不一致" in answer.text
    assert WHO["name"] in answer.text
    with scoped("yunyang"):
        assert room.door.sessions().scalars(select(DraftRow)).all() == []
        assert room.door.sessions().scalars(select(CaseRow)).all() == []
    room.door.sessions.remove()


@pytest.mark.row("T2")
def test_a_desk_does_not_open_what_an_applicant_is_typing_at_home(room):
    with scoped("yunyang"):
        address = begun(room)
        row = room.door.sessions().scalars(select(DraftRow)).one()
        row.id = "a" * 32
        room.door.sessions().commit()
    room.door.sessions.remove()
    assert room.clerk.get(address).status_code == 404
    assert room.clerk.get("/desk/intake/" + "a" * 32).status_code == 404
    assert room.refusals() == 2


@pytest.mark.row("T2")
def test_an_applicant_at_home_does_not_go_on_with_what_the_window_is_typing_in(room):
    session = room.door.sessions()
    person = register(
        session, kind="enterprise", name=WHO["name"], login="shop", password=PASSWORD, now=at("2026-09-01 Tue 09:00")
    ).id
    session.commit()
    room.door.sessions.remove()
    window = begun(room, account="shop").rpartition("/")[2]
    with scoped("yunyang"):
        session = room.door.sessions()
        assert drafts.my_drafts(session, person) == []
        with pytest.raises(NotFound, match="没有找到这份草稿"):
            drafts.own_draft(session, person, window)
        home = drafts.begin(
            session,
            "yunyang",
            WHO["item"],
            applicant_id=person,
            applicant_kind="enterprise",
            now=at("2026-09-28 Mon 11:00"),
        )
        assert home.id != window
        assert [each.id for each in drafts.my_drafts(session, person)] == [home.id]
    room.door.sessions.remove()


@pytest.mark.row("F1")
@pytest.mark.article("335 §18")
def test_the_list_of_what_is_wrong_names_field_and_material(room):
    address = begun(room)
    data = typed(room, length="0", **{"paper.plan": "yes", "paper.site-rights": "yes"})
    data["material.location"] = (io.BytesIO(b"#!/bin/sh\n"), "location.pdf")
    answer = room.clerk.post(address, {**data, "action": "submit"}, page=address)
    assert answer.status_code == 422
    listed = answer.text.split("tb-error-summary")[1].split("</div>")[0]
    assert "长度：不能小于" in listed
    assert "请提交“占用位置图" not in listed, "what was refused is told once"
    assert re.search(r'href="#m-location">占用位置图和现场照片：“location.pdf”没有上传', listed), listed
