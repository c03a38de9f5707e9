"""Which word about a booking the core has heard; of what is booked already, all is told again."""

import sqlalchemy as sa
from alembic import op

revision = "counter_reservation_0002"
down_revision = "counter_reservation_0001"
branch_labels = None
depends_on = None

BOOKING = "counter_reservation_booking"
UNTOLD = sa.text("told < seq AND resident <> ''")


def upgrade() -> None:
    told = sa.Column("told", sa.Integer(), nullable=False, server_default="0")
    op.add_column(BOOKING, told)
    op.create_index(
        f"ix_{BOOKING}_untold", BOOKING, ["day"], sqlite_where=UNTOLD, postgresql_where=UNTOLD
    )
