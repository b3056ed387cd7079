"""Licences: where each is kept, how it stands, its versions, and each time that it was shown."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tongban.database.rls import policies

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
OWNED = ("licence", "licence_version", "licence_presentation")


def upgrade() -> None:
    op.create_table(
        "licence_register",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=False),
        sa.Column("holder_id", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_licence_register")),
    )
    op.create_index("ix_licence_register_holder_id_type", "licence_register", ["holder_id", "type"])
    op.create_index("ix_licence_register_case_number", "licence_register", ["case_number"])
    _licence()
    op.create_table(
        "licence_version",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_name", sa.String(length=100), nullable=False),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "code", "version", name=op.f("pk_licence_version")),
    )
    op.create_table(
        "licence_presentation",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("looked_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_licence_presentation")),
    )
    op.create_index("ix_licence_presentation_code", "licence_presentation", ["tenant_id", "code", "shown_at"])
    if op.get_bind().dialect.name == "postgresql":
        for table in OWNED:
            for statement in policies(table):
                op.execute(statement)


def _licence() -> None:
    op.create_table(
        "licence",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("holder_id", sa.String(length=40), nullable=False),
        sa.Column("holder_kind", sa.String(length=30), nullable=False),
        sa.Column("holder_name", sa.String(length=200), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "code", name=op.f("pk_licence")),
    )
    op.create_index("ix_licence_issued", "licence", ["tenant_id", "issued_at", "code"])
    for column in ("number", "holder_name", "holder_id", "case_number"):
        op.create_index(f"ix_licence_{column}", "licence", ["tenant_id", column])


def downgrade() -> None:
    for table in ("licence_presentation", "licence_version", "licence", "licence_register"):
        op.drop_table(table)
