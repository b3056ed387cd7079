"""Addresses and fields that no browser sends by itself: each is answered in Chinese, and nothing falls over."""

from __future__ import annotations

import pytest

from portal_visitor import Portal

ADDRESSES = (
    "/account/login?tenant=%00",
    "/yunyang/items/a%00b",
    "/yunyang/items/occupy-road?purpose=%00",
    "/yunyang/search?q=%00",
    "/yunyang/search?%00=q",
    "/yunyang/documents/%00",
    "/yunyang/cases/%00",
    "/yunyang/drafts/%00/review",
    "/verify?code=%00",
    "/language/%00",
)


def test_an_address_that_no_database_can_look_up_is_refused(portal: Portal) -> None:
    visitor = portal.company()
    for address in ADDRESSES:
        answer = visitor.get(address)
        assert answer.status_code == 400, address
        assert "地址中有不能使用的字符" in answer.text


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("/account/login", {"login": "a\x00b", "password": "x"}),
        ("/account/register", {"kind": "person", "name": "张\x00三", "login": "zhang-san", "password": "12345678"}),
        ("/staff/login", {"login": "a\x00b", "password": "x"}),
        ("/verify", {"code": "a\x00b"}),
    ],
)
def test_a_field_that_no_database_can_keep_is_refused(portal: Portal, page: str, fields: dict[str, object]) -> None:
    answer = portal.visitor().post(page, fields, page=page)
    assert answer.status_code == 400
    assert "填写的内容中有不能使用的字符" in answer.text


def test_a_telephone_number_that_is_too_long_is_told_at_registration(portal: Portal) -> None:
    form = {"kind": "person", "name": "张三", "login": "zhang-san", "password": "12345678", "phone": "1" * 31}
    answer = portal.visitor().post("/account/register", form, page="/account/register")
    assert answer.status_code == 200
    assert "联系电话不超过 30 个字符" in answer.text


@pytest.mark.parametrize("wanted", ["//[", "http://[", "/\\evil.example", "/\t/evil.example", "//evil.example"])
def test_a_way_back_that_is_no_address_leads_home(portal: Portal, wanted: str) -> None:
    answer = portal.visitor().client.get("/language/en", query_string={"next": wanted})
    assert answer.status_code == 302
    assert answer.location == "/"


@pytest.mark.row("P6")
def test_language_and_type_size_stay_over_the_log_in(portal: Portal) -> None:
    portal.enrol("reader", "李四", "person")
    visitor = portal.visitor()
    visitor.get("/language/en")
    visitor.get("/size/large")
    visitor.log_in("reader")
    with visitor.client.session_transaction() as session:
        assert (session["locale"], session["size"]) == ("en", "large")


def test_a_form_token_from_before_the_log_in_is_worth_nothing_after_it(portal: Portal) -> None:
    portal.enrol("reader", "李四", "person")
    visitor = portal.visitor()
    visitor.get("/account/login")
    with visitor.client.session_transaction() as session:
        before = session["csrf_token"]
    visitor.log_in("reader")
    with visitor.client.session_transaction() as session:
        assert session.get("csrf_token") != before
