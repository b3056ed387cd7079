"""Two real installations, each with its own database, definitions, keys and server, for the tests of the exchange."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kept_apps import app_on, let_go
from servers.places import quick_place
from servers.postgres import fresh_database
from sichuan_chongqing.exchange.side import SideOf, own_key, side_of, trust
from sichuan_chongqing.exchange.tables import PLUGIN
from sichuan_chongqing.partner.home import lay_home
from tongban.cases.plugins.office import Office, Offices
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.delivery import Desk, desk_of, drain
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing import Books, publish
from tongban.publishing.plugged import started
from tongban.publishing.switching import path_of, switch
from tongban.settings import REPOSITORY, Settings, settings_from
from tongban.tenancy.tree import enter_tenant

BEGIN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, nine in the morning there
SIDES = {
    "cq": (
        ("jiangbei", "yunyang"),
        ("unemployment", "disability-card", "id-card-renewal", "no-crime-certificate", "household-transfer"),
    ),
    "ga": (
        ("guangan-qu",),
        (
            "social-card", "unemployment", "id-card-away", "no-crime-certificate", "household-transfer",
            "pension-transfer",
        ),
    ),
}  # fmt: skip


class Clock:
    """One moment for both sides, moved by the test."""

    def __init__(self, at: datetime = BEGIN) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


@dataclass
class Installation:
    """One side: what it keeps, and where it answers."""

    settings: Settings
    sessions: Sessions
    desk: Desk
    tenants: tuple[str, ...]
    clock: Clock

    @property
    def books(self) -> Books:
        return self.desk.books

    @contextmanager
    def office(self, tenant: str = "") -> Iterator[Office]:
        """Give a tenant's office in its scope, and commit at the end."""
        tenant = tenant or self.tenants[0]
        session = self.sessions()
        with scoped(tenant):
            answered = Offices(session, self.books, self.desk.files, tenant, self.clock())(PLUGIN)
            assert answered is not None, f"{tenant} does not use the plugin"
            yield answered["office"]
            session.commit()
        self.sessions.remove()

    def side(self) -> SideOf:
        with self.office() as office:
            return side_of(office)

    def close(self) -> None:
        let_go(self.sessions)

    def work(self) -> int:
        """Do what a worker does: carry out all that is ready."""
        done = drain(self.sessions, self.desk, self.clock)
        self.sessions.remove()
        return done


def _install(settings: Settings, tenants: tuple[str, ...], items: tuple[str, ...], clock: Clock) -> None:
    """Set an installation up with a few published items."""
    engine = make_engine(settings.database_url)
    migrate(engine)
    migrate_plugins(engine, started(settings.home))
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    tree = books.workspace.tree
    for spec in sorted(tree.tenants.values(), key=lambda spec: (len(tree.line(spec.id)), spec.id)):
        enter_tenant(sessions(), spec, clock())
    for tenant in tenants:
        for item in set(items) & set(books.workspace.claimed(tenant)):
            with scoped(tenant):
                publish(sessions(), books, tenant, item, by="test", now=clock(), prove=False)
    sessions().commit()
    sessions.remove()
    engine.dispose()


def _settings(folder: Path, home: Path, database: str = "") -> Settings:
    env = {"TONGBAN_HOME": str(home), "TONGBAN_DATA": str(folder), "TONGBAN_SECRET_KEY": "test-" * 8}
    return settings_from(env | ({"DATABASE_URL": database} if database else {}))


def _opened(settings: Settings, tenants: tuple[str, ...], clock: Clock) -> Installation:
    sessions = make_sessions(make_engine(settings.database_url))
    books = Books(settings).refresh(sessions())
    sessions.remove()
    return Installation(settings, sessions, desk_of(settings, books), tenants, clock)


@cache
def _first(server: str) -> Path:
    """Make both once for each run of tests; every other pair is a copy. `server` is a PostgreSQL, or empty."""
    folder = Path(tempfile.mkdtemp(prefix="two-sides-", dir=quick_place()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_both(folder, server)
    return folder


def make_both(folder: Path, server: str = "") -> None:
    """Make both installations in a folder, with the items that they handle for each other."""
    homes = {"cq": REPOSITORY, "ga": lay_home(folder / "home", REPOSITORY)}
    for side, (tenants, items) in SIDES.items():
        (folder / side).mkdir()
        database = fresh_database(server, _template(folder, side)) if server else ""
        _install(_settings(folder / side, homes[side], database), tenants, items, Clock())


def _template(folder: Path, side: str) -> str:
    return f"{folder.name.replace('-', '_')}_{side}"


def both_sides(
    folder: Path, clock: Clock, server: str = "", first: Path | None = None
) -> tuple[Installation, Installation]:
    """Set both up, and let them trust each other's key; neither answers yet. `server`: a PostgreSQL's address."""
    first, sides = first or _first(server), []
    for side, (tenants, _items) in SIDES.items():
        shutil.copytree(first / side, folder / side)
        template, name = _template(first, side), f"exchange_{side}_{os.getpid()}"
        database = fresh_database(server, name, template) if server else ""
        home = REPOSITORY if side == "cq" else first / "home"
        sides.append(_opened(_settings(folder / side, home, database), tenants, clock))
    cq, ga = sides
    introduce(cq, "chongqing", ga, "guangan")
    introduce(ga, "sichuan", cq, "chongqing")
    return cq, ga


def introduce(who: Installation, party: str, to: Installation, root: str) -> None:
    """Let one side trust the other's key, for long."""
    key = own_key(who.settings.keys, party)
    trust(to.sessions(), root, party, key.algorithm, key.public, to.clock() - timedelta(days=400))
    to.sessions().commit()
    to.sessions.remove()


class Quiet(WSGIRequestHandler):
    """Keeps connections, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, *_said: object) -> None:
        return


@contextmanager
def serving(side: Installation) -> Iterator[str]:
    """Serve an installation on a port of its own, over real sockets, and give its address."""
    with app_on(side.settings, clock=side.clock) as app:
        server: BaseWSGIServer = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(10)
            server.server_close()
            side.close()


@contextmanager
def speaking(folder: Path, clock: Clock | None = None) -> Iterator[tuple[Installation, Installation]]:
    """Two installations that answer each other directly."""
    cq, ga = both_sides(folder, clock or Clock())
    with serving(cq) as cq_url, serving(ga) as ga_url:
        connect(cq, {"sichuan": ga_url})
        connect(ga, {"chongqing": cq_url})
        yield cq, ga


def connect(side: Installation, partners: dict[str, str]) -> None:
    """Enter the other side's address at each tenant, as an operator does."""
    session = side.sessions()
    for tenant in side.tenants:
        with scoped(tenant):
            text = side.books.shelf.text(path_of(tenant))
            given = {"partners": partners}
            switch(
                session, side.books.plugins, text, tenant=tenant, plugin=PLUGIN, on=True, settings=given, by="test",
                now=side.clock(),
            )  # fmt: skip
    session.commit()
    side.books.refresh(session)
    side.sessions.remove()  # a transaction that stays open would keep the other threads of SQLite waiting
