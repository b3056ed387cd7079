"""A bundle at a window: one clerk, one form, one set of papers, all cases together; what begins later has them too."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from one_thing.tests.bundle_city import PNG, BundleCity
from one_thing.tests.bundle_people import staff, typed
from portal_visitor import Visitor, upload
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.database import scoped

INTAKE = "/desk/one-thing/intake"


def begun(clerk: Visitor, bundle: str, **who: str) -> str:
    """Begin an intake; returns the address of its questions."""
    answer = clerk.post(INTAKE, {"bundle": bundle, **who}, page=INTAKE)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


@pytest.mark.row("B3")
@pytest.mark.row("L1")
@pytest.mark.article("335 §28", "30 (十四)")
def test_a_clerk_takes_a_bundle_in_for_a_person_without_an_account(here: BundleCity, app: Flask) -> None:
    clerk = staff(app, "clerk")
    page = begun(clerk, "newborn", kind="person", name="阮晓棠", phone="13800000401")
    assert "要办的事项（" not in clerk.get(page).text
    asked = clerk.post(page, {"card": "yes", "benefit": "allowance"}, page=page)
    told = clerk.get(asked.location).text
    assert "要办的事项（6 项）" in told
    assert "比分开办省了多少" in told
    assert clerk.get(f"{page}/notice.pdf").data.startswith(b"%PDF")
    form = f"{page}/form"
    everything = typed(here, "newborn", "everything")
    wanting = clerk.post(form, {**everything, "action": "submit"}, page=form)
    assert wanting.status_code == 422
    assert "持卡人证件照片" in re.sub(r"<[^>]+>", "", wanting.text.split("trouble-title", 2)[2].split("</ul>")[0])
    done = clerk.post(form, {**everything, "paper.card-photo": "1", "bundle.way": "window", "action": "submit"})
    assert done.status_code == 303, re.findall(r"trouble.*?</div>", done.text, re.DOTALL)
    number = done.location.rsplit("/", 1)[-1]
    assert "一起提交" in clerk.get(done.location).text
    assert clerk.get(f"/desk/one-thing/{number}/receipt.pdf").data.startswith(b"%PDF")
    assert clerk.get(form).location.endswith(number)
    birth = here.case(here.parts(number)["birth"])
    assert (birth.channel, here.bundle(number).way) == ("window", "window")
    for part in ("birth", "household"):
        here.grant(here.parts(number)[part])
        here.work()
    photo = here.case(here.parts(number)["card"]).material("photo")
    assert photo is not None
    assert photo.files == ()


@pytest.mark.row("T2")
@pytest.mark.row("T3")
def test_a_window_draft_is_the_desk_s_alone_and_the_core_s_intake_does_not_know_it(app: Flask) -> None:
    clerk, mother = staff(app, "clerk"), Visitor(app.test_client(), "yuzhong")
    mother.log_in("mother")
    page = begun(clerk, "newborn", kind="person", name="阮晓棠", account="mother")
    draft = page.rsplit("/", 1)[-1]
    assert mother.get(f"one-thing/drafts/{draft}/review").status_code == 404
    assert draft not in mother.get("one-thing").text
    assert clerk.get(f"/desk/intake/{draft}").status_code == 404
    assert staff(app, "admin").get(page).status_code == 403
    refused = clerk.post(INTAKE, {"bundle": "newborn", "kind": "enterprise", "name": "示例公司"}, page=INTAKE)
    assert refused.status_code == 422
    assert "不面向这一类申请人" in refused.text


@pytest.mark.row("B3")
@pytest.mark.article("335 §18")
def test_what_is_missing_keeps_nobody_from_handing_in_at_the_window(here: BundleCity, app: Flask) -> None:
    clerk = staff(app, "clerk")
    form = f"{begun(clerk, 'open-restaurant', kind='self_employed', name='渝中区示例面馆')}/form"
    everything = typed(here, "open-restaurant", "noodles")
    scan = {"material.layout": upload("layout.png", PNG)}
    wanting = clerk.post(form, {**everything, **scan, "action": "submit"}, page=form)
    assert "材料不齐，仍然收件" in wanting.text
    done = clerk.post(form, {**everything, "action": "anyway"})
    number = done.location.rsplit("/", 1)[-1]
    with scoped("yuzhong"):
        rows = [here.sessions().get_one(CaseRow, ("yuzhong", each.case_number)) for each in here.parts(number).values()]
        assert {(each.channel, case_of(each).applicant.name) for each in rows} == {("window", "渝中区示例面馆")}
    food = here.case(here.parts(number)["food"])
    assert {each.id for each in food.materials if each.files} == {"layout"}
