"""A person of 广安 applies alone for what 江北 handles, and follows it in the portal where they live (全程网办)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from sichuan_chongqing.course import Stage
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.tests.exchange_journey import (
    CHIEF,
    CLEARER,
    CLERK,
    PICTURE,
    REVIEWER,
    act,
    agreed,
    case_of,
    course_at,
    settle,
)
from sichuan_chongqing.tests.two_sides import Installation, connect, speaking
from tongban.cases.files import case_files
from tongban.definitions import compile_resolved
from tongban.law import commands
from tongban.law.case import Deficiency, DeficiencyKind, MaterialVerdict, Verdict
from tongban.publishing.checking import check
from tongban.publishing.versions import publish_checked
from tongban.tenancy.applicants import register
from tongban.tenancy.tables import ApplicantRow
from tongban.web.app import create_app

PASSWORD = "a long enough word"  # noqa: S105
ITEM = "/guangan-qu/chuanyu/items/chongqing-guangan/no-crime-certificate/500105"
ZONE = "/guangan-qu/chuanyu/"
PHOTO = {"id": "photo", "label": "近照", "type": "file", "options": {"formats": ["png"]}}
Sides = tuple[Installation, Installation]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    with speaking(tmp_path_factory.mktemp("alone")) as (cq, ga):
        ask_for_a_photo(cq)
        for login, name in (("he.guangan", "何示例"), ("another", "别示例")):
            register(ga.sessions(), kind="person", name=name, login=login, password=PASSWORD, now=ga.clock())
        ga.sessions().commit()
        ga.sessions.remove()
        yield cq, ga


def ask_for_a_photo(cq: Installation) -> None:
    """Let 江北's form have a file of its own, as none of the repository's items under agreement has."""
    asks_besides(cq, PHOTO)


def asks_besides(cq: Installation, *more: dict[str, object]) -> None:
    """Let 江北 publish its form anew, with further fields."""
    with cq.office() as office:
        checked = check(office.books.shelf, "jiangbei", "no-crime-certificate", now=office.now)
        data = deepcopy(dict(checked.data or {}))
        use = next(each for each in data["form"] if each["section"] == "use")  # type: ignore[attr-defined]
        use["fields"] = [*use["fields"], *more]
        changed = replace(checked, data=data, definition=compile_resolved(data))
        publish_checked(office.session, office.books.shelf, changed, by="test", now=office.now)


class Portal:
    """One person's browser at the portal of 广安."""

    def __init__(self, ga: Installation, login: str) -> None:
        self.client: FlaskClient = create_app(ga.settings, clock=ga.clock).test_client()
        self.post("/account/login", login=login, password=PASSWORD)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def post(self, path: str, page: str = "", **typed: object) -> TestResponse:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.client.get(page or path).text)
        assert found, path
        data = {name.replace("__", "."): value for name, value in typed.items()}
        return self.client.post(path, data={"csrf_token": found[1], **data}, content_type="multipart/form-data")


@pytest.mark.row("X1")
@pytest.mark.row("X2")
@pytest.mark.article("7 §24")
def test_a_person_applies_at_home_and_follows_notices_supplement_and_result_there(sides: Sides) -> None:
    cq, ga = sides
    portal = Portal(ga, "he.guangan")
    assert ITEM in portal.get(ZONE).text
    guide = portal.get(ITEM).text
    assert "重庆市江北区办理" in guide
    assert "接收证明的单位" not in guide
    draft = portal.post(f"{ITEM}/start", page=ITEM).location.removesuffix("/questions")
    filled_in(portal, draft)
    submitted = portal.post(f"{draft}/submit", page=f"{draft}/review")
    place = submitted.location
    assert portal.post(f"{draft}/submit", page=place).location == place  # pressed twice, it is the same case
    assert "正在送往办理地" in portal.get(place).text
    settle(ga, cq)
    case = place.rpartition("/")[2]
    row, course = course_at(cq, case)
    assert (row.stage, course.intake.identity) == (Stage.COMPLETE, "remote_login")
    taken_in_by_them(cq, row)
    supplemented(cq, ga, portal, place, row.number)
    decided(cq, ga, portal, place, row.number)
    assert Portal(ga, "another").get(place).status_code == 404


