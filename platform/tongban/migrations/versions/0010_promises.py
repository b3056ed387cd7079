"""Broken promises, seen by every desk of the city; and what is noted for supervision, tenant by tenant."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "broken_promise",
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("applicant_id", sa.String(length=40), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=False),
        sa.Column("broken_at", MOMENT, nullable=False),
        sa.Column("repaired_at", MOMENT, nullable=True),
        sa.Column("repaired_by", sa.String(length=100), nullable=True),
        sa.Column("repair", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", "kind", name=op.f("pk_broken_promise")),
    )
    op.create_index("ix_broken_promise_applicant", "broken_promise", ["applicant_id", "repaired_at"])
    op.create_index("ix_broken_promise_held_by", "broken_promise", ["held_by", "broken_at"])
    op.create_table(
        "supervision_note",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.String(length=100), nullable=False),
        sa.Column("actor_name", sa.String(length=100), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_supervision_note")),
    )
    op.create_index("ix_supervision_note_kind", "supervision_note", ["tenant_id", "kind", "at"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("supervision_note"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("supervision_note")
    op.drop_table("broken_promise")
