"""Fees paid online through a real gateway on loopback: late, double, lost, forged confirmations (L13)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at
from tongban import law
from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.cases import door
from tongban.cases.payments.orders import PATIENCE
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.register import case_of
from tongban.cases.tables import OutboxRow
from tongban.database import Scope, Sessions, scoped
from tongban.delivery import Desk, desk_of, drain
from tongban.delivery.channels import signature
from tongban.delivery.payments import GatewayAway, gateway_of
from tongban.delivery.payments.carrying import Reconciled, reconcile
from tongban.delivery.payments.gateway import HttpGateway
from tongban.demo.gateway import DemoGateway, serving
from tongban.errors import TongbanError
from tongban.law import Applicant, HandedIn
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.web.app import create_app

pytestmark = [pytest.mark.row("L13"), pytest.mark.article("335 §27", "ORD §46")]

KEY = "the key that gateway and house share"
BEGUN, ACCEPTED = "2026-11-09 Mon 09:10", "2026-11-10 Tue 09:30"
LATER = at("2026-11-10 Tue 10:00")
TOTAL = 12_000
SITE = Applicant("applicant-1", "enterprise", "重庆示例建设有限公司")


@dataclass
class Wayward(DemoGateway):
    """A gateway that answers in turn with what the test says: a status, or "late"."""

    answers: list[object] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def before(self, _method: str, _path: str) -> int:
        answer = self.answers.pop(0) if self.answers else 0
        if answer == "late":
            self.let_go.wait(30)
            return 0
        return int(str(answer))


@dataclass
class PayDesk(DoorDesk):
    """A building site that drains, and owes 120 yuan for it."""

    tenant: str = "yuzhong"
    item: str = "drainage-permit"

    def application(self, applicant: Applicant = SITE, **changes: object) -> door.Application:
        found = examples(self.books.workspace, self.item)
        example = next(each for each in found if each.name == "granted-works-paid")
        answers = {**answers_of(example, self.definition()), **changes}
        materials = tuple(HandedIn(each, ()) for each in example.materials)
        return door.Application(1, example.channel, applicant, answers, materials)


@dataclass
class Till:
    """A case that is accepted, a gateway, a courier, and the site to which the gateway tells what was paid."""

    desk: PayDesk
    courier: Desk
    gateway: Wayward
    client: FlaskClient
    number: str = ""

    @property
    def invoice(self) -> str:
        return f"{self.number}-F1"

    def drain(self, when: datetime = LATER) -> None:
        """Carry out what concerns money; printing and telling are proved elsewhere."""
        with scoped(self.desk.tenant):
            self.desk.sessions().execute(delete(OutboxRow).where(OutboxRow.kind.not_like("%_payment")))
            self.desk.sessions().commit()
        drain(self.desk.sessions, self.courier, lambda: when)

    def reconcile(self, when: datetime) -> Reconciled:
        return reconcile(self.desk.sessions, self.courier, lambda: when)

    def order(self) -> PaymentOrderRow:
        with scoped(Scope.everywhere("test")):
            row = self.desk.sessions().scalars(select(PaymentOrderRow)).one()
        self.desk.sessions.remove()
        return row

    def run(self) -> law.FeeRun:
        run = case_of(self.desk.row(self.number)).fees
        self.desk.sessions.remove()
        assert run is not None
        return run

    def notices(self) -> tuple[str, ...]:
        found = case_of(self.desk.row(self.number)).notices
        self.desk.sessions.remove()
        return found

    def paid(self, **changes: object) -> dict[str, object]:
        """Take the money at the gateway, and give what it tells."""
        told = self.gateway.pay(self.invoice)
        told["paid_at"] = LATER.isoformat()
        return {**told, **changes}

    def tell(self, told: object, key: str = KEY, when: datetime = LATER) -> TestResponse:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        stamp = int(when.timestamp())
        headers = {
            "Tongban-Id": "x",
            "Tongban-Timestamp": str(stamp),
            "Tongban-Signature": signature(key, "x", stamp, body),
        }
        return self.client.post("/payments/callback", data=body, headers=headers)

    def withdraw(self) -> None:
        self.desk.done(self.number, law.Withdraw(law.Actor(SITE.id, SITE.name, "applicant"), "停工。"), ACCEPTED)
        self.desk.sessions.remove()


@pytest.fixture
def till(city: Settings, city_sessions: Sessions, books: Books) -> Iterator[Till]:
    gateway = Wayward(KEY)
    with serving(gateway):
        settings = replace(city, pay_url=gateway.url, pay_key=KEY)
        app = create_app(settings, clock=lambda: LATER)
        courier = _courier(settings, books, HttpGateway(gateway.url, KEY, seconds=1.0))
        till = Till(PayDesk(city_sessions, books), courier, gateway, app.test_client())
        case = till.desk.submit(BEGUN, SITE)
        till.number = case.number
        till.desk.done(case.number, law.Accept(CLERK, till.desk.all_in_order(case)), ACCEPTED)
        city_sessions.remove()
        yield till
        gateway.let_go.set()
        own = app.extensions["tongban"].sessions
        engine = own().get_bind()
        own.remove()
        engine.dispose()


def _courier(settings: Settings, books: Books, gateway: HttpGateway) -> Desk:
    return replace(desk_of(settings, books), payments=gateway)


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
