"""Numbers and needs are the core's to keep; a visitor without a booking is known as such."""

import sqlalchemy as sa
from alembic import op

revision = "counter_reservation_0003"
down_revision = "counter_reservation_0002"
branch_labels = None
depends_on = None

BOOKING = "counter_reservation_booking"


def upgrade() -> None:
    for name in ("kana", "phone", "needs"):
        op.drop_column(BOOKING, name)
    op.add_column(
        BOOKING,
        sa.Column("is_walk_in", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
