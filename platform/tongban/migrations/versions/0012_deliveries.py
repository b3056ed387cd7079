"""By what people want to be told, the tenants' own systems, and each delivery of each message."""

import sqlalchemy as sa
from alembic import op

from tongban.database.rls import policies

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OWNED = ("webhook_endpoint", "delivery")


def upgrade() -> None:
    op.create_table(
        "contact_way",
        sa.Column("applicant_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.Column("proposed", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("code_sent_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("applicant_id", "channel", name=op.f("pk_contact_way")),
    )
    op.create_table(
        "webhook_endpoint",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=400), nullable=False),
        sa.Column("sealed_secret", sa.String(length=400), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_webhook_endpoint")),
    )
    _delivery()
    if op.get_bind().dialect.name == "postgresql":
        for table in OWNED:
            for statement in policies(table):
                op.execute(statement)


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(length=200), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.String(length=100), nullable=False),
        sa.Column("settled_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "message", "person", "channel", name=op.f("pk_delivery")),
        sa.UniqueConstraint("tenant_id", "key", name=op.f("uq_delivery_tenant_id_key")),
    )
    op.create_index("ix_delivery_case", "delivery", ["tenant_id", "case_number", "created_at"])
    open_only = sa.text("state IN ('dead', 'uncertain')")
    op.create_index(
        "ix_delivery_trouble", "delivery", ["created_at"], postgresql_where=open_only, sqlite_where=open_only
    )


def downgrade() -> None:
    for table in (*reversed(OWNED), "contact_way"):
        op.drop_table(table)
