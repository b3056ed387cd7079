"""Changes of bodies as a list; documents keep the series of who numbered them; versions have a moment of effect."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
OLD_SERIES, SERIES = ["tenant_id", "kind", "year", "serial"], ["tenant_id", "numbered_by", "kind", "year", "serial"]


def upgrade() -> None:
    op.create_table(
        "division_change",
        sa.Column("change", sa.String(length=80), nullable=False),
        sa.Column("old", sa.String(length=64), nullable=False),
        sa.Column("new", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("moved", JSON, nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("carried_out_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("change", "old", "new", name=op.f("pk_division_change")),
    )
    _fill("document", "numbered_by", sa.String(length=64), "tenant_id")
    _fill("published_version", "effective_at", sa.DateTime(timezone=True), "published_at")
    with op.batch_alter_table("document") as table:
        table.drop_constraint(op.f("uq_document_tenant_id_kind_year_serial"), type_="unique")
        table.create_unique_constraint(op.f("uq_document_tenant_id_numbered_by_kind_year_serial"), SERIES)


def _fill(name: str, column: str, kind: sa.types.TypeEngine[Any], like: str) -> None:
    """Add a column that begins as another one is, for every tenant: the owner of a table is under its policies too."""
    op.add_column(name, sa.Column(column, kind, nullable=True))
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")
    rows = sa.table(name, sa.column(column), sa.column(like))
    op.execute(rows.update().values({column: rows.c[like]}))
    if on_postgresql:
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    with op.batch_alter_table(name) as table:
        table.alter_column(column, existing_type=kind, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("document") as table:
        table.drop_constraint(op.f("uq_document_tenant_id_numbered_by_kind_year_serial"), type_="unique")
        table.create_unique_constraint(op.f("uq_document_tenant_id_kind_year_serial"), OLD_SERIES)
        table.drop_column("numbered_by")
    with op.batch_alter_table("published_version") as table:
        table.drop_column("effective_at")
    op.drop_table("division_change")
