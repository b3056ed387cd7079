"""A published definition is kept packed: a seventh of its text, which a city has some thousands of (C5, scale)."""

import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TEXTS = sa.table(
    "definition_text", sa.column("hash", sa.String), sa.column("data", JSON), sa.column("packed", sa.LargeBinary)
)


def upgrade() -> None:
    op.add_column("definition_text", sa.Column("packed", sa.LargeBinary(), nullable=True))
    for digest, data in _each(TEXTS.c.data):
        _write(digest, packed=zlib.compress(str(data["json"]).encode()))
    with op.batch_alter_table("definition_text") as table:
        table.alter_column("packed", existing_type=sa.LargeBinary(), nullable=False)
        table.drop_column("data")


def downgrade() -> None:
    op.add_column("definition_text", sa.Column("data", JSON, nullable=True))
    for digest, packed in _each(TEXTS.c.packed):
        _write(digest, data={"json": zlib.decompress(packed).decode()})
    with op.batch_alter_table("definition_text") as table:
        table.alter_column("data", existing_type=JSON, nullable=False)
        table.drop_column("packed")


def _each(column: sa.ColumnClause[Any]) -> Iterator[tuple[str, Any]]:
    """Read one text after another: all of them need not fit into memory."""
    connection = op.get_bind()
    for (digest,) in connection.execute(sa.select(TEXTS.c.hash)).all():
        yield digest, connection.execute(sa.select(column).where(TEXTS.c.hash == digest)).scalar_one()


def _write(digest: str, **value: object) -> None:
    op.get_bind().execute(sa.update(TEXTS).where(TEXTS.c.hash == digest).values(**value))
