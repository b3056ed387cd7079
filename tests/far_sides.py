"""Real peers on loopback: a mail server, a text message gateway, a system that takes webhooks. Each may misbehave."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailServer:
    """Keeps what it took. `answers` come in turn at the end of DATA; "" takes it, "break" takes it and hangs up."""

    answers: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)  # Message-IDs, one for each mail taken
    mails: list[bytes] = field(default_factory=list)
    url: str = ""
    account: tuple[str, str] | None = None  # who may log in; None: nobody has to
    said: list[tuple[str, str]] = field(default_factory=list)  # names and passwords that were sent
    encrypted: list[bool] = field(default_factory=list)  # of each mail taken

    def judge(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, told: object) -> AuthResult:
        assert isinstance(told, LoginPassword)
        self.said.append((told.login.decode(), told.password.decode()))
        return AuthResult(success=self.said[-1] == self.account, handled=False)  # aiosmtpd answers

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's
        answer = self.answers.pop(0) if self.answers else ""
        if answer and answer != "break":
            return answer
        content = bytes(envelope.content or b"")
        self.mails.append(content)
        self.taken.append(_header(content, b"message-id"))
        self.encrypted.append(session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None)
        if answer == "break":
            server.transport.abort()
        return "250 taken as 4711"


def _header(content: bytes, name: bytes) -> str:
    lines = (each.split(b":", 1) for each in content.splitlines() if b":" in each)
    return next(value.strip().decode() for key, value in lines if key.lower() == name)


class _Controller(Controller):
    """aiosmtpd's, on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(
    scheme: str = "smtp", proof: ssl.SSLContext | None = None, account: tuple[str, str] | None = None
) -> Iterator[MailServer]:
    """Serve mail on loopback: plain, or with a certificate under `smtps` or `smtp+starttls`, to who logs in."""
    kept = MailServer(account=account)
    later = scheme == "smtp+starttls"
    wanted: dict[str, Any] = {"tls_context" if later else "ssl_context": proof, "require_starttls": later}
    if account is not None:  # aiosmtpd insists on encryption only where it begins later
        wanted |= {"authenticator": kept.judge, "auth_required": later, "auth_require_tls": later}
    controller = _Controller(kept, hostname="127.0.0.1", port=0, ready_timeout=30, **wanted)
    controller.start()
    name = "" if account is None else f"{quote(account[0], safe='')}@"
    kept.url = f"{scheme}://{name}127.0.0.1:{controller.port}"
    try:
        yield kept
    finally:
        controller.stop()


@dataclass
class FarSide:
    """An HTTP peer: `answers` in turn are a status, or "late", "break" (takes it and hangs up), "twice"; then 200."""

    answers: list[object] = field(default_factory=list)
    requests: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)  # key → how many messages went out for it
    drops_doubles: bool = True
    url: str = ""
    let_go: threading.Event = field(default_factory=threading.Event)

    def take(self, key: str) -> str:
        """Send on what a key stands for, once if doubles are dropped."""
        if not (self.drops_doubles and key in self.taken):
            self.taken[key] = self.taken.get(key, 0) + 1
        return f"id-of-{key[:6]}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        far = self.server.far
        body = self.rfile.read(int(self.headers["Content-Length"]))
        far.requests.append((dict(self.headers), body))
        answer = far.answers.pop(0) if far.answers else 200
        key = self.headers.get("Idempotency-Key") or self.headers.get("Tongban-Id") or ""
        if isinstance(answer, int) and answer >= 300:
            self._say(answer, {"error": "no"})
            return
        provider = far.take(key)
        if answer == "late":
            far.let_go.wait(30)
        if answer == "break":
            self.close_connection = True
            return
        self._say(200, {"id": provider})
        if answer == "twice":
            self._say(200, {"id": "another"})

    def do_GET(self) -> None:
        far = self.server.far
        key = parse_qs(urlsplit(self.path).query)["key"][0]
        if key in far.taken:
            self._say(200, {"id": f"id-of-{key[:6]}"})
        else:
            self._say(404, {})

    def _say(self, status: int, told: Mapping[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing on the tests' output."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    far: FarSide

    def handle_error(self, *_arguments: object) -> None:
        """A caller that was killed is part of the test."""


@contextmanager
def far_side() -> Iterator[FarSide]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.far = FarSide(url=f"http://127.0.0.1:{server.server_address[1]}/messages")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.far
    finally:
        server.far.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
