"""An instance on a real PostgreSQL: migrated, the city loaded, the bench's items published; then copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from bench import item as bench_item
from servers.postgres import fresh_database
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing import Books, load_city
from tongban.publishing.checking import check
from tongban.publishing.plugged import started
from tongban.publishing.versions import publish_checked
from tongban.settings import REPOSITORY, Settings, settings_from

#: Monday of a week without holidays; every journey begins here, so that its days are counted alike
MONDAY = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Instance:
    """A loaded instance: its settings, an engine's sessions, and the law books."""

    settings: Settings
    engine: Engine
    sessions: Sessions
    books: Books


def load(server: str, name: str, data: Path) -> Settings:
    """Make a database with the whole city in it."""
    settings = at(fresh_database(server, name), data)
    engine = make_engine(settings.database_url)
    migrate(engine)
    migrate_plugins(engine, started(settings.home))
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    load_city(sessions(), books, MONDAY, prove=False)
    sessions().commit()
    _publish_bench_items(sessions, books)
    sessions.remove()
    engine.dispose()
    return settings


def _publish_bench_items(sessions: Sessions, books: Books) -> None:
    shelf = books.with_texts(bench_item.texts(books.shelf))
    with scoped(bench_item.TENANT):
        for item in bench_item.SECTIONS:
            checked = check(shelf, bench_item.TENANT, item)
            publish_checked(sessions(), shelf, checked, by="bench", now=MONDAY)
        sessions().commit()


def at(url: str, data: Path) -> Settings:
    """Give the settings of an instance on a database that is there."""
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(data), "DATABASE_URL": url}
    return settings_from({**env, "TONGBAN_SECRET_KEY": "bench-only-" * 4})


@contextmanager
def opened(settings: Settings) -> Iterator[Instance]:
    """Open an instance, and leave no connection behind."""
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    sessions.remove()
    try:
        yield Instance(settings, engine, sessions, books)
    finally:
        sessions.remove()
        engine.dispose()


def bare(url: str) -> str:
    """Give the address as psycopg itself reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://")
