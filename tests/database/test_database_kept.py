"""The databases of tests on PostgreSQL are what they stand for: the template, and a city that is loaded there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from psycopg import sql

from house_fixtures import LOADED_AT
from servers.kept_database import KeptDatabase
from servers.postgres import fresh_database
from tongban.database import make_engine, make_sessions
from tongban.publishing import Books, load_city
from tongban.settings import settings_from


@pytest.fixture(scope="module")
def kept(postgres_server: str, postgres_city: str) -> Iterator[KeptDatabase]:
    with closing(KeptDatabase(postgres_server, f"tongban_held_{os.getpid()}", postgres_city)) as kept:
        yield kept


def written(kept: KeptDatabase, statement: str) -> None:
    with psycopg.connect(kept.clean().replace("tongban@", "postgres@")) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement)


def rows(address: str) -> dict[str, list[object]]:
    """All that the tables hold, and how far the sequences have counted."""
    with psycopg.connect(address.replace("tongban@", "postgres@")) as connection:
        names = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        asked = {name: sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(name)) for name in names}
        asked["sequences"] = sql.SQL("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        return {name: list(connection.execute(each)) for name, each in asked.items()}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO applicant VALUES ('one', 'person', '张三', 'zhang', 'x', '', '{}', 0, NULL, now())",
        "UPDATE tenant SET name = name || '（新）' WHERE id = 'yunyang'",
        "UPDATE tenant SET id = 'elsewhere' WHERE id = 'yunyang'",
        "DELETE FROM published_version WHERE tenant_id = 'yunyang'",
        "DELETE FROM definition_text",
        "SELECT nextval(sequencename::regclass) FROM pg_sequences",
    ],
)
def test_whatever_rows_were_written_they_are_as_in_the_template(kept: KeptDatabase, statement: str) -> None:
    before = rows(kept.clean())
    for _time in range(2):  # what was brought back is brought back again
        written(kept, statement)
        assert rows(kept.clean()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE draft ADD COLUMN more text",
        "CREATE TABLE more (a int)",
        "TRUNCATE definition_text",
        "ALTER TABLE draft DISABLE ROW LEVEL SECURITY",
        "ANALYZE definition_text",
    ],
)
def test_a_database_whose_tables_were_changed_is_made_anew(kept: KeptDatabase, statement: str) -> None:
    before = rows(kept.clean())
    written(kept, statement)
    assert rows(kept.clean()) == before
    with psycopg.connect(kept.clean()) as connection:
        assert connection.execute("SELECT relrowsecurity FROM pg_class WHERE relname = 'draft'").fetchone() == (True,)


def test_the_city_that_was_brought_over_is_the_one_that_loading_makes(
    postgres_server: str, postgres_template: str, kept: KeptDatabase
) -> None:
    address = fresh_database(postgres_server, f"tongban_loaded_{os.getpid()}", postgres_template)
    settings = settings_from({"DATABASE_URL": address})
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    load_city(sessions(), Books(settings).refresh(sessions()), LOADED_AT, prove=False)
    sessions().commit()
    sessions.remove()
    engine.dispose()
    loaded, brought = rows(address), rows(kept.clean())
    assert loaded.pop("publication_mark") != brought.pop("publication_mark"), "a mark is drawn by lot"
    assert loaded == brought
