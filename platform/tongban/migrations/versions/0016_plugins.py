"""How far each plugin was told of a case, and where plugins failed."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("plugin_told", "plugin_fault")


def upgrade() -> None:
    op.create_table(
        "plugin_told",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_number", "plugin", name=op.f("pk_plugin_told")),
    )
    op.create_table(
        "plugin_fault",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=False),
        sa.Column("hook", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "plugin", "hook", "mark", name=op.f("pk_plugin_fault")),
    )
    op.create_index("ix_plugin_fault_last_at", "plugin_fault", ["last_at"])
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policies(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
