"""Who was found well by somebody else, apart from what they answered themselves."""

import sqlalchemy as sa
from alembic import op

from senior_life.storage.types import Instant

revision = "circular_board_0004"
down_revision = "circular_board_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circular_board_found_well",
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("resident", sa.String(64), primary_key=True),
        sa.Column("noted_by", sa.String(64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
    )
