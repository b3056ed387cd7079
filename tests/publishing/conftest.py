"""A session on the repository's city, each test on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from tongban.database import Sessions
from tongban.database.rls import policies
from tongban.publishing.tables import DefinitionDraft


@pytest.fixture
def session(city_sessions: Sessions) -> Iterator[Session]:
    _with_the_key_of_both_rows(city_sessions)
    yield city_sessions()
    city_sessions.remove()


def _with_the_key_of_both_rows(sessions: Sessions) -> None:
    """Rebuild the draft table where the migration's key still lacks `published`."""
    connection = sessions().connection()
    if "published" not in inspect(connection).get_pk_constraint("definition_draft")["constrained_columns"]:
        DefinitionDraft.__table__.drop(connection)  # type: ignore[attr-defined]
        DefinitionDraft.__table__.create(connection)  # type: ignore[attr-defined]
        if connection.dialect.name == "postgresql":
            for statement in policies("definition_draft"):
                connection.exec_driver_sql(statement)
        sessions().commit()
