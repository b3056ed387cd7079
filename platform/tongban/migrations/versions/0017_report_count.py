"""How many anonymous reports came from one place within an hour."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_count",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("hour", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "hour", "mark", name=op.f("pk_report_count")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("report_count"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("report_count")
