"""Databases for every test that asks for one: SQLite and a real PostgreSQL, both made by the migrations."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from sqlalchemy import Engine

from kept import (
    do_not_wait_for_the_disk,
    hash_passwords_cheaply,
    keep_routes,
    keep_templates,
    kept_folder,
    kept_statements,
    kept_workspaces,
    let_last,
    let_none_last,
    nothing_left_open,
    one_engine,
    pass_over_what_stays,
    watched_connections,
)
from made_once import made_once
from servers.brought_over import bring_over
from servers.kept_database import KeptDatabase
from servers.postgres import fresh_database, postgres
from servers.valkey import valkey
from tongban.cli.main import look_seldom_for_waste
from tongban.database import Sessions, make_engine, make_sessions
from tongban.database import engine as engine_room
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing import Books, load_city
from tongban.publishing import books as books_room
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY, Settings, settings_from

# No test depends on speed, so no example has a deadline; in continuous integration the same examples come each time.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    database=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")

look_seldom_for_waste()  # while tests are gathered nearly all that is made stays
keep_templates()
keep_routes()
hash_passwords_cheaply()
engine_room.create_engine = kept_statements(engine_room.create_engine)
engine_room.create_engine = watched_connections(engine_room.create_engine)
engine_room._prepare_sqlite = do_not_wait_for_the_disk(engine_room._prepare_sqlite)
books_room.load_workspace = kept_workspaces(books_room.load_workspace)
books_room._held = kept_folder(books_room._held)

#: how the names of the longest files end: a minute or more, or a story in the browser that would come last of all
LONGEST = (
    "_crash", "_under_fault", "_every_step", "_over_time", "_demo_city", "_every_page", "_machine_walks",
    "_cross_journey",
)  # fmt: skip
#: the moment at which the tests' city is loaded
LOADED_AT = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files go first, so that both halves of the machine end together; else as collected."""
    items.sort(key=lambda each: not each.path.stem.endswith(LONGEST))


def pytest_collection_finish() -> None:
    pass_over_what_stays()


def pytest_sessionfinish() -> None:
    """Find at the end what nobody holds any more; pytest looks five times over, and finds only what this leaves."""
    pass_over_what_stays()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Report a test as pytest does, but for setting up and clearing away that went well: there is nothing to tell.

    To send each of them to who hands tests out, and to take it in there, costs a test more than a millisecond.
    """
    if not hasattr(item.config, "workerinput") or item.config.getoption("durations"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The superuser's address of a running PostgreSQL: the one given by DATABASE_URL, else one from the wheel."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with postgres() as address:
        yield address


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    with valkey() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """A migrated database, which tests have copies of."""
    engine = make_engine(
        settings_from({"DATABASE_URL": fresh_database(postgres_server, f"tongban_template_{os.getpid()}")}).database_url
    )
    migrate(engine)
    migrate_plugins(engine, started(REPOSITORY))
    engine.dispose()
    return f"tongban_template_{os.getpid()}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "template.db", _migrated)


def _migrated(path: Path) -> None:
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    migrate_plugins(engine, started(REPOSITORY))
    engine.dispose()


@pytest.fixture(scope="session")
def kept_empty(postgres_server: str, postgres_template: str) -> Iterator[KeptDatabase]:
    with closing(KeptDatabase(postgres_server, f"tongban_empty_{os.getpid()}", postgres_template)) as kept:
        yield kept
        let_none_last()


@pytest.fixture(scope="session")
def kept_city(postgres_server: str, postgres_city: str) -> Iterator[KeptDatabase]:
    with closing(KeptDatabase(postgres_server, f"tongban_full_{os.getpid()}", postgres_city)) as kept:
        yield kept
        let_none_last()


def _on_postgres(kept: KeptDatabase, env: Mapping[str, str]) -> Settings:
    settings = settings_from({**env, "DATABASE_URL": kept.clean()})
    let_last(settings.database_url)
    return settings


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a fresh, migrated and empty instance; the test runs once on each database."""
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(tmp_path), "TONGBAN_SECRET_KEY": "test-" * 8}
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "tongban.db")
        yield settings_from(env)
    else:
        yield _on_postgres(request.getfixturevalue("kept_empty"), env)
    nothing_left_open()


@pytest.fixture
def engine(settings: Settings) -> Engine:
    return one_engine(settings.database_url)


@pytest.fixture
def sessions(engine: Engine) -> Iterator[Sessions]:
    sessions = make_sessions(engine)
    yield sessions
    sessions.remove()


@pytest.fixture(scope="session")
def sqlite_city(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the repository's tenants and published items."""
    path = made_once(tmp_path_factory, "city.db", lambda path: _loaded(path, sqlite_template))
    pass_over_what_stays()
    return path


def _loaded(path: Path, empty: Path) -> None:
    shutil.copy(empty, path)
    settings = settings_from({"DATABASE_URL": f"sqlite:///{path}"})
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    loaded = load_city(sessions(), Books(settings).refresh(sessions()), LOADED_AT, prove=False)
    assert not loaded.refused
    sessions().commit()
    sessions.remove()
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_city(postgres_server: str, postgres_template: str, sqlite_city: Path) -> str:
    name = f"tongban_city_{os.getpid()}"
    fresh_database(postgres_server, name, postgres_template)
    bring_over(sqlite_city, postgres_server.replace("@/postgres", f"@/{name}"))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a fresh instance with the repository's tenants loaded and their items published; no case yet."""
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(tmp_path), "TONGBAN_SECRET_KEY": "test-" * 8}
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_city"), tmp_path / "tongban.db")
        yield settings_from(env)
    else:
        yield _on_postgres(request.getfixturevalue("kept_city"), env)
    nothing_left_open()


@pytest.fixture
def city_sessions(city: Settings) -> Iterator[Sessions]:
    sessions = make_sessions(one_engine(city.database_url))
    yield sessions
    sessions.remove()


@pytest.fixture
def books(city: Settings, city_sessions: Sessions) -> Books:
    return Books(city).refresh(city_sessions())
