"""Paying a fee on the portal: what is due and why, the way to the gateway and back, the receipt (L13)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from paying_site import LOGIN, Till, a_till
from portal_visitor import Visitor
from tongban.database import Sessions
from tongban.publishing import Books
from tongban.settings import Settings

pytestmark = [pytest.mark.row("L13"), pytest.mark.article("335 §27", "ORD §46")]


@pytest.fixture
def till(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Till]:
    with a_till(city, city_sessions, books) as opened:
        yield opened


def test_a_person_sees_what_is_due_pays_at_the_gateway_and_finds_it_paid(till: Till) -> None:
    visitor = Visitor(till.client, "yuzhong")
    visitor.log_in(LOGIN)
    address = f"cases/{till.number}"
    page = visitor.get(address).text
    assert "请缴费 120.00 元" in page
    assert "《城镇排水与污水处理条例》第三十二条" in page
    assert "2026年11月17日" in page
    early = visitor.get(f"{address}/pay", follow=True)
    assert "缴费页面还没有准备好" in early.text
    till.drain()
    answer = visitor.get(f"{address}/pay")
    assert (answer.status_code, answer.location) == (303, f"{till.gateway.url}/pay/{till.invoice}")
    till.tell(till.paid())
    page = visitor.get(address).text
    assert "请缴费" not in page
    assert "收到缴费" in page
    assert "缴费凭证" in page
    assert "现在没有待缴的费用" in visitor.get(f"{address}/pay", follow=True).text


def test_nobody_else_finds_the_way_to_pay(till: Till) -> None:
    till.drain()
    assert Visitor(till.client, "yuzhong").get(f"cases/{till.number}/pay").status_code == 302
