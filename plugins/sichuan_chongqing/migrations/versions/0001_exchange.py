"""The exchange: cases across regions, messages out and in, evidence, keys, papers, intake."""

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
TABLES = (
    "sichuan_chongqing_case",
    "sichuan_chongqing_custody",
    "sichuan_chongqing_evidence",
    "sichuan_chongqing_incoming",
    "sichuan_chongqing_intake",
    "sichuan_chongqing_key",
    "sichuan_chongqing_offered",
    "sichuan_chongqing_outgoing",
    "sichuan_chongqing_stream",
)


def upgrade() -> None:
    op.create_table(
        "sichuan_chongqing_case",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("agreement", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("here", sa.String(length=6), nullable=False),
        sa.Column("there", sa.String(length=6), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("applicant_name", sa.String(length=200), nullable=False),
        sa.Column("applicant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hand_over_due", MOMENT, nullable=True),
        sa.Column("handed_over_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sichuan_chongqing_case")),
    )
    op.create_index(
        "ix_sichuan_chongqing_case_tenant_id_applicant", "sichuan_chongqing_case", ["tenant_id", "applicant_id"]
    )
    op.create_index("ix_sichuan_chongqing_case_tenant_id_number", "sichuan_chongqing_case", ["tenant_id", "number"])
    op.create_index(
        "ix_sichuan_chongqing_case_tenant_id_stage", "sichuan_chongqing_case", ["tenant_id", "stage", "changed_at"]
    )
    op.create_table(
        "sichuan_chongqing_custody",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("paper", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("condition", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", "paper", name=op.f("pk_sichuan_chongqing_custody")),
    )
    op.create_index(
        "ix_sichuan_chongqing_custody_holder", "sichuan_chongqing_custody", ["tenant_id", "holder", "since"]
    )
    op.create_table(
        "sichuan_chongqing_evidence",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name=op.f("pk_sichuan_chongqing_evidence")),
    )
    op.create_table(
        "sichuan_chongqing_incoming",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("evidence", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("processed_at", MOMENT, nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", "sequence", name=op.f("pk_sichuan_chongqing_incoming")),
    )
    op.create_index(
        "ix_sichuan_chongqing_incoming_message", "sichuan_chongqing_incoming", ["tenant_id", "message_id"], unique=True
    )
    op.create_index(
        "ix_sichuan_chongqing_incoming_open", "sichuan_chongqing_incoming", ["tenant_id", "processed_at", "case_id"]
    )
    op.create_table(
        "sichuan_chongqing_intake",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("agreement", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("applicant", JSON, nullable=False),
        sa.Column("identity", sa.String(length=20), nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("sheets", JSON, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("notice", JSON, nullable=True),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=True),
        sa.Column("clerk", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sichuan_chongqing_intake")),
    )
    op.create_index("ix_sichuan_chongqing_intake_state", "sichuan_chongqing_intake", ["tenant_id", "state", "begun_at"])
    op.create_table(
        "sichuan_chongqing_key",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("algorithm", sa.String(length=20), nullable=False),
        sa.Column("public", sa.String(length=130), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "party", "id", name=op.f("pk_sichuan_chongqing_key")),
    )
    op.create_table(
        "sichuan_chongqing_offered",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "region", "item", name=op.f("pk_sichuan_chongqing_offered")),
    )
    op.create_table(
        "sichuan_chongqing_outgoing",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("available_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=True),
        sa.Column("dead_at", MOMENT, nullable=True),
        sa.Column("processed_at", MOMENT, nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", "sequence", name=op.f("pk_sichuan_chongqing_outgoing")),
    )
    op.create_index("ix_sichuan_chongqing_outgoing_message", "sichuan_chongqing_outgoing", ["tenant_id", "message_id"])
    op.create_index(
        "ix_sichuan_chongqing_outgoing_waiting",
        "sichuan_chongqing_outgoing",
        ["tenant_id", "party", "kept_at", "available_at"],
    )
    op.create_table(
        "sichuan_chongqing_stream",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("toward", sa.String(length=3), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_id", "toward", name=op.f("pk_sichuan_chongqing_stream")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for statement in policies(table):
                op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
