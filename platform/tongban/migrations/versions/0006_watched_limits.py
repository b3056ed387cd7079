"""Limits know when a supervisor is to be told of them; what staff were told is kept; late ones are found by index."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ALERT, LATE = sa.text("alert_at IS NOT NULL"), sa.text("missed_at IS NOT NULL")


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("alert_at", MOMENT, nullable=True),
        sa.Column("alert_level", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("alerted", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("missed_at", MOMENT, nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("owes_reason", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def upgrade() -> None:
    for column in _columns():
        op.add_column("deadline", column)
    op.create_index("ix_deadline_alert", "deadline", ["alert_at"], postgresql_where=ALERT, sqlite_where=ALERT)
    op.create_index(
        "ix_deadline_late", "deadline", ["tenant_id", "missed_at"], postgresql_where=LATE, sqlite_where=LATE
    )
    op.create_table(
        "staff_alert",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("deadline", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("seen_by", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "number", "deadline", "level", "role", name=op.f("pk_staff_alert")),
    )
    op.create_index("ix_staff_alert_role", "staff_alert", ["tenant_id", "role", "seen_at", "raised_at"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("staff_alert"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("staff_alert")
    op.drop_index("ix_deadline_late", "deadline")
    op.drop_index("ix_deadline_alert", "deadline")
    with op.batch_alter_table("deadline") as table:
        for column in _columns():
            table.drop_column(column.name)
