"""Errands of every week, the bookings that came of them, and changes that follow another one; to
go back, restore a backup."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "senior_life_0006"
down_revision = "senior_life_0005"
branch_labels = None
depends_on = None
IS_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "habits",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("town", sa.String(length=64), nullable=False),
        sa.Column("resident", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("answers", json, nullable=False),
        sa.Column("weekly", json, nullable=False),
        sa.Column("seen_until", sa.Date(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_habits")),
        sa.UniqueConstraint("plan", name=op.f("uq_habits_plan")),
    )
    op.create_index(op.f("ix_habits_resident"), "habits", ["resident"], unique=False)
    op.create_index(
        "ix_habits_due", "habits", ["next_at"], sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )
    op.add_column("bookings", sa.Column("habit", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_bookings_habit"), "bookings", ["habit"], unique=False)
    op.add_column("acts", sa.Column("after", sa.String(length=160), nullable=True))
    op.create_index(op.f("ix_acts_after"), "acts", ["after"], unique=False)
