"""Orders at the payment gateway, one for each invoice."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "payment_order",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("invoice", sa.String(length=60), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("pay_url", sa.String(length=400), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "invoice", name=op.f("pk_payment_order")),
    )
    op.create_index("ix_payment_order_invoice", "payment_order", ["invoice"])
    op.create_index("ix_payment_order_case", "payment_order", ["tenant_id", "case_number"])
    open_only = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_payment_order_open", "payment_order", ["asked_at"], postgresql_where=open_only, sqlite_where=open_only
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in policies("payment_order"):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("payment_order")
