"""The case keeps the link of its last event, so that the next one is chained to it without a question.

Cases that are there keep none until something happens in them: writing all of them anew would lock them all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_file", sa.Column("link", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("case_file") as table:
        table.drop_column("link")
