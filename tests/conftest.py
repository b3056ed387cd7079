"""Databases for every test that asks for one: SQLite and a real PostgreSQL, both made by the migrations."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from servers.postgres import fresh_database, postgres
from servers.valkey import valkey
from tongban.database import Sessions, make_engine, make_sessions
from tongban.migrations import migrate
from tongban.settings import REPOSITORY, Settings, settings_from


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
    """A migrated database, copied for each test in a tenth of a second."""
    engine = make_engine(
        settings_from({"DATABASE_URL": fresh_database(postgres_server, "tongban_template")}).database_url
    )
    migrate(engine)
    engine.dispose()
    return "tongban_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tongban.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a fresh, migrated and empty instance; the test runs once on each database."""
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(tmp_path), "TONGBAN_SECRET_KEY": "test-" * 8}
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "tongban.db")
    else:
        server = request.getfixturevalue("postgres_server")
        template = request.getfixturevalue("postgres_template")
        env["DATABASE_URL"] = fresh_database(server, f"tongban_{os.getpid()}", template)
    return settings_from(env)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Iterator[Sessions]:
    sessions = make_sessions(engine)
    yield sessions
    sessions.remove()
