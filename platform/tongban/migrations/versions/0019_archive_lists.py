"""Lists of archives that are handed over or destroyed, and which person proposed a destruction."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from tongban.database.rls import policies

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "archive_list",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("receiver", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("made_by_id", sa.String(length=64), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", sa.String(length=100), nullable=False),
        sa.Column("received_by", sa.String(length=100), nullable=False),
        sa.Column("receipt", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_archive_list")),
    )
    op.create_index("ix_archive_list_made", "archive_list", ["tenant_id", "made_at", "id"])
    op.add_column("archive", sa.Column("listed_in", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("archive", sa.Column("proposed_by_id", sa.String(length=64), nullable=False, server_default=""))
    op.create_index("ix_archive_keep_until", "archive", ["tenant_id", "keep_until"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("archive_list"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_archive_keep_until", "archive")
    with op.batch_alter_table("archive") as table:
        table.drop_column("proposed_by_id")
        table.drop_column("listed_in")
    op.drop_table("archive_list")
