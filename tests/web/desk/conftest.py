"""Desks as browsers without scripts see them: staff logged in, pages fetched, forms posted with the page's token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from door_desk import CLERK, DoorDesk, at
from kept_apps import app_on
from logged_in import as_staff
from tongban.cases.files import FileStore, attach_to_case
from tongban.cases.tables import CaseRow
from tongban.database import Plain, Scope, of_the_tenant, scoped
from tongban.law import Accept, Case, CheckMaterial, Verdict, case_from_json
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.tables import AuditRow

PASSWORD = "desk-2026"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_REVISION = re.compile(r'name="revision" value="([^"]+)"')
_REFUSED = of_the_tenant(AuditRow) & AuditRow.allowed.is_(False)
_REFUSALS = Plain(select(func.count()).select_from(AuditRow).where(_REFUSED))


@dataclass
class Seat:
    """One member of staff before a browser."""

    client: FlaskClient
    seen: str = field(default="", init=False)
    refused: int = field(default=0, init=False)  # as the tenant's audit list last told

    @property
    def holds_token(self) -> bool:
        """Tell whether the page last seen had a form."""
        return _TOKEN.search(self.seen) is not None

    def get(self, path: str) -> TestResponse:
        answer = self.client.get(path)
        self.seen = answer.text if answer.mimetype == "text/html" else self.seen
        return answer

    def post(self, path: str, data: Mapping[str, object] | None = None, *, page: str = "") -> TestResponse:
        """Post as the form of `page` (or of the page last seen) would: with its token and the revision it showed."""
        if page:
            self.get(page)
        token, revision = _TOKEN.search(self.seen), _REVISION.search(self.seen)
        body = {
            "csrf_token": token[1] if token else "",
            **({"revision": revision[1]} if revision else {}),
            **(data or {}),
        }
        answer = self.client.post(path, data=body, content_type="multipart/form-data")
        if answer.mimetype == "text/html" and answer.status_code not in {302, 303}:
            self.seen = answer.text
        return answer

    def act(self, number: str, command: str, data: Mapping[str, object] | None = None) -> TestResponse:
        """Carry out an act from the case's page."""
        return self.post(f"/desk/cases/{number}/act/{command}", data, page=f"/desk/cases/{number}")


@dataclass
class DeskRoom:
    """The application on a loaded city with staff at two tenants, its clock, and the door behind it."""

    app: Flask
    door: DoorDesk
    moment: list[object]
    seats: dict[str, Seat] = field(default_factory=dict)

    def seat(self, role: str, tenant: str = "yunyang") -> Seat:
        """Give the browser of a person with one role at a tenant, logged in; hired at the first call."""
        account = f"{tenant}.{role}"
        if account not in self.seats:
            session = self.door.sessions()
            add_staff(
                session,
                username=account,
                display_name=f"{tenant}的{role}",
                tenant=tenant,
                roles=(role,),
                password=PASSWORD,
            )
            session.commit()
            self.door.sessions.remove()
            seat = Seat(self.app.test_client())
            seat.seen = as_staff(seat.client, account)
            self.seats[account] = seat
        return self.seats[account]

    def guest(self) -> Seat:
        """Give the browser of somebody who is not logged in."""
        return Seat(self.app.test_client())

    @property
    def clerk(self) -> Seat:
        return self.seat("window_clerk")

    @property
    def reviewer(self) -> Seat:
        return self.seat("reviewer")

    @property
    def chief(self) -> Seat:
        return self.seat("chief_representative")

    def move_to(self, text: str) -> None:
        self.moment[0] = at(text)

    def submitted(self, when: str = "2026-09-28 Mon 10:00", tenant: str = "yunyang") -> str:
        """Submit 占道施工 complete; returns the number."""
        desk = DoorDesk(self.door.sessions, self.door.books, tenant)
        number = desk.submit(when).number
        self.door.sessions.remove()
        return number

    def accepted(self) -> str:
        """Submit, check and accept; the first step waits for the reviewer."""
        number = self.submitted()
        case = self.case(number)
        for each in case.materials:
            self.door.done(number, CheckMaterial(CLERK, each.id, Verdict.OK), "2026-09-28 Mon 10:05")
        self.door.done(number, Accept(CLERK), "2026-09-28 Mon 10:06")
        self.door.sessions.remove()
        return number

    def survey(self, number: str) -> None:
        """Let the reviewer appoint a survey for today, and put its record on file."""
        today, people = f"{self.moment[0]:%Y-%m-%d}", "周静\n吴畏"
        told = {"on": today, "time": "上午9时", "place": "望江大道 12 号人行道", "surveyors": people, "bring": ""}
        assert self.reviewer.act(number, "appoint_survey", told).status_code == 303
        held = {"held_on": today, "findings": "现场与申请一致。", "present": people}
        assert self.reviewer.act(number, "record_survey", held).status_code == 303

    def check_all(self, number: str, **verdicts: str) -> None:
        """Let the clerk judge every material as in order, but for those named: `plan="rejected"`."""
        data: dict[str, object] = {}
        for each in self.case(number).materials:
            data[f"verdict.{each.id}"] = verdicts.get(each.id.replace("-", "_"), "accepted")
            if data[f"verdict.{each.id}"] == "rejected":
                data[f"note.{each.id}"] = "未标明交通疏导措施，请补充。"
        answer = self.clerk.post(f"/desk/cases/{number}/check", data, page=f"/desk/cases/{number}")
        assert answer.status_code == 303, answer.text

    def case(self, number: str, tenant: str = "yunyang") -> Case:
        with scoped(tenant):
            row = self.door.sessions().scalars(select(CaseRow).where(CaseRow.number == number)).one()
            case = case_from_json(row.snapshot)
        self.door.sessions.remove()
        return case

    def file(self, number: str, content: bytes, name: str, material: str = "plan", tenant: str = "yunyang") -> str:
        """Put a file to a case as a scan; returns its id."""
        with scoped(tenant):
            store = FileStore(self.app.extensions["tongban"].settings.files_url)
            row = attach_to_case(
                self.door.sessions(), store, number, material, name, content, at("2026-09-28 Mon 10:00")
            )
            self.door.sessions().commit()
            found = row.id
        self.door.sessions.remove()
        return found

    def refusals(self, tenant: str = "yunyang") -> int:
        """Count the refused attempts in a tenant's audit list."""
        with scoped(Scope.of(tenant)):
            counted = _REFUSALS.ask(self.door.sessions()).scalar_one()
        self.door.sessions.remove()
        return int(counted)

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """Note the statements that the application sends."""
        with self.counted_on(self.app.extensions["tongban"].sessions()) as sent:
            self.app.extensions["tongban"].sessions.remove()
            told: list[str] = []
            yield told
            told += [statement for statement, _parameters in sent]

    @contextmanager
    def counted_on(self, session: Session) -> Iterator[list[tuple[str, object]]]:
        """Note the statements sent on a session's engine, with their parameters."""
        engine, sent = session.get_bind(), []

        def note(_conn: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
            sent.append((statement, parameters))

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def room(city: Settings, city_sessions, books) -> Iterator[DeskRoom]:
    moment: list[object] = [at("2026-09-28 Mon 10:30")]
    with app_on(city, clock=lambda: moment[0]) as app:  # type: ignore[arg-type,return-value]
        yield DeskRoom(app, DoorDesk(city_sessions, books), moment)
