"""Published definitions that an older version kept as plain text are packed by the migration, and can go back."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import Engine, text

from tongban.database import Sessions
from tongban.migrations import _config, migrate
from tongban.publishing.tables import DefinitionText

TEXT = '{"title":"占道施工审批","choices":{"works":"施工","building":"搭建"},"note":"' + "办" * 9000 + '"}'


@pytest.mark.row("C5")
@pytest.mark.row("O4")
def test_a_text_is_the_same_after_it_was_packed_and_unpacked_by_migrations(engine: Engine, sessions: Sessions) -> None:
    sessions().add(DefinitionText.of("a" * 64, TEXT))
    sessions().commit()
    sessions.remove()

    command.downgrade(_config(engine), "0022")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT data FROM definition_text")).scalar_one()
    assert "占道施工审批" in str(kept) or "\\u5360" in str(kept)
    migrate(engine)

    again = sessions().get_one(DefinitionText, "a" * 64)
    assert again.text == TEXT
    assert len(again.packed) < len(TEXT.encode()) / 7
