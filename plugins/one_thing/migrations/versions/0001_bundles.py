"""Bundles that run: plans, bundles, their parts, and which cases are theirs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from tongban.kit.tables import policies

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")

TABLES = ("one_thing_plan", "one_thing_bundle", "one_thing_part", "one_thing_member")


def upgrade() -> None:
    op.create_table(
        "one_thing_plan",
        sa.Column("tenant_id", sa.String(64), primary_key=True),
        sa.Column("form", sa.String(64), primary_key=True),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
    )
    op.create_table(
        "one_thing_bundle",
        sa.Column("tenant_id", sa.String(64), primary_key=True),
        sa.Column("number", sa.String(60), primary_key=True),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("draft", sa.String(40), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("applicant_id", sa.String(40), nullable=False),
        sa.Column("applicant_kind", sa.String(30), nullable=False),
        sa.Column("applicant_name", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("delivered_at", MOMENT),
    )
    op.create_index("ix_one_thing_bundle_state", "one_thing_bundle", ["tenant_id", "state", "begun_at", "number"])
    op.create_index("ix_one_thing_bundle_applicant", "one_thing_bundle", ["tenant_id", "applicant_id", "begun_at"])
    op.create_index("ix_one_thing_bundle_draft", "one_thing_bundle", ["tenant_id", "draft"])
    op.create_table(
        "one_thing_part",
        sa.Column("tenant_id", sa.String(64), primary_key=True),
        sa.Column("number", sa.String(60), primary_key=True),
        sa.Column("part", sa.String(40), primary_key=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("handled_at", sa.String(64), nullable=False),
        sa.Column("office", sa.String(100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition_hash", sa.String(64), nullable=False),
        sa.Column("waits_for", JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("case_number", sa.String(50)),
        sa.Column("due_at", MOMENT),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("delivered_at", MOMENT),
    )
    op.create_table(
        "one_thing_member",
        sa.Column("tenant_id", sa.String(64), primary_key=True),
        sa.Column("case_number", sa.String(50), primary_key=True),
        sa.Column("led_by", sa.String(64), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policies(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
