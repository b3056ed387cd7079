"""Tickets with their history; what may be rated, and what was said of it, which nothing changes or deletes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tongban.database.rls import policies

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
OWNED = ("ticket", "ticket_event", "evaluation_invitation", "evaluation")
FIRES = sa.text("fires_at IS NOT NULL")
STAYS = "an evaluation is never changed or deleted"


def upgrade() -> None:
    _tickets()
    _evaluations()
    op.create_index("ix_case_file_opened", "case_file", ["tenant_id", "opened_at", "item", "channel"])
    if op.get_bind().dialect.name == "postgresql":
        for table in OWNED:
            for statement in policies(table):
                op.execute(statement)
        _only_added_on_postgresql()
    else:
        for act in ("UPDATE", "DELETE"):
            name = f"evaluation_no_{act.lower()}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON evaluation BEGIN SELECT RAISE(ABORT, '{STAYS}'); END")


def _only_added_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION evaluation_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{STAYS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER evaluation_stays BEFORE UPDATE OR DELETE ON evaluation "
        "FOR EACH ROW EXECUTE FUNCTION evaluation_stays()"
    )
    op.execute(
        "CREATE TRIGGER evaluation_stays_whole BEFORE TRUNCATE ON evaluation "
        "FOR EACH STATEMENT EXECUTE FUNCTION evaluation_stays()"
    )


def _tickets() -> None:
    op.create_table(
        "ticket_register",
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("held_by", sa.String(length=64), nullable=False),
        sa.Column("applicant_id", sa.String(length=40), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ticket_register")),
        sa.UniqueConstraint("code", name=op.f("uq_ticket_register_code")),
    )
    op.create_index("ix_ticket_register_applicant_id_opened_at", "ticket_register", ["applicant_id", "opened_at"])
    op.create_table(
        "ticket",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("applicant_id", sa.String(length=40), nullable=True),
        sa.Column("case_number", sa.String(length=50), nullable=True),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("assigned_to", sa.String(length=100), nullable=True),
        sa.Column("assigned_name", sa.String(length=100), nullable=True),
        sa.Column("waits_for", sa.String(length=40), nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("due_kind", sa.String(length=30), nullable=True),
        sa.Column("fires_at", MOMENT, nullable=True),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("answer_late", sa.Boolean(), nullable=False),
        sa.Column("tell_late", sa.Boolean(), nullable=False),
        sa.Column("snapshot", JSON, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "number", name=op.f("pk_ticket")),
    )
    op.create_index("ix_ticket_queue", "ticket", ["tenant_id", "waits_for", "due_at", "number"])
    op.create_index("ix_ticket_applicant", "ticket", ["tenant_id", "applicant_id", "opened_at"])
    op.create_index("ix_ticket_kind", "ticket", ["tenant_id", "kind", "opened_at"])
    op.create_index("ix_ticket_case", "ticket", ["tenant_id", "case_number"])
    op.create_index("ix_ticket_fires", "ticket", ["fires_at"], postgresql_where=FIRES, sqlite_where=FIRES)
    op.create_table(
        "ticket_event",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.String(length=100), nullable=False),
        sa.Column("actor_name", sa.String(length=100), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "number", "seq", name=op.f("pk_ticket_event")),
    )


def _evaluations() -> None:
    op.create_table(
        "evaluation_invitation",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("service_channel", sa.String(length=20), nullable=False),
        sa.Column("applicant_id", sa.String(length=40), nullable=False),
        sa.Column("applicant_name", sa.String(length=100), nullable=False),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_number", "occasion", name=op.f("pk_evaluation_invitation")),
        sa.UniqueConstraint("tenant_id", "token", name=op.f("uq_evaluation_invitation_tenant_id_token")),
    )
    op.create_index(
        "ix_evaluation_invitation_figures",
        "evaluation_invitation",
        ["tenant_id", "occasion", "invited_at", "item", "service_channel"],
    )
    op.create_table(
        "evaluation",
        sa.Column("tenant_id", sa.String(length=64), nullable=False),
        sa.Column("case_number", sa.String(length=50), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("beside", sa.String(length=100), nullable=True),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("service_channel", sa.String(length=20), nullable=False),
        sa.Column("ticket", sa.String(length=50), nullable=True),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "case_number", "occasion", "person_id", name=op.f("pk_evaluation")),
    )
    op.create_index("ix_evaluation_given", "evaluation", ["tenant_id", "given_at"])
    op.create_index("ix_evaluation_item", "evaluation", ["tenant_id", "item", "given_at"])


def downgrade() -> None:
    op.drop_index("ix_case_file_opened", "case_file")
    for table in (*reversed(OWNED), "ticket_register"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION evaluation_stays()")
