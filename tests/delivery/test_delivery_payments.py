"""Fees paid online through a real gateway on loopback: late, double, lost, forged confirmations (L13)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at, surveyed
from paying_site import ACCEPTED, KEY, LATER, TOTAL, Till, a_till
from tongban import law
from tongban.cases.payments.orders import PATIENCE
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.tables import OutboxRow
from tongban.database import Scope, Sessions, scoped
from tongban.delivery.payments import GatewayAway, gateway_of
from tongban.delivery.payments.carrying import Reconciled
from tongban.delivery.payments.gateway import HttpGateway
from tongban.demo.gateway import DemoGateway, serving
from tongban.errors import TongbanError
from tongban.publishing import Books
from tongban.settings import Settings

pytestmark = [pytest.mark.row("L13"), pytest.mark.article("335 §27", "ORD §46")]


@pytest.fixture
def till(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Till]:
    with a_till(city, city_sessions, books) as opened:
        yield opened


def test_the_order_is_made_after_commit_under_the_invoices_number(till: Till) -> None:
    assert (till.order().amount, till.order().pay_url) == (TOTAL, "")
    till.drain()
    assert till.order().pay_url == f"{till.gateway.url}/pay/{till.invoice}"
    assert till.gateway.orders[till.invoice]["amount"] == TOTAL


def test_a_confirmation_is_recorded_once_however_often_it_comes(till: Till) -> None:
    till.drain()
    told = till.paid()
    assert [till.tell(told).status_code for _ in range(3)] == [200, 200, 200]
    assert len(till.run().payments) == 1
    assert till.notices().count("payment_receipt") == 1
    assert till.order().settled_at is not None


@pytest.mark.parametrize("wrong", ["key", "old", "unsigned"])
def test_a_forged_or_replayed_confirmation_is_refused(till: Till, wrong: str) -> None:
    till.drain()
    told = till.paid()
    if wrong == "unsigned":
        answer = till.client.post("/payments/callback", data=json.dumps(told))
    elif wrong == "old":
        answer = till.tell(told, when=LATER - timedelta(minutes=6))
    else:
        answer = till.tell(told, key="another key of the same length, wrong")
    assert answer.status_code == 401
    assert till.run().unpaid


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"amount": 1}, 422), ({"amount": "12000"}, 400), ({"paid_at": "2026-11-10T10:00:00"}, 400),
     ({"invoice": "nothing-F1"}, 404), ({"payment": ""}, 400)],
)  # fmt: skip
def test_a_confirmation_that_does_not_fit_is_refused_and_says_why(
    till: Till, changes: dict[str, object], status: int
) -> None:
    till.drain()
    answer = till.tell(till.paid(**changes))
    assert (answer.status_code, bool(answer.json["message"])) == (status, True)
    assert till.run().unpaid
    assert till.tell(b"no json").status_code == 400


def test_a_lost_confirmation_is_found_by_asking(till: Till) -> None:
    till.drain()
    told = till.paid()
    assert till.reconcile(at(ACCEPTED) + PATIENCE) == Reconciled(asked=1, paid=1)
    assert till.run().paid is not None
    assert till.tell(told).status_code == 200, "the late confirmation of the same payment"
    assert len(till.run().payments) == 1
    assert till.reconcile(LATER + timedelta(days=1)) == Reconciled()


def test_an_open_order_is_asked_after_again_with_patience(till: Till) -> None:
    till.drain()
    assert till.reconcile(LATER) == Reconciled(asked=1)
    assert till.reconcile(LATER + timedelta(minutes=1)) == Reconciled()
    assert till.reconcile(LATER + PATIENCE) == Reconciled(asked=1)


@pytest.mark.parametrize("fault", [500, 503, "late"])
def test_a_gateway_that_is_down_or_slow_delays_and_loses_nothing(till: Till, fault: object) -> None:
    till.gateway.answers = [fault]
    till.drain()
    assert till.order().pay_url == ""
    till.drain(LATER + timedelta(minutes=1))
    assert till.order().pay_url
    till.gateway.pay(till.invoice)
    till.gateway.answers = [fault]
    assert till.reconcile(LATER + PATIENCE) == Reconciled()
    assert till.reconcile(LATER + PATIENCE) == Reconciled(asked=1, paid=1)


def test_what_was_paid_is_given_back_once_after_a_refusal(till: Till) -> None:
    till.drain()
    till.tell(till.paid())
    till.desk.done(till.number, law.CompleteStep(REVIEWER, "review", "齐全。"), "2026-11-10 Tue 10:30")
    till.desk.done(till.number, law.StartSpecialProcedure(REVIEWER, "survey"), "2026-11-10 Tue 10:40")
    for each in surveyed("2026-11-10 Tue 14:00"):
        till.desk.done(till.number, each, "2026-11-10 Tue 14:00")
    till.desk.done(till.number, law.EndSpecialProcedure(REVIEWER, "survey", "不符。"), "2026-11-10 Tue 14:00")
    till.desk.done(till.number, law.Refuse(CHIEF, "沉淀池太小。"), "2026-11-10 Tue 15:00")
    till.desk.sessions.remove()
    assert len(till.run().owed_back) == 1
    till.gateway.answers = [503]
    till.drain(at("2026-11-10 Tue 15:01"))
    assert len(till.run().owed_back) == 1
    till.drain(at("2026-11-10 Tue 15:05"))
    assert till.run().owed_back == ()
    assert len(till.gateway.refunds) == 1
    assert "refund_notice" in till.notices()


def test_money_that_comes_after_the_end_goes_back_by_itself(till: Till) -> None:
    till.drain()
    told = till.paid()
    till.withdraw()
    assert till.tell(told).status_code == 200
    till.drain(LATER + timedelta(minutes=1))
    assert list(till.gateway.refunds) == [told["payment"]]
    assert till.run().owed_back == ()


def test_an_item_that_is_free_has_no_order(city_sessions: Sessions, books: Books) -> None:
    desk = DoorDesk(city_sessions, books)
    case = desk.submit("2026-09-28 Mon 10:00")
    desk.done(case.number, law.Accept(CLERK, desk.all_in_order(case)), "2026-09-28 Mon 11:00")
    with scoped(Scope.everywhere("test")):
        kinds = {each.kind for each in city_sessions().scalars(select(OutboxRow))}
        assert city_sessions().scalars(select(PaymentOrderRow)).all() == []
    assert "order_payment" not in kinds
    city_sessions.remove()


def test_a_gateway_needs_a_long_key_and_a_safe_address(settings: Settings) -> None:
    assert gateway_of(settings) is None
    with pytest.raises(TongbanError, match="TONGBAN_PAY_KEY"):
        gateway_of(replace(settings, pay_url="https://pay.example.com", pay_key="short"))
    with pytest.raises(TongbanError, match="https://"):
        gateway_of(replace(settings, pay_url="http://pay.example.com", pay_key=KEY))


def test_a_request_that_is_not_ours_moves_nothing_at_the_gateway() -> None:
    with serving(DemoGateway(KEY)) as gateway:
        with pytest.raises(GatewayAway, match="401"):
            HttpGateway(gateway.url, "not the key that they share, at all").order("i-F1", 100, "t", "b")
        assert gateway.orders == {}
        ours = HttpGateway(gateway.url, KEY, clock=lambda: datetime.now(UTC))
        assert ours.ask("i-F1") is None
