"""The demonstration: a second installation of 广安, and two cases between it and the first: half-way, and finished.

All is done by the doors that people use, over real sockets; both histories agree afterwards.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from werkzeug.serving import WSGIRequestHandler, make_server

from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import own_key, side_of, trust
from sichuan_chongqing.exchange.tables import PLUGIN, CaseRow
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.supplying import hand_result
from sichuan_chongqing.partner.home import lay_home
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import Books, Office, Offices, Sessions, Settings
from tongban.kit.installing import (
    REPOSITORY,
    Account,
    Desk,
    create_app,
    desk_of,
    drain,
    keep,
    kept,
    load_city,
    make_engine,
    make_sessions,
    make_staff,
    migrate,
    migrate_plugins,
    settings_from,
    started,
    sync_permissions,
)
from tongban.kit.law import Actor, Refusal, commands
from tongban.kit.tables import scoped

AGREEMENT, GUANGAN, JIANGBEI = "chongqing-guangan", "511602", "500105"
PARTNER = "guangan-qu"
CHIEF = Actor("demo-chief", "周代表", "chief_representative")
#: made-up people: valid check digits on a division that nobody is given
HALF_WAY = ("KY-demo-1", "程守义", "110101196901159997")
FINISHED = ("KY-demo-2", "苏念", "110101200405050000")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two installations while the demonstration is made."""

    settings: Settings
    sessions: Sessions
    desk: Desk
    tenant: str

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Give the office of its region in its scope, and commit at the end."""
        session = self.sessions()
        with scoped(self.tenant):
            answered = Offices(session, self.desk.books, self.desk.files, self.tenant, now())(PLUGIN)
            assert answered is not None
            yield answered["office"]
            session.commit()
        self.sessions.remove()

    def work(self) -> int:
        done = drain(self.sessions, self.desk, now)
        self.sessions.remove()
        return done


def now() -> datetime:
    return datetime.now(UTC)


def partner_settings(data: Path, port: int) -> Settings:
    """Lay the second installation's home beside the first one's data, and give its settings."""
    folder = data / "partner"
    home = lay_home(folder / "home", REPOSITORY)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = folder / "secret.key"
    if not secret.exists():
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    env = {
        "TONGBAN_HOME": str(home),
        "TONGBAN_DATA": str(folder / "data"),
        "TONGBAN_SECRET_KEY_FILE": str(secret),
        "TONGBAN_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TONGBAN_DEMONSTRATION": "1",
    }
    settings = settings_from(env)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return settings


def with_its_secret(settings: Settings) -> Settings:
    """Give the first installation's settings with the secret that its demonstration keeps beside its data."""
    kept_secret = settings.data / "secret.key"
    if settings.secret_key or not kept_secret.exists():
        return settings
    return replace(settings, secret_key=kept_secret.read_text(encoding="utf-8").strip())


def side(settings: Settings, tenant: str) -> Side:
    """Open an installation; what is missing is made."""
    engine = make_engine(settings.database_url)
    migrate(engine)
    migrate_plugins(engine, started(settings.home))
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    load_city(sessions(), books, now(), prove=False)
    sessions().commit()
    sessions.remove()
    return Side(settings, sessions, desk_of(settings, books), tenant)


def accounts_of(partner: Side) -> list[Account]:
    """Give the second installation's staff, made at its first start."""
    path = partner.settings.data / "accounts.json"
    if not path.exists():
        session = partner.sessions()
        made = list(make_staff(session, {PARTNER}))
        session.commit()
        keep(made, path)
        sync_permissions(create_app(partner.settings))
        partner.sessions.remove()
    return kept(path)


def introduce(first: Side, second: Side) -> None:
    """Let both trust each other's key."""
    for who, party, to in ((first, "chongqing", second), (second, "sichuan", first)):
        key, root = own_key(who.settings.keys, party), to.desk.books.workspace.tree.root(to.tenant).id
        trust(to.sessions(), root, party, key.algorithm, key.public, now() - timedelta(minutes=10))
        to.sessions().commit()
        to.sessions.remove()


def make(first: Side, second: Side) -> bool:
    """Make the two cases, unless they are there; tells whether they were made."""
    with first.office() as office:
        if office.session.scalar(select(func.count()).select_from(CaseRow)):
            return False
    introduce(first, second)
    with _answering(first, second):
        for receipt, name, number in (HALF_WAY, FINISHED):
            with second.office() as office:
                _apply(office, receipt, name, number)
        _settle(first, second)
        _finish(first, second, FINISHED[0])
    return True


def _apply(office: Office, receipt: str, name: str, number: str) -> None:
    """Hand 失业登记 in online at 江北 for somebody who lives in 广安."""
    at = moment(office.now)
    who = said.Applicant("person", name, "111", number, "13800001901")
    intake = said.Intake("川渝通办综合窗口（帮办）", "王窗口", "card_read", receipt, at)
    answers: dict[str, Any] = {
        "applicant.kind": "person", "status": "graduate", "name": name, "id_number": number, "phone": "13800001901",
        "address": {"division": JIANGBEI, "detail": "示例街 91 号"}, "education": "bachelor", "school": "重庆示例学院",
        "intentions": ["office"], "wants_training": False, "wants_certificate": False, "declaration": True,
    }  # fmt: skip
    opened = said.Opened("unemployment", "online", who, answers, (), "0" * 64, intake)
    Book(office, side_of(office), f"{GUANGAN}-{JIANGBEI}-{receipt}").open(AGREEMENT, GUANGAN, JIANGBEI, opened)


def _finish(first: Side, second: Side, receipt: str) -> None:
    case = f"{GUANGAN}-{JIANGBEI}-{receipt}"
    with first.office() as office:
        row, _course = load(office, side_of(office), case).opened
        answer = office.act(row.number, commands.Grant(CHIEF, "信息核对一致，准予登记。"))
        if isinstance(answer, Refusal):
            raise answer_refused(answer)
    _settle(first, second)
    with second.office() as office:
        hand_result(load(office, side_of(office), case), FINISHED[1])
    _settle(first, second)


def answer_refused(answer: Refusal) -> RuntimeError:
    return RuntimeError(f"演示办件没有办成：{answer.message}")


def _settle(*sides: Side) -> None:
    while sum(each.work() for each in sides):
        pass


class _Quiet(WSGIRequestHandler):
    def log(self, *_said: object) -> None:
        return


@contextmanager
def _answering(first: Side, second: Side) -> Iterator[None]:
    """Let both answer at the addresses that their settings name, while the cases are made."""
    stops: list[Callable[[], None]] = []
    try:
        for who, to in ((first, second), (second, first)):
            with who.office() as office:
                address = next(iter(side_of(office).partners.values()))
            place = urlsplit(address)
            app = create_app(to.settings)
            server = make_server(
                place.hostname or "127.0.0.1", place.port or 80, app, threaded=True, request_handler=_Quiet
            )
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stops += [server.shutdown, server.server_close]
        yield
    finally:
        for stop in stops:
            stop()
