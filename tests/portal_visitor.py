"""The portal as a browser without scripts sees it: pages fetched, forms posted with the token that the page carries."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from door_desk import at
from logged_in import as_applicant
from tongban.cases import door
from tongban.cases.documents import documents_of
from tongban.cases.tables import CaseRow, DocumentRow, DraftRow, FileRow
from tongban.database import Scope, Sessions, scoped
from tongban.definitions import Definition
from tongban.law.commands import Command
from tongban.publishing import Books, definition, in_use
from tongban.tenancy.applicants import register
from typed_example import typed_from

PASSWORD = "portal-2026"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

Posted = Mapping[str, object]


@dataclass
class Visitor:
    """One browser of one person, at one tenant's portal."""

    client: FlaskClient
    tenant: str = "yunyang"
    seen: str = field(default="", init=False)

    def get(self, path: str, *, follow: bool = False) -> TestResponse:
        answer = self.client.get(self.address(path), follow_redirects=follow)
        self.seen = answer.text if answer.mimetype == "text/html" and answer.status_code in (200, 422) else self.seen
        return answer

    def post(self, path: str, data: Posted | None = None, *, page: str = "", follow: bool = False) -> TestResponse:
        """Post with the token of `page` (or of the page last seen), as the form on it would."""
        if page:
            self.get(page)
        found = _TOKEN.search(self.seen)
        token = found[1] if found else ""
        boundary, body = encode_multipart({"csrf_token": token, **(data or {})})
        answer = self.client.post(
            self.address(path),
            data=body,
            follow_redirects=follow,
            content_type=f"multipart/form-data; boundary={boundary}",
        )
        self.seen = answer.text if answer.mimetype == "text/html" and answer.status_code in (200, 422) else self.seen
        return answer

    def address(self, path: str) -> str:
        return path if path.startswith("/") else f"/{self.tenant}/{path}"

    def log_in(self, login: str) -> None:
        self.seen = as_applicant(self.client, login)


def upload(name: str, content: bytes = PDF) -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


@dataclass
class Portal:
    """The application on a loaded city, with its clock, and eyes for what is in the database."""

    app: Flask
    sessions: Sessions
    books: Books
    moment: list[object]

    def visitor(self, tenant: str = "yunyang") -> Visitor:
        return Visitor(self.app.test_client(), tenant)

    def enrol(self, login: str, name: str = "重庆示例建设有限公司", kind: str = "enterprise") -> str:
        session = self.sessions()
        row = register(session, kind=kind, name=name, login=login, password=PASSWORD, now=at("2026-09-01 Tue 09:00"))
        session.commit()
        applicant_id = row.id
        self.sessions.remove()
        return applicant_id

    def move_to(self, text: str) -> None:
        self.moment[0] = at(text)

    def company(self, login: str = "company") -> Visitor:
        """A company with an account, logged in."""
        self.enrol(login)
        visitor = self.visitor()
        visitor.log_in(login)
        return visitor

    def definition(self, item: str = "occupy-road", tenant: str = "yunyang") -> Definition:
        with scoped(tenant):
            found = definition(self.sessions(), in_use(self.sessions(), tenant, item).hash)
        self.sessions.remove()
        return found

    def typed(self, section: str, item: str = "occupy-road", **changes: object) -> dict[str, object]:
        """What somebody types into one page, from the item's own example; `None` leaves a field out."""
        described = self.definition(item)
        fields = next(each.fields for each in described.sections if each.id == section)
        posted = typed_from(self.books.workspace, described, "granted-works", fields) | changes
        return {name: value for name, value in posted.items() if value is not None}

    def begin(self, visitor: Visitor) -> str:
        """Begin an application for 占道施工 and answer the guided questions; returns the draft's id."""
        answer = visitor.post("items/occupy-road/start", page="items/occupy-road")
        assert answer.status_code == 302, answer.text
        draft = answer.location.split("/drafts/")[1].split("/")[0]
        answer = visitor.post(
            f"drafts/{draft}/questions", {"purpose": "works", "lane": "no"}, page=f"drafts/{draft}/questions"
        )
        assert answer.location.endswith("/form/applicant"), answer.text
        return draft

    def fill(self, visitor: Visitor, draft: str, *, materials: bool = True) -> None:
        """Fill every section from the example, and upload every material."""
        for section in ("applicant", "site", "works", "promise"):
            address = f"drafts/{draft}/form/{section}"
            answer = visitor.post(address, self.typed(section), page=address)
            assert answer.status_code == 302, re.findall(r'class="tb-error".*?</div>', answer.text, re.DOTALL)
        if materials:
            files = {f"material.{each}": upload(f"{each}.pdf") for each in ("location", "plan", "site-rights")}
            address = f"drafts/{draft}/materials"
            answer = visitor.post(address, {**files, "action": "next"}, page=address)
            assert answer.location.endswith("/review"), answer.text

    def submitted(self, visitor: Visitor) -> str:
        """Make a whole application and hand it in; returns the case's number."""
        draft = self.begin(visitor)
        self.fill(visitor, draft)
        answer = visitor.post(f"drafts/{draft}/submit", page=f"drafts/{draft}/review")
        assert answer.status_code == 302, answer.text
        return str(answer.location.split("/cases/")[1].split("/")[0])

    def _count(self, table: type[CaseRow | DraftRow | FileRow]) -> int:
        with scoped(Scope.everywhere("test")):
            found = self.sessions().scalar(select(func.count()).select_from(table)) or 0
        self.sessions.remove()
        return found

    def count_cases(self) -> int:
        return self._count(CaseRow)

    def count_drafts(self) -> int:
        return self._count(DraftRow)

    def case(self, number: str) -> CaseRow:
        with scoped(Scope.everywhere("test")):
            row = self.sessions().scalars(select(CaseRow).where(CaseRow.number == number)).one()
        self.sessions.remove()
        return row

    def files(self) -> list[FileRow]:
        """Every file that is kept for anything."""
        with scoped(Scope.everywhere("test")):
            rows = list(self.sessions().scalars(select(FileRow)))
        self.sessions.remove()
        return rows

    def stored(self) -> list[Path]:
        """Every file in the store."""
        folder = Path(self.app.extensions["tongban"].settings.data) / "files"
        return [each for each in folder.rglob("*") if each.is_file()]

    def documents(self, number: str) -> list[DocumentRow]:
        with scoped(Scope.everywhere("test")):
            rows = documents_of(self.sessions(), number)
        self.sessions.remove()
        return rows

    def act(self, number: str, command: Command, when: str) -> None:
        """Let somebody at the desk act on the case."""
        self.move_to(when)
        with scoped(self.case(number).tenant_id):
            answer = door.act(self.sessions(), self.books, number, command, at(when))
            assert isinstance(answer, door.Done), answer
            self.sessions().commit()
        self.sessions.remove()

    def draft(self, draft_id: str, tenant: str = "yunyang") -> DraftRow:
        with scoped(tenant):
            row = self.sessions().get(DraftRow, (tenant, draft_id))
        self.sessions.remove()
        assert row is not None
        return row
