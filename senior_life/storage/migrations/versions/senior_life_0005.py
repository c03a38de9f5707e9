"""Several bookings under one yes, and what each of them goes with; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "senior_life_0005"
down_revision = "senior_life_0004"
branch_labels = None
depends_on = None
NOTHING = sa.text("'null'")
IS_OPEN = sa.text("state in ('requested', 'undoing')")


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "plans",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("town", sa.String(length=64), nullable=False),
        sa.Column("resident", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("walk", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", json, nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_plans")),
        sa.UniqueConstraint("key", name=op.f("uq_plans_key")),
    )
    op.create_index(
        "ix_plans_open",
        "plans",
        ["changed_at"],
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.add_column("bookings", sa.Column("plan", sa.String(length=64), nullable=True))
    op.add_column(
        "bookings",
        sa.Column("is_whole", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column("bookings", sa.Column("goes_with", sa.String(length=64), nullable=True))
    op.add_column("bookings", sa.Column("around", json, nullable=False, server_default=NOTHING))
    op.create_index(op.f("ix_bookings_plan"), "bookings", ["plan"], unique=False)
    op.create_index(op.f("ix_bookings_goes_with"), "bookings", ["goes_with"], unique=False)
    op.add_column("walks", sa.Column("beside", json, nullable=False, server_default=NOTHING))
