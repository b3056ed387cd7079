"""A document has a translation where its tenant offers one, and may have a signature by SM2 beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("translation", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("sm2", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document") as batch:
        batch.drop_column("sm2")
        batch.drop_column("translation")
