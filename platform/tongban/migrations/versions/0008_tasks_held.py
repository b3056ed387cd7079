"""Tasks are held by people and desks, and found by whom; staff sit at a desk; departments are asked for opinions."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
QUEUE = "ix_case_file_queue"


def upgrade() -> None:
    op.add_column("ab_user", sa.Column("desk", sa.String(length=100), nullable=False, server_default=""))
    for table in ("case_file", "task"):
        op.add_column(table, sa.Column("held_by", sa.String(length=110), nullable=False, server_default=""))
    op.drop_index(QUEUE, "case_file")
    op.create_index(QUEUE, "case_file", ["tenant_id", "waits_for", "held_by", "due_at", "number"])
    op.create_index("ix_task_held", "task", ["tenant_id", "held_by", "done_at"])
    op.create_table(
        "opinion_request",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asker", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "number", "id", name=op.f("pk_opinion_request")),
    )
    op.create_index("ix_opinion_request_open", "opinion_request", ["tenant_id", "closed_at", "due_at", "number"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("opinion_request"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("opinion_request")
    op.drop_index("ix_task_held", "task")
    op.drop_index(QUEUE, "case_file")
    op.create_index(QUEUE, "case_file", ["tenant_id", "waits_for", "due_at", "number"])
    for table in ("task", "case_file"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("held_by")
    op.drop_column("ab_user", "desk")
