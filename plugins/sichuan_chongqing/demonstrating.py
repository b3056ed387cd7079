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

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from sichuan_chongqing.exchange.post import reached_at
from sichuan_chongqing.exchange.side import own_key, side_of, trust
from sichuan_chongqing.exchange.tables import PLUGIN, CaseRow
from sichuan_chongqing.handling.book import load
from sichuan_chongqing.handling.by_oneself import chosen, hand_in
from sichuan_chongqing.partner.home import lay_home
from tongban.kit.cases import Applicant, Books, Office, Offices, Sessions, Settings
from tongban.kit.drafts import begin_elsewhere
from tongban.kit.forms import written
from tongban.kit.handed_in import ApplicantRow
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
    make_applicant,
    make_engine,
    make_sessions,
    make_staff,
    migrate,
    migrate_plugins,
    settings_from,
    started,
    sync_permissions,
    with_what_they_see,
)
from tongban.kit.law import Actor, Refusal, commands
from tongban.kit.tables import scoped

AGREEMENT, GUANGAN, JIANGBEI = "chongqing-guangan", "511602", "500105"
PARTNER = "guangan-qu"
FIRST_PORT = 8000  # where `plugins.yaml` of 广安 looks for the first installation
CHIEF = Actor("demo-chief", "周代表", "chief_representative")


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who lives in 广安: made up, with valid check digits on a birth sequence that nobody is given."""

    name: str
    login: str
    number: str
    gender: str
    born: str
    seen: str  # what they see, told beside their account


HALF_WAY = Citizen("程守义", "cheng.shouyi", "110101196901159997", "1", "1969-01-15", "正在办理")
FINISHED = Citizen("苏念", "su.nian", "110101200405050000", "2", "2004-05-05", "已经办结")
#: what the windows of both sides see
AT_THE_WINDOW = "有一件正在办理和一件已经办结的跨域办件，见“川渝通办”"


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

    def work(self, ahead: timedelta = timedelta(0)) -> int:
        done = drain(self.sessions, self.desk, lambda: now() + ahead)
        self.sessions.remove()
        return done


def now() -> datetime:
    return datetime.now(UTC)


def partner_settings(data: Path, port: int, first_port: int = FIRST_PORT) -> Settings:
    """Lay the second installation's home beside the first one's data, and give its settings."""
    folder = data / "partner"
    home = lay_home(folder / "home", REPOSITORY)
    plugins = home / "tenants" / "guangan" / "plugins.yaml"
    text = plugins.read_text(encoding="utf-8")
    plugins.write_text(text.replace(f"127.0.0.1:{FIRST_PORT}", f"127.0.0.1:{first_port}"), encoding="utf-8")
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
    """Give the second installation's staff and citizens, made at its first start."""
    path = partner.settings.data / "accounts.json"
    if not path.exists():
        session = partner.sessions()
        made = list(make_staff(session, {PARTNER}))
        made += [_citizen(session, each) for each in (HALF_WAY, FINISHED)]
        session.commit()
        keep(with_what_they_see(made, [_window(partner)]), path)
        sync_permissions(create_app(partner.settings))
        partner.sessions.remove()
    return kept(path)


def _citizen(session: Session, person: Citizen) -> Account:
    _row, account = make_applicant(session, "person", person.name, person.login, now())
    told = f"{person.name}，向重庆市江北区申请的失业登记{person.seen}，见“川渝通办专区”"
    return replace(account, who=told)


def _window(side: Side) -> Account:
    return Account(AT_THE_WINDOW, f"{side.tenant}.clerk", "", staff=True)


def tell_at_accounts(first: Side) -> None:
    """Say at the accounts of the first installation, where it has some, by whom the cases are seen."""
    path = first.settings.data / "accounts.json"
    if path.exists():
        keep(with_what_they_see(kept(path), [_window(first)]), path)


