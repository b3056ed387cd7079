"""A bundle taken in at a window: what was handed over there on paper, for the parts that begin later."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("one_thing_bundle", sa.Column("on_paper", JSON, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("one_thing_bundle", "on_paper")
