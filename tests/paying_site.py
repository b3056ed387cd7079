"""A building site that owes a fee, a wayward gateway on loopback, and the site to which it tells what was paid."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from door_desk import CLERK, DoorDesk, at
from kept_apps import app_on
from portal_visitor import PASSWORD
from tongban import law
from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.cases import door
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.register import case_of
from tongban.cases.tables import OutboxRow
from tongban.database import Scope, Sessions, scoped
from tongban.delivery import Desk, desk_of, drain
from tongban.delivery.channels import signature
from tongban.delivery.payments.carrying import Reconciled, reconcile
from tongban.delivery.payments.gateway import HttpGateway
from tongban.demo.gateway import DemoGateway, serving
from tongban.law import Applicant, HandedIn
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.tenancy.applicants import register

KEY = "the key that gateway and house share"
BEGUN, ACCEPTED = "2026-11-09 Mon 09:10", "2026-11-10 Tue 09:30"
LATER = at("2026-11-10 Tue 10:00")
TOTAL = 12_000
NAME = "重庆示例建设有限公司"
SITE = Applicant("applicant-1", "enterprise", NAME)
LOGIN = "site"


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
        applicant = case_of(self.desk.row(self.number)).applicant
        actor = law.Actor(applicant.id, applicant.name, "applicant")
        self.desk.done(self.number, law.Withdraw(actor, "停工。"), ACCEPTED)
        self.desk.sessions.remove()


@contextmanager
def a_till(city: Settings, sessions: Sessions, books: Books, *, connected: bool = True) -> Iterator[Till]:
    """Open a case for a site with an account of its own, accept it, and serve the gateway meanwhile.

    Not `connected`, the installation itself knows nothing of the gateway.
    """
    gateway = Wayward(KEY)
    with serving(gateway), app_on(_connected(city, gateway) if connected else city, clock=lambda: LATER) as app:
        known = HttpGateway(gateway.url, KEY, seconds=1.0) if connected else None
        courier = replace(desk_of(app.extensions["tongban"].settings, books), payments=known)
        till = Till(PayDesk(sessions, books), courier, gateway, app.test_client())
        when = at("2026-09-01 Tue 09:00")
        row = register(sessions(), kind="enterprise", name=NAME, login=LOGIN, password=PASSWORD, now=when)
        case = till.desk.submit(BEGUN, replace(SITE, id=row.id))
        till.number = case.number
        till.desk.done(case.number, law.Accept(CLERK, till.desk.all_in_order(case)), ACCEPTED)
        sessions.remove()
        yield till
        gateway.let_go.set()


def _connected(city: Settings, gateway: Wayward) -> Settings:
    return replace(city, pay_url=gateway.url, pay_key=KEY)
