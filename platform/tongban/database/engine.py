"""Make the engine for SQLite (embedded) or PostgreSQL (production), each set up for safety before speed."""

from __future__ import annotations

from pathlib import Path
from select import POLLIN, poll
from time import monotonic
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from tongban.database.postgresql import Asking, OneMessage
from tongban.errors import TongbanError

_SHORT_REST = 5.0  # seconds


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """Open an engine. SQLite: rollback journal, full sync, `BEGIN IMMEDIATE`, as write-ahead mode has a known fault."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        if address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
        _prepare_sqlite(engine)
        return engine

    def connect() -> OneMessage:
        arguments, options = engine.dialect.create_connect_args(address)
        return OneMessage.connect(*arguments, cursor_factory=Asking, **options)

    engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size, creator=connect)
    _look_before_use(engine)
    return engine


def _look_before_use(engine: Engine) -> None:
    """Hand out no connection that the server has closed; a question to the server each time costs half a query.

    A closed one has its end to tell: it can be read from. One that has rested long may have died without a word, behind
    a firewall say, so the server is asked.
    """

    @event.listens_for(engine, "checkin")
    def _note(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["at_rest_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _look(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        since = record.info.get("at_rest_since")
        if since is None or (monotonic() - since < _SHORT_REST and not _has_something_to_say(connection)):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error  # the others are as old: all are made afresh


def _has_something_to_say(connection: Any) -> bool:
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    return bool(waiting.poll(0))


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin ourselves, below
        for pragma in ("foreign_keys=ON", "journal_mode=DELETE", "synchronous=FULL", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A reader that later writes would meet "database is locked" at once; so each transaction takes its turn first.
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def assert_no_bypass(engine: Engine) -> None:
    """Refuse to start as a PostgreSQL role to which row-level security does not apply (T2)."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        bypass = connection.execute(
            text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).scalar_one()
    if bypass:
        raise TongbanError("数据库账号是超级用户或可绕过行级安全，请改用普通账号（NOSUPERUSER NOBYPASSRLS）。")
