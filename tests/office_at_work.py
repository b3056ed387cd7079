"""An office as it works: a program applies, the desk acts, the gateway tells of payments, a worker goes round.

Everything is the platform's own: its application, its door, its courier, its rounds. Only the clock is the test's.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from flask.testing import FlaskClient
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import configure_mappers

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at
from ticket_city import COMPLAINT, TicketCity
from tongban.assurance import examples
from tongban.assurance.cast import Cast
from tongban.assurance.moves import Move, moves
from tongban.assurance.play import answers_of
from tongban.cases import door
from tongban.cases.sweep import sweep
from tongban.cases.tables import CaseRow, OutboxRow
from tongban.cases.telling import Channel, ContactRow, EndpointRow, Told, give_up, send_again, tell
from tongban.database import Sessions, scoped
from tongban.definitions.examples import Deed, Example
from tongban.delivery import Desk, desk_of, drain
from tongban.delivery.asking import ask, queue_at
from tongban.delivery.channels import seal_secret, signature
from tongban.delivery.payments.carrying import reconcile
from tongban.jobs import queue as rounds
from tongban.law import Actor, Applicant, Case, HandedIn, case_from_json
from tongban.law.tickets import AcceptTicket, Complainant
from tongban.publishing import Books
from tongban.settings import Settings, settings_from
from tongban.tenancy.applicants import register
from tongban.web.app import create_app

TENANT, ITEM, EXAMPLE = "yuzhong", "drainage-permit", "granted-works-paid"
PASSWORD = "correct-horse-9"
BEGUN = "2026-11-09 Mon 09:10"
ROLES = {"window_clerk": CLERK, "reviewer": REVIEWER, "chief_representative": CHIEF}
KEY = "one and the same application"
#: not printed by us: printing starts threads, which no fork survives
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n0\n%%EOF\n"
#: what the applicant forgot: the one-time notice, and what comes of it, before all that the example tells
FORGOTTEN = (
    Deed("request_supplement", missing={"drawing": "没有标出排放口。"}),
    Deed("supply", materials=("drawing",)),
)


@dataclass
class Office:
    """One office on one database, with everybody who has to do with it."""

    settings: Settings
    sessions: Sessions
    books: Books
    courier: Desk
    client: FlaskClient
    example: Example
    clock: dict[str, datetime]
    queue: Queue | None
    plan: tuple[Move, ...] = ()
    people: dict[str, Applicant] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    files: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @property
    def engine(self) -> Engine:
        return cast(Engine, self.sessions().get_bind())

    def at(self, moment: datetime) -> None:
        self.clock["now"] = moment

    def now(self) -> datetime:
        return self.clock["now"]

    def told(self) -> dict[str, Any]:
        """Tell who there is and what is to be done, for whoever gives the orders."""
        return {
            "people": {login: each.id for login, each in self.people.items()},
            "plan": [(each.deed, each.at.isoformat()) for each in self.plan],
        }

    def desk(self) -> DoorDesk:
        return DoorDesk(self.sessions, self.books, TENANT, ITEM)

    # what a life may be told to do

    def apply(self, who: str) -> None:
        """Apply by the API, under the same key however often."""
        described = self.desk().definition()
        answers = {each: it for each, it in answers_of(self.example, described).items() if each != "applicant.kind"}
        self.sessions.remove()
        answer = self.client.post(
            f"/api/v1/tenants/{TENANT}/applications",
            json={"item": ITEM, "answers": answers, "materials": self.files[who]},
            headers={"Authorization": f"Bearer {self.tokens[who]}", "Idempotency-Key": KEY},
        )
        assert answer.status_code in (200, 201), answer.text

    def act(self, number: str, index: int, revision: int) -> None:
        """Send the command of a page that was opened at a revision; where the case has moved on, it has arrived."""
        session, move = self.sessions(), self.plan[index]
        with scoped(TENANT):
            row = session.scalars(select(CaseRow).where(CaseRow.number == number).with_for_update()).one()
            if row.revision != revision:
                return
            answer = door.act(session, self.books, number, move.command(case_from_json(row.snapshot)), self.now())
            assert isinstance(answer, door.Done), answer
            session.commit()
        if self.queue is not None:  # as the application does after each request
            ask(self.queue)

    def paid(self, told: Mapping[str, Any]) -> None:
        """Be told by the gateway that an invoice was paid: it tells again until it is answered."""
        body, stamp = json.dumps(dict(told)).encode(), int(self.now().timestamp())
        headers = {
            "Tongban-Id": "x",
            "Tongban-Timestamp": str(stamp),
            "Tongban-Signature": signature(self.settings.pay_key, "x", stamp, body),
        }
        answer = self.client.post("/payments/callback", data=body, headers=headers)
        assert answer.status_code == 200, answer.text

    def drain(self) -> None:
        """Carry out what is ready: in this process, or by an RQ worker that does one round and stops."""
        if self.queue is None:
            rounds.drain(self.sessions, self.courier, self.now)
            return
        rounds.now = self.now
        rounds._parts.cache_clear()
        rounds._parts = lambda: (self.sessions, self.courier)
        ask(self.queue)
        worker = SimpleWorker([self.queue], connection=self.queue.connection, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="WARNING")

    def round(self) -> None:
        rounds.now = self.now
        rounds.round_of_work(self.sessions, self.courier)

    def sweep(self) -> None:
        sweep(self.sessions, self.books, self.now())

    def reconcile(self) -> None:
        reconcile(self.sessions, self.courier, self.now)

    def submit_again(self, who: str) -> None:
        """Hand in a second application, which nobody at the desk will look at."""
        there, person = self.desk(), self.people[who]
        materials = tuple(HandedIn(each, ()) for each in self.example.materials)
        answers = answers_of(self.example, there.definition())
        application = door.Application(1, "online", person, dict(answers), materials)
        actor = Actor(person.id, person.name, "applicant")
        with scoped(TENANT):
            answer = door.submit(self.sessions(), self.books, there.definition(), application, actor, self.now())
            assert isinstance(answer, door.Done), answer
            self.sessions().commit()

    def complain(self, who: str) -> None:
        """Bring a complaint, and have it accepted: its person is to be told."""
        there = TicketCity(self.desk())
        opening = replace(COMPLAINT, person=Complainant(self.people[who].id, self.people[who].name))
        when = f"{self.now():%Y-%m-%d %a %H:%M}"
        there.done(there.open(opening, when=when).ticket.number, AcceptTicket(CLERK), when)

    def tell_often(self, who: str, times: int) -> None:
        """Tell somebody something so and so often, by every way out of the house."""
        number, _case = self.case_of(who)
        with scoped(TENANT):
            session, rulebook = self.sessions(), self.books.rulebook(TENANT)
            for each in range(times):
                told = Told(f"told-{each}", self.people[who].id, number, "一条消息", "内容。", event="{}")
                tell(session, TENANT, told, self.now(), rulebook.quiet_hours, rulebook.timezone)
            session.commit()

    def settle(self, key: str, *, arrived: bool) -> None:
        """Do what a person at the dead-letter desk does, who has asked the receiver."""
        with scoped(TENANT):
            if arrived:
                give_up(self.sessions(), key, "周代表", "已经电话核实，本人收到了邮件。")
            else:
                send_again(self.sessions(), key, "周代表", self.now())
            self.sessions().commit()

    # what happens before anybody is killed

    def welcome(self, login: str, name: str) -> None:
        """Let an applicant register, ask to be told by every channel, log in and upload what the example has."""
        session = self.sessions()
        row = register(session, kind="enterprise", name=name, login=login, password=PASSWORD, now=self.now())
        self.people[login] = Applicant(row.id, "enterprise", name)
        for channel, address in ((Channel.EMAIL, f"{login}@example.com"), (Channel.SMS, "+8613800138000")):
            way = ContactRow(applicant_id=row.id, channel=channel, address=address, proposed="", code="", tries=0)
            way.is_wanted = True
            session.add(way)
        session.commit()
        self.sessions.remove()
        asked = {"login": login, "password": PASSWORD}
        self.tokens[login] = self.client.post("/api/v1/token", json=asked).get_json()["access_token"]
        self.files[login] = {each: [self._uploaded(login, each)] for each in self.example.materials}

    def _uploaded(self, login: str, material: str) -> str:
        answer = self.client.post(
            f"/api/v1/tenants/{TENANT}/files",
            data={"item": ITEM, "material": material, "file": (io.BytesIO(SCAN), f"{material}.pdf")},
            headers={"Authorization": f"Bearer {self.tokens[login]}"},
        )
        assert answer.status_code == 201, answer.text
        return str(answer.get_json()["file"])

    def endpoint(self, url: str) -> None:
        """Have the tenant's own system told of every notice."""
        with scoped(TENANT):
            sealed = seal_secret(self.settings.secret_key, "the endpoint's own secret")
            row = EndpointRow(tenant_id=TENANT, id="own-system", url=url, sealed_secret=sealed)
            row.is_active, row.created_at = True, self.now()
            self.sessions().add(row)
            self.sessions().commit()
        self.sessions.remove()

    def moves_of(self, who: str) -> tuple[Move, ...]:
        cast_of = Cast(self.people[who], lambda role: ROLES[role])
        calendar = self.books.calendar(TENANT)
        found = tuple(moves(self.example, self.desk().definition(), calendar, cast_of, at(BEGUN)))
        self.sessions.remove()
        return found

    def case_of(self, who: str) -> tuple[str, Case]:
        with scoped(TENANT):
            asked = select(CaseRow).where(CaseRow.applicant_id == self.people[who].id)
            row = self.sessions().scalars(asked).one()
        return row.number, case_from_json(row.snapshot)

    def play(self, who: str) -> None:
        """Play everything through for somebody, and have it carried out but for the printing."""
        self.apply(who)
        for move in self.moves_of(who):
            self.at(move.at)
            number, case = self.case_of(who)
            with scoped(TENANT):
                answer = door.act(self.sessions(), self.books, number, move.command(case), move.at)
                assert isinstance(answer, door.Done), answer
                self.sessions().commit()
        with scoped(TENANT):  # printed by a life, later
            printing = update(OutboxRow).where(OutboxRow.kind == "seal_document", OutboxRow.done_at.is_(None))
            self.sessions().execute(printing.values(available_at=self.now() + timedelta(days=400)))
            self.sessions().commit()
        drain(self.sessions, self.courier, self.now)
        self.round()


