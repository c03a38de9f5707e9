"""A person's own bookings are found by the day, for they do not stand in that person's way."""

from alembic import op

revision = "counter_reservation_0003"
down_revision = "counter_reservation_0002"
branch_labels = None
depends_on = None

BOOKING = "counter_reservation_booking"


def upgrade() -> None:
    op.create_index(f"ix_{BOOKING}_resident", BOOKING, ["resident", "day"])
