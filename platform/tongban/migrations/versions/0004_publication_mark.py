"""One mark that every publication writes anew, so that no request need look through all published sources."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "publication_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_mark")),
    )
    op.bulk_insert(made, [{"id": 1, "mark": "first"}])


def downgrade() -> None:
    op.drop_table("publication_mark")
