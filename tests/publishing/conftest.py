"""The real city of the repository, loaded into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from tongban.database import Sessions
from tongban.database.rls import policies
from tongban.publishing import Books, load_city, open_books
from tongban.publishing.tables import DefinitionDraft
from tongban.settings import Settings

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)



@pytest.fixture
def session(sessions: Sessions, engine: Engine) -> Iterator[Session]:
    _with_the_key_of_both_rows(engine)
    yield sessions()
    sessions.remove()


@pytest.fixture
def books(settings: Settings, session: Session) -> Books:
    return open_books(settings, session)


@pytest.fixture
def city(session: Session, books: Books) -> Books:
    """All tenants entered and every claim published."""
    load_city(session, books, NOW)
    session.commit()
    return books


def _with_the_key_of_both_rows(engine: Engine) -> None:
    """Rebuild the draft table where the migration's key still lacks `published`."""
    if "published" in inspect(engine).get_pk_constraint("definition_draft")["constrained_columns"]:
        return
    table = DefinitionDraft.__table__
    with engine.begin() as connection:
        table.drop(connection)  # type: ignore[attr-defined]
        table.create(connection)  # type: ignore[attr-defined]
        if engine.dialect.name == "postgresql":
            for statement in policies("definition_draft"):
                connection.exec_driver_sql(statement)