def introduce(first: Side, second: Side) -> None:
    """Let both trust each other's key."""
    for who, party, to in ((first, "chongqing", second), (second, "sichuan", first)):
        key, root = own_key(who.settings.keys, party), to.desk.books.workspace.tree.root(to.tenant).id
        trust(to.sessions(), root, party, key.algorithm, key.public, now() - timedelta(minutes=10))
        to.sessions().commit()
        to.sessions.remove()


def is_made(first: Side) -> bool:
    with first.office() as office:
        return bool(office.session.scalar(select(func.count()).select_from(CaseRow)))


def make(first: Side, second: Side) -> bool:
    """Make the two cases, unless they are there; tells whether they were made."""
    if is_made(first):
        return False
    introduce(first, second)
    with _answering(first, second):
        cases = []
        for person in (HALF_WAY, FINISHED):
            with second.office() as office:
                cases.append(_apply(office, person))
        _settle(first, second)
        _finish(first, second, cases[-1])
    tell_at_accounts(first)
    return True


def _apply(office: Office, person: Citizen) -> str:
    """Let somebody who lives in 广安 hand 失业登记 in for 江北 in their own portal; gives the case."""
    side = side_of(office)
    found = chosen(office, side, AGREEMENT, "unemployment", JIANGBEI)
    row = office.session.scalars(select(ApplicantRow).where(ApplicantRow.login == person.login)).one()
    texts = {
        "status": "graduate", "name": person.name, "id_number": person.number, "gender": person.gender,
        "birth_date": person.born, "phone": "13800001901", "address": {"division": JIANGBEI, "detail": "示例街 91 号"},
        "education": "bachelor", "school": "重庆示例学院", "graduated_on": "2026-06-30",
        "unemployed_since": "2026-07-01", "intentions": ["office"], "wants_training": False,
        "wants_certificate": False, "declaration": True, "signature": person.name,
    }  # fmt: skip
    answers = dict(written(found.described, texts))
    draft = begin_elsewhere(
        office.session, office.tenant, found.name, found.described, applicant_id=row.id, applicant_kind=row.kind,
        now=office.now, answers=answers,
    )  # fmt: skip
    who = Applicant(row.id, row.kind, row.name)
    return hand_in(office, side, draft, found.described, who, "13800001901", {}).case_id


def _finish(first: Side, second: Side, case: str) -> None:
    with first.office() as office:
        row, _course = load(office, side_of(office), case).opened
        answer = office.act(row.number, commands.Grant(CHIEF, "信息核对一致，准予登记。"))
        if isinstance(answer, Refusal):
            raise answer_refused(answer)
    _settle(first, second)


def answer_refused(answer: Refusal) -> RuntimeError:
    return RuntimeError(f"演示办件没有办成：{answer.message}")


def _settle(*sides: Side) -> None:
    """Let both workers work until nothing waits, also what waits some seconds for a seal."""
    for ahead in (timedelta(0), timedelta(seconds=20)):
        while sum(each.work(ahead) for each in sides):
            pass


class _Quiet(WSGIRequestHandler):
    def log(self, *_said: object) -> None:
        return


@contextmanager
def _answering(first: Side, second: Side) -> Iterator[None]:
    """Let both answer on free ports while the cases are made; those of their settings may be another program's."""
    stops: list[Callable[[], None]] = []
    places: dict[str, str] = {}
    try:
        for who, to in ((first, second), (second, first)):
            server = make_server("127.0.0.1", 0, create_app(to.settings), threaded=True, request_handler=_Quiet)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stops += [server.shutdown, server.server_close]
            places |= dict.fromkeys(_partners(who), f"http://127.0.0.1:{server.server_port}")
        with reached_at(places):
            yield
    finally:
        for stop in stops:
            stop()


def _partners(who: Side) -> Iterator[str]:
    """List the addresses at which a side looks for others, as it posts to them."""
    with who.office() as office:
        side = side_of(office)
        yield from map(side.address, side.partners)
