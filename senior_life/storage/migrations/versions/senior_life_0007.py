"""Days of a habit that were left out and are wanted after all; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "senior_life_0007"
down_revision = "senior_life_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("habits", sa.Column("again", json, nullable=False, server_default="{}"))