AnOffice = TypeVar("AnOffice", bound="Office")


def opened(kind: type[AnOffice], env: Mapping[str, str], *, plays: bool) -> AnOffice:
    """Open an office for a city, with two sites: one whose case is played through, one whose case is to come.

    Where nobody plays, both have an account, and nothing has happened yet.
    """
    settings, clock = settings_from(env), {"now": at("2026-11-09 Mon 09:00")}
    app = create_app(settings, clock=lambda: clock["now"])
    house = app.extensions["tongban"]
    books = house.books.refresh(house.sessions())
    found = next(each for each in examples(books.workspace, ITEM) if each.name == EXAMPLE)
    example = replace(found, then=(*FORGOTTEN, *found.then))
    queue = queue_at(settings.redis_url) if settings.redis_url else None
    courier = desk_of(settings, books)
    office = kind(settings, house.sessions, books, courier, app.test_client(), example, clock, queue)
    office.endpoint(env["HOOK_URL"])
    office.welcome("twin", "重庆另一家建设有限公司")
    if plays:
        office.play("twin")
    office.at(at(BEGUN))
    office.welcome("site", "重庆示例建设有限公司")
    office.plan = office.moves_of("site")
    if queue is not None:
        queue.empty()
    configure_mappers()
    office.sessions.remove()
    office.engine.dispose()  # no life may use its parent's connections
    office.sessions.remove()
    return office
