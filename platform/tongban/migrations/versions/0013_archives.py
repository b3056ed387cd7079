"""The register of archives of closed cases."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "archive",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("package", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("retention", sa.String(length=200), nullable=False),
        sa.Column("handed_over_at", MOMENT, nullable=True),
        sa.Column("handed_over_to", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=True),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("destroyed_at", MOMENT, nullable=True),
        sa.Column("approved_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "number", name=op.f("pk_archive")),
    )
    op.create_index("ix_archive_made", "archive", ["tenant_id", "made_at", "number"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("archive"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("archive")
