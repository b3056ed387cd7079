"""A fee is due, and paid at the gateway's own page: from the phone there and back, with the receipt (L13)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from door_desk import CLERK
from journey_city import City, MovableClock, check_axe, opened_city
from paying_site import KEY, NAME, PayDesk
from tongban import law
from tongban.delivery.channels import signature
from tongban.delivery.channels.http import Answer, NoAnswer, NotReached, ask
from tongban.delivery.payments.gateway import HttpGateway
from tongban.demo.gateway import DemoGateway, serving

pytestmark = pytest.mark.journey


@dataclass
class GatewayOfTheCity(DemoGateway):
    """A gateway whose clock is the city's."""

    clock: MovableClock | None = None

    def confirm(self, invoice: str) -> Answer | NotReached | NoAnswer:
        assert self.clock is not None
        told = {**self.paid[invoice], "paid_at": self.clock().isoformat()}
        body, at = json.dumps(told).encode(), int(self.clock().timestamp())
        headers = {
            "Tongban-Id": invoice,
            "Tongban-Timestamp": str(at),
            "Tongban-Signature": signature(self.key, invoice, at, body),
        }
        return ask("POST", self.callback, body, {"Content-Type": "application/json", **headers})


@pytest.fixture
def paying_city(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    gateway = GatewayOfTheCity(KEY)
    with serving(gateway):
        city = opened_city(sqlite_city, tmp_path, TONGBAN_PAY_URL=gateway.url, TONGBAN_PAY_KEY=KEY)
        gateway.callback, gateway.clock = f"{city.url}/payments/callback", city.clock
        city.desk = replace(city.desk, payments=HttpGateway(gateway.url, KEY))
        yield city
        city.close()


@pytest.mark.row("L13")
@pytest.mark.article("335 §27", "ORD §46")
def test_a_fee_is_paid_from_the_phone_and_the_receipt_is_there(paying_city: City, open_page) -> None:
    city = paying_city
    city.clock.move_to("2026-11-10 Tue 09:30")
    site = law.Applicant(city.enrol("site", NAME), "enterprise", NAME)
    desk = PayDesk(city.sessions, city.desk.books.refresh(city.sessions()))
    city.sessions.remove()
    case = desk.submit("2026-11-09 Mon 09:10", site)
    desk.done(case.number, law.Accept(CLERK, desk.all_in_order(case)), "2026-11-10 Tue 09:30")
    city.sessions.remove()
    city.work()
    phone = open_page(390)
    city.log_in_applicant(phone, "site", "yuzhong")
    phone.goto(f"{city.url}/yuzhong/cases/{case.number}")
    expect(phone.get_by_role("heading", name="请缴费 120.00 元")).to_be_visible()
    check_axe(phone)
    phone.get_by_role("link", name="去缴费").click()
    expect(phone.get_by_text("金额：120.00 元")).to_be_visible()
    phone.get_by_role("button", name="确认支付（演示）").click()
    phone.get_by_role("link", name="返回办件").click()
    expect(phone.locator(".tb-timeline")).to_contain_text("收到缴费")
    expect(phone.get_by_role("heading", name="请缴费 120.00 元")).to_have_count(0)
    city.work()
    phone.get_by_role("link", name="缴费凭证").first.click()
    expect(phone.get_by_text("费用已经缴清。", exact=True)).to_be_visible()
    check_axe(phone)
