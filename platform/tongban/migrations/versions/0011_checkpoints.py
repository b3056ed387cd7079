"""Signed checkpoints of histories and audit lists; cases that have moved since the last one are found by index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tongban.database.rls import policies

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOVED = sa.text("revision > checkpointed")


def upgrade() -> None:
    op.add_column("case_file", sa.Column("checkpointed", sa.Integer(), nullable=False, server_default="0"))
    of_a_tenant = ["tenant_id", "number"]
    op.create_index("ix_case_file_moved", "case_file", of_a_tenant, postgresql_where=MOVED, sqlite_where=MOVED)
    op.create_table(
        "audit_checkpoint",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", JSON, nullable=False),
        sa.Column("entries", JSON, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "serial", name=op.f("pk_audit_checkpoint")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("audit_checkpoint"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_checkpoint")
    op.drop_index("ix_case_file_moved", "case_file")
    with op.batch_alter_table("case_file") as table:
        table.drop_column("checkpointed")