def filled_in(portal: Portal, draft: str, **more: str) -> None:
    """Fill 江北's form in: what is wanting is told before anything is sent."""
    portal.post(f"{draft}/questions", purpose="work", tie="household", by_agent="agent")
    person = {"name": "何示例", "id_number": "110101196901159997", "phone": "13800001901"}
    portal.post(f"{draft}/form/person", **person, address__division="500105", address__detail="示例街 91 号")
    portal.post(f"{draft}/form/use", employer="示例公司", post="教师", photo=(BytesIO(PICTURE), "近照.png"), **more)
    agent = {"agent_name": "程守义", "agent_id_number": "110101196901159997", "agent_phone": "13800001902"}
    portal.post(f"{draft}/form/agent", **agent)
    signed = {"signature__name": "何示例", "signature__confirmed": "yes"}
    portal.post(f"{draft}/form/promise", declaration="made", **signed)
    assert portal.post(f"{draft}/submit", page=f"{draft}/review").status_code == 422
    files = [(BytesIO(PICTURE), "委托书一.png"), (BytesIO(CLEARER), "委托书二.png")]
    portal.client.post(f"{draft}/materials", data={"csrf_token": token(portal, draft), "material.entrustment": files})
    missing = re.findall(r'href="[^"]*mend=1[^"]*">([^<]+)<', portal.get(f"{draft}/review").text)
    assert missing == []


