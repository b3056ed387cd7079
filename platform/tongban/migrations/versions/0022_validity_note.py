"""A licence says what its item says of how long it holds, where it has no last day (E3)."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("licence", sa.Column("validity_note", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("licence") as table:
        table.drop_column("validity_note")
