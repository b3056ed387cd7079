"""The wallet, showing a licence, and a licence that stands for a material in another item (E3, F4, F7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from door_desk import CHIEF, DoorDesk, at
from licences_issued import MONDAY, granted
from portal_visitor import Portal, Visitor
from tongban.cases.licences import LicenceRow, change, held_by
from tongban.cases.licences.issuing import Change
from tongban.cases.licences.presenting import token_of
from tongban.cases.licences.tables import PresentationRow
from tongban.database import scoped
from tongban.delivery import Desk, drain
from tongban.law import Applicant
from tongban.notices import FileKeys


def person(portal: Portal, login: str = "zhang", name: str = "张三", kind: str = "person") -> tuple[Visitor, Applicant]:
    who = Applicant(portal.enrol(login, name, kind), kind, name)
    visitor = portal.visitor()
    visitor.log_in(login)
    return visitor, who


def issue(portal: Portal, who: Applicant, item: str = "id-card-renewal", keys: FileKeys | None = None) -> LicenceRow:
    """Play an item's granted example for somebody; returns the licence that came of it."""
    granted(DoorDesk(portal.sessions, portal.books), item, who)
    settings = portal.app.extensions["tongban"].settings
    files, keys = portal.app.extensions["tongban"].files, keys or FileKeys(settings.keys)
    courier = Desk(portal.books, files, keys, settings.public_url)
    drain(portal.sessions, courier, lambda: at("2026-09-28 Mon 09:00"))
    (row,) = held_by(portal.sessions(), who.id)
    portal.sessions().expunge(row)
    portal.sessions.remove()
    return row


def shown(visitor: Visitor, row: LicenceRow, fields: list[str]) -> str:
    """Show some fields; returns the address that the code leads to."""
    answer = visitor.post(f"licences/{row.code}/show", {"field": fields}, page=f"licences/{row.code}")
    assert answer.status_code == 303, answer.text
    page = visitor.get(answer.location)
    assert "<svg" in page.text
    return answer.location


def address_of(portal: Portal, page: str) -> str:
    """Read the address out of the page's code as a scanner would."""
    with scoped("yunyang"):
        found = portal.sessions().get(PresentationRow, ("yunyang", page.rsplit("/", 1)[1]))
    assert found is not None
    token = token_of(found, portal.app.extensions["tongban"].settings.secret_key)
    portal.sessions.remove()
    return f"/licences/shown/{token}"


@pytest.mark.row("E3")
@pytest.mark.row("E4")
def test_a_licence_that_another_service_signed_is_believed_where_its_root_is_trusted(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _visitor, who = person(portal)
    others = FileKeys(tmp_path / "city")
    row = issue(portal, who, keys=others)
    page = f"/licences/verify?code={row.code}"
    assert "这份证照真实有效" not in portal.visitor().get(page).text
    monkeypatch.setattr("tongban.web.house.seals_of", lambda _settings: others)
    assert "这份证照真实有效" in portal.visitor().get(page).text


@pytest.mark.row("E3")
def test_a_granted_licence_lies_in_its_holders_wallet_and_in_nobody_else_s(portal: Portal) -> None:
    visitor, who = person(portal)
    row = issue(portal, who)
    page = visitor.get("licences").text
    assert row.number in page
    assert "有效" in page
    assert row.case_number in visitor.get(f"licences/{row.code}").text
    other, _li = person(portal, "lisi", "李四")
    assert row.number not in other.get("licences").text
    assert other.get(f"licences/{row.code}").status_code == 404


@pytest.mark.row("E3")
def test_what_is_shown_opens_the_chosen_fields_once_and_for_five_minutes(portal: Portal) -> None:
    visitor, who = person(portal)
    row = issue(portal, who)
    stranger = portal.visitor()
    address = address_of(portal, shown(visitor, row, ["name", "valid_until"]))
    assert "核验" in stranger.get(address).text  # opening alone uses nothing up
    seen = stranger.post(address, page=address)
    assert "真实有效" in seen.text
    assert who.name in seen.text
    assert "公民身份号码" not in seen.text  # not chosen
    again = stranger.post(address, page=address)
    assert again.status_code == 410
    assert "已经核验过一次" in again.text
    address = address_of(portal, shown(visitor, row, ["name"]))
    tampered = address[:-3] + ("abc" if not address.endswith("abc") else "xyz")
    assert "不是本平台出示" in stranger.get(tampered).text
    portal.moment[0] = at("2026-09-28 Mon 10:06")
    late = stranger.get(address)
    assert late.status_code == 410
    assert "已经过期" in late.text


@pytest.mark.row("E3")
def test_nothing_is_shown_where_nothing_or_something_else_is_chosen(portal: Portal) -> None:
    visitor, who = person(portal)
    row = issue(portal, who)
    for wrong in ([], ["name", "password"]):
        answer = visitor.post(f"licences/{row.code}/show", {"field": wrong}, page=f"licences/{row.code}")
        assert answer.status_code == 422
        assert "请至少选择一项" in answer.text


@pytest.mark.row("E3")
def test_anybody_verifies_a_licence_by_its_code_and_reads_no_more_than_is_public(portal: Portal) -> None:
    _visitor, who = person(portal)
    row = issue(portal, who)
    stranger = portal.visitor()
    page = stranger.get(f"/licences/verify?code={row.code.lower()}").text
    assert "真实有效" in page
    assert row.number in page
    assert who.name not in page  # masked
    assert stranger.get("/licences/verify?code=NOSUCHCODE234567").status_code == 404
    with scoped("yunyang"):
        kept = portal.sessions().get_one(LicenceRow, ("yunyang", row.code))
        change(portal.sessions(), kept, Change("revoked", "演示：以不正当手段取得"), CHIEF.name, at(MONDAY))
        portal.sessions().commit()
    portal.sessions.remove()
    page = stranger.get(f"/licences/verify?code={row.code}").text
    assert "已撤销" in page
    assert "真实有效" not in page


def disability_draft(visitor: Visitor) -> str:
    answer = visitor.post("items/disability-card/start", page="items/disability-card")
    assert answer.status_code == 302, answer.text
    return str(answer.location.split("/drafts/")[1].split("/")[0])


@pytest.mark.row("E3")
@pytest.mark.row("F4", part="licences")
def test_a_licence_got_from_one_item_removes_that_material_from_another_and_fills_fields(portal: Portal) -> None:
    visitor, who = person(portal)
    other, _li = person(portal, "lisi", "李四")
    row = issue(portal, who)
    draft = disability_draft(visitor)
    page = visitor.get(f"drafts/{draft}/materials").text
    assert "您已有" in page
    assert row.number in page
    forms = [visitor.get(f"drafts/{draft}/form/{each}").text for each in sections(portal)]
    form = next(each for each in forms if "已替您填好" in each)
    assert f"（{row.number}）" in form
    without = other.get(f"drafts/{disability_draft(other)}/materials").text
    assert "您已有" not in without
    assert row.number not in without


def sections(portal: Portal) -> list[str]:
    return [each.id for each in portal.definition("disability-card").sections]


@pytest.mark.row("E3")
def test_a_licence_without_a_last_day_says_what_its_item_says_of_how_long_it_holds(portal: Portal) -> None:
    visitor, who = person(portal, "hospital", "云阳示例医院有限公司", "enterprise")
    row = issue(portal, who, "medical-practice")
    assert row.valid_until is None
    for page in ("licences", f"licences/{row.code}", f"/licences/verify?code={row.code}"):
        text = visitor.get(page).text
        assert "每三年校验一次。" in text, page
        assert "长期有效" not in text, page