def token(portal: Portal, draft: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', portal.get(f"{draft}/materials").text)
    assert found
    return found[1]


def taken_in_by_them(cq: Installation, row: CaseRow) -> None:
    """At 江北 it is an application over the network: theirs who applied, with all files, also that of the form."""
    case = case_of(cq, row.number)
    assert (case.channel, case.applicant.name) == ("online", "何示例")  # type: ignore[attr-defined]
    with cq.office() as office:
        files = case_files(office.session, row.number)
        assert {name: len(rows) for name, rows in files.items()} == {"entrustment": 2, "field.photo": 1}
        assert case.answers["photo"]["token"] == files["field.photo"][0].id  # type: ignore[attr-defined]
        account = select(ApplicantRow.login).where(ApplicantRow.id == case.applicant.id)  # type: ignore[attr-defined]
        assert str(office.session.scalar(account)).startswith("sichuan:")  # the log-in from there opens it here as well


def supplemented(cq: Installation, ga: Installation, portal: Portal, place: str, number: str) -> None:
    wanting = (
        Deficiency(DeficiencyKind.MATERIAL, "entrustment", "没有写明委托事项"),
        Deficiency(DeficiencyKind.FIELD, "employer", "请写单位全称"),
    )
    act(cq, number, commands.RequestSupplement(CLERK, wanting, None, ()))
    settle(cq, ga)
    page = portal.get(place).text
    assert "没有写明委托事项" in page
    notice = re.search(rf'href="({place}/documents/[0-9a-f]+)"[^>]*><span>一次性补正告知书', page)
    assert notice
    assert portal.get(notice[1]).data.startswith(b"%PDF")
    supply = f"{place}/supply"
    assert "接收证明的单位" in portal.get(supply).text
    assert portal.post(supply, action="supply", employer="重庆示例教育有限公司").status_code == 422
    new = (BytesIO(PICTURE), "新.png")
    portal.post(supply, action="supply", employer="重庆示例教育有限公司", material__entrustment=new)
    settle(ga, cq)
    case = case_of(cq, number)
    assert (case.state, case.answers["employer"]) == ("submitted", "重庆示例教育有限公司")  # type: ignore[attr-defined]


def decided(cq: Installation, ga: Installation, portal: Portal, place: str, number: str) -> None:
    seen = (MaterialVerdict("entrustment", Verdict.OK),)
    act(cq, number, commands.Accept(CLERK, seen), commands.CompleteStep(REVIEWER, "query", "查询无误。"))
    act(cq, number, commands.Grant(CHIEF, "准予出具。"))
    settle(cq, ga)
    page = portal.get(place).text
    assert "办理地的决定：准予" in page
    assert {title for title in ("受理通知书", "跨域材料收讫告知书", "准予决定书") if title in page} == {
        "受理通知书", "跨域材料收讫告知书", "准予决定书",
    }  # fmt: skip
    case = place.rpartition("/")[2]
    for side in (ga, cq):
        assert course_at(side, case)[0].stage == Stage.FINISHED  # delivered when it lies in their own zone
    assert case_of(cq, number).state == "closed"  # type: ignore[attr-defined]
    agreed(ga, "chongqing")


@pytest.mark.row("X1", part="withdrawn at home")
@pytest.mark.article("335 §18")
def test_a_person_takes_an_application_back_at_home_and_the_handling_region_ends_it(sides: Sides) -> None:
    cq, ga = sides
    portal = Portal(ga, "he.guangan")
    draft = portal.post(f"{ITEM}/start", page=ITEM).location.removesuffix("/questions")
    filled_in(portal, draft)
    place = portal.post(f"{draft}/submit", page=f"{draft}/review").location
    settle(ga, cq)
    case = place.rpartition("/")[2]
    number = course_at(cq, case)[0].number
    refused = portal.post(place, act="withdraw", reasons=" ")
    assert (refused.status_code, "请写明原因" in refused.text) == (422, True)
    assert portal.post(place, act="withdraw", reasons="找到原来的证明了").status_code == 303
    settle(ga, cq)
    assert case_of(cq, number).outcome == "withdrawn"  # type: ignore[attr-defined]
    page = portal.get(place).text
    assert ("申请人要求撤回：找到原来的证明了" in page, "作出撤回决定" in page) == (True, True)
    assert "不想办了" not in page


@pytest.mark.row("X1", part="published anew meanwhile")
def test_a_form_that_was_replaced_there_is_told_at_hand_in_and_one_replaced_after_the_receipt_holds(
    sides: Sides,
) -> None:
    cq, ga = sides
    portal = Portal(ga, "he.guangan")
    draft, late = written(portal), written(portal)
    place = portal.post(f"{draft}/submit", page=f"{draft}/review").location
    ga.clock.pass_by(minutes=1)
    asks_besides(cq, PHOTO, {"id": "pledge", "label": "补充说明", "type": "text", "required": True})
    settle(ga, cq)
    case = place.rpartition("/")[2]
    row, course = course_at(cq, case)
    assert row.stage == Stage.COMPLETE
    assert case_of(cq, row.number).definition_hash == course.definition  # type: ignore[attr-defined]
    told = portal.post(f"{late}/submit", page=f"{late}/review")
    assert (told.status_code, "请回到办事指南重新开始" in told.text) == (422, True)
    assert portal.get(late + "/review").status_code == 200  # it is kept
    anew = portal.post(f"{ITEM}/start", page=ITEM).location.removesuffix("/questions")
    portal.post(f"{anew}/questions", purpose="work", tie="household", by_agent="self")
    assert "补充说明" in portal.get(f"{anew}/form/use").text


@pytest.mark.row("X1", part="published anew meanwhile")
def test_while_the_handling_region_is_down_an_old_form_goes_and_comes_back_with_what_it_lacks(sides: Sides) -> None:
    cq, ga = sides
    portal = Portal(ga, "he.guangan")
    draft = written(portal, pledge="没有")
    asks_besides(cq, PHOTO, {"id": "again", "label": "再次说明", "type": "text", "required": True})
    ga.clock.pass_by(minutes=1)
    address = ga.side().address("chongqing")
    connect(ga, {"chongqing": "http://127.0.0.1:1"})
    portal = Portal(ga, "he.guangan")
    place = portal.post(f"{draft}/submit", page=f"{draft}/review").location
    connect(ga, {"chongqing": address})
    ga.clock.pass_by(hours=2)
    settle(ga, cq)
    assert course_at(ga, place.rpartition("/")[2])[0].stage == Stage.DECLINED
    page = portal.get(place).text
    assert ("办理地没有立案" in page, "再次说明" in page) == (True, True)


def written(portal: Portal, **more: str) -> str:
    """Begin an application and fill it in; gives its place."""
    draft = portal.post(f"{ITEM}/start", page=ITEM, fresh="1").location.removesuffix("/questions")
    filled_in(portal, draft, **more)
    return draft
