"""Shared data is looked up at the desk, instead of papers being asked for (335 §32)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from door_desk import DoorDesk, at
from tongban.database import scoped
from tongban.law import Applicant
from tongban.publishing.switching import switch
from tongban.tenancy.tables import AuditRow

PERSON = Applicant("applicant-2", "person", "何示例")
HELD = {"何示例": {"name": "何示例", "address": "云阳县双江街道示例路 9 号"}}


@pytest.fixture
def platform() -> Iterator[tuple[str, list[str]]]:
    """A data-sharing platform on loopback: its address, and who asked with which token."""
    tokens: list[str] = []

    class Counter(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            key = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tokens.append(self.headers["Authorization"])
            told = HELD.get(key["name"]) if self.path == "/household" else None
            body = json.dumps(told or {}).encode()
            self.send_response(200 if told else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", tokens
    server.shutdown()
    server.server_close()
    thread.join()


def connect(room, url: str) -> None:
    settings = room.app.extensions["tongban"].settings
    (settings.data / "secrets").mkdir(exist_ok=True)
    (settings.data / "secrets" / "own_gateways.yunyang.data").write_text("token-1")
    books, session = room.app.extensions["tongban"].books, room.door.sessions()
    with scoped("yunyang"):
        switch(
            session, books.plugins, None, tenant="yunyang", plugin="own_gateways", on=True,
            settings={"data": url}, by="吴运维", now=at("2026-09-28 Mon 09:00"),
        )  # fmt: skip
        session.commit()
    books.refresh(session)
    room.door.sessions.remove()


def submitted(room, applicant: Applicant = PERSON) -> str:
    desk = DoorDesk(room.door.sessions, room.door.books, "yunyang", "disability-card")
    number = desk.submit("2026-09-28 Mon 10:00", applicant).number
    room.door.sessions.remove()
    return number


@pytest.mark.article("335 §32")
def test_what_another_office_holds_is_looked_up_and_the_look_is_noted(room, platform) -> None:
    url, tokens = platform
    number = submitted(room)
    assert "核验共享数据" not in room.clerk.get(f"/desk/cases/{number}").text
    connect(room, url)
    assert "核验共享数据：户籍信息" in room.clerk.get(f"/desk/cases/{number}").text
    page = room.clerk.post(f"/desk/cases/{number}/shared/household", page=f"/desk/cases/{number}")
    assert "云阳县双江街道示例路 9 号" in page.text
    assert tokens == ["Bearer token-1"]
    with scoped("yunyang"):
        notes = room.door.sessions().scalars(select(AuditRow.note).where(AuditRow.action == "data.look_up")).all()
    room.door.sessions.remove()
    assert notes == ["户籍信息：查到"]


def test_what_is_not_found_keeps_nothing_from_going_on(room, platform) -> None:
    url, _tokens = platform
    connect(room, url)
    number = submitted(room, Applicant("applicant-3", "person", "无此人"))
    page = room.clerk.post(f"/desk/cases/{number}/shared/household", page=f"/desk/cases/{number}")
    assert "没有查到" in page.text
    connect(room, "http://127.0.0.1:9")  # nobody answers there
    page = room.clerk.post(f"/desk/cases/{number}/shared/household", page=f"/desk/cases/{number}")
    assert page.status_code == 200
    assert "没有查到" in page.text
    gone = room.clerk.post(f"/desk/cases/{number}/shared/nothing", page=f"/desk/cases/{number}")
    assert gone.status_code == 404
