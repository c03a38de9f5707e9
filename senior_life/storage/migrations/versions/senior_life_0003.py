"""A list that reads itself again is noted once; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op

revision = "senior_life_0003"
down_revision = "senior_life_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("openings", sa.Column("once", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_openings_by_once_resident"), "openings", ["by", "once", "resident"], unique=True
    )
