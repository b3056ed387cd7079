"""A case and a ticket keep the link of their last event, so that the next one is chained to it without a question.

Those that are there keep none until something happens in them: writing all of them anew would lock them all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = ("case_file", "ticket")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("link", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("link")
