"""When services take no bookings, and events of cancelling; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op

revision = "senior_life_0010"
down_revision = "senior_life_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stops",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_stops")),
    )
    op.create_index(op.f("ix_stops_last_service"), "stops", ["last", "service"], unique=False)
    is_cancelled = sa.text("state = 'cancelled'")
    op.create_index(
        "ix_events_cancelled",
        "events",
        ["at"],
        unique=False,
        sqlite_where=is_cancelled,
        postgresql_where=is_cancelled,
    )
