"""A person chooses by what to be told; an address counts once its code came back (N3)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from portal_visitor import Portal
from tongban.cases.telling import Channel, ContactRow, DeliveryRow
from tongban.database import Scope, scoped

pytestmark = pytest.mark.row("N3")
PHONE = "13800138000"


@pytest.fixture
def portal_with_channels(portal: Portal) -> Portal:
    """The portal of a house that has a mail server and a gateway."""
    house = portal.app.extensions["tongban"]
    settings = replace(
        house.settings,
        mail_url="smtps://mail.example.com",
        mail_from="a@example.com",
        sms_url="https://sms.example.com",
    )
    portal.app.extensions["tongban"] = replace(house, settings=settings)
    return portal


def the_letter(portal: Portal) -> DeliveryRow:
    with scoped(Scope.everywhere("test")):
        row = portal.sessions().scalars(select(DeliveryRow).order_by(DeliveryRow.created_at.desc())).first()
    portal.sessions.remove()
    assert row is not None
    return row


def ways(portal: Portal) -> dict[str, ContactRow]:
    rows = {each.channel: each for each in portal.sessions().scalars(select(ContactRow))}
    portal.sessions.remove()
    return rows


def test_a_phone_is_used_once_its_code_came_back_and_not_before(portal_with_channels: Portal) -> None:
    portal = portal_with_channels
    visitor = portal.company()
    visitor.post("telling", {"command": "propose", "channel": "sms", "address": PHONE}, page="telling", follow=True)
    assert "验证码已经发出" in visitor.seen
    letter = the_letter(portal)
    assert (letter.channel, letter.address, letter.is_urgent) == (Channel.SMS, "+86" + PHONE, True)
    assert not ways(portal)["sms"].is_wanted
    found = re.search(r"\d{6}", letter.body)
    assert found is not None
    wrong = "000000" if found[0] != "000000" else "111111"
    answer = visitor.post("telling", {"command": "confirm", "channel": "sms", "code": wrong})
    assert answer.status_code == 422
    assert "验证码不正确" in answer.text
    visitor.post("telling", {"command": "confirm", "channel": "sms", "code": found[0]}, page="telling", follow=True)
    assert "138****8000" in visitor.seen
    assert PHONE not in visitor.seen
    assert (ways(portal)["sms"].address, ways(portal)["sms"].is_wanted) == ("+86" + PHONE, True)
    assert "&lt;input" not in visitor.get("telling").text, "the box that cannot be unticked is a box"
    visitor.post("telling", {"command": "choose"}, page="telling")
    assert not ways(portal)["sms"].is_wanted


def test_after_five_wrong_codes_the_right_one_is_worth_nothing(portal_with_channels: Portal) -> None:
    portal = portal_with_channels
    visitor = portal.company()
    visitor.post("telling", {"command": "propose", "channel": "email", "address": "a@example.com"}, page="telling")
    code = ways(portal)["email"].code
    for _ in range(5):
        visitor.post("telling", {"command": "confirm", "channel": "email", "code": "x"}, page="telling")
    answer = visitor.post("telling", {"command": "confirm", "channel": "email", "code": code})
    assert "已经失效" in answer.text
    assert not ways(portal)["email"].address


@pytest.mark.parametrize(
    ("channel", "address", "refusal"),
    [("sms", "02355000000", "不能接收短信"), ("sms", "abc", "格式不正确"), ("email", "a@", "格式不正确")],
)
def test_an_address_that_cannot_be_right_is_refused_and_what_was_typed_stays(
    portal_with_channels: Portal, channel: str, address: str, refusal: str
) -> None:
    visitor = portal_with_channels.company()
    answer = visitor.post("telling", {"command": "propose", "channel": channel, "address": address}, page="telling")
    assert answer.status_code == 422
    assert refusal in answer.text
    assert f'value="{address}"' in answer.text


def test_a_house_without_channels_offers_none(portal: Portal) -> None:
    visitor = portal.company()
    assert "还没有开通" in visitor.get("telling").text
    answer = visitor.post("telling", {"command": "propose", "channel": "sms", "address": PHONE}, page="telling")
    assert answer.status_code in (404, 422)
    assert ways(portal) == {}
