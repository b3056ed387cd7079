"""A file that an applicant takes from an earlier case of their own says from which (F7; 335 §32)."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handed_in_file", sa.Column("taken_from", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("handed_in_file") as table:
        table.drop_column("taken_from")
