"""Find the files that no case has taken, oldest first, without reading those of cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAITING = sa.text("case_number IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_handed_in_file_waiting",
        "handed_in_file",
        ["uploaded_at"],
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index("ix_handed_in_file_waiting", "handed_in_file")
