"""Runs of a day, holds, rides and applied keys."""

import sqlalchemy as sa
from alembic import op

revision = "on_demand_transport_0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
UNTOLD = sa.text("told < seq")
TRIP = (
    ("resident", sa.String(64)),
    ("channel", sa.String(10)),
    ("day", sa.Date()),
    ("origin", sa.String(64)),
    ("destination", sa.String(64)),
    ("time_kind", sa.String(10)),
    ("minute", sa.Float()),
    ("riders", sa.Integer()),
    ("chair", sa.String(24)),
    ("round_trip", sa.String(10)),
    ("board_stop", sa.String(40)),
    ("board_lat", sa.Float()),
    ("board_lon", sa.Float()),
    ("board_walk", sa.Float()),
    ("leave_stop", sa.String(40)),
    ("leave_lat", sa.Float()),
    ("leave_lon", sa.Float()),
    ("leave_walk", sa.Float()),
    ("boarding_minutes", sa.Float()),
    ("run", sa.String(60)),
    ("board_from", sa.Float()),
    ("board_by", sa.Float()),
    ("arrive_by", sa.Float()),
    ("longest_minutes", sa.Float()),
    ("ride_minutes", sa.Float()),
    ("is_shared", sa.Boolean()),
    ("fare", sa.String(40)),
    ("price_yen", sa.Integer()),
)


def upgrade() -> None:
    _runs()
    _holds()
    _rides()
    op.create_table(
        "on_demand_transport_applied",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("ref", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )


def _trip() -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name, kind in TRIP]


def _runs() -> None:
    op.create_table(
        "on_demand_transport_run",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("run", sa.String(60), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("delay_minutes", sa.Float(), nullable=False),
        sa.Column("out_until", sa.Float(), nullable=False),
    )


def _holds() -> None:
    table = "on_demand_transport_hold"
    op.create_table(
        table,
        *_trip(),
        sa.Column("trip", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hold", sa.String(32), nullable=False),
        sa.Column("replacing", sa.String(32), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("holds_until", INSTANT, nullable=False),
        sa.UniqueConstraint("key", "place"),
    )
    for name in ("hold", "replacing", "holds_until"):
        op.create_index(f"ix_{table}_{name}", table, [name])


def _rides() -> None:
    table = "on_demand_transport_ride"
    op.create_table(
        table,
        *_trip(),
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("trip", sa.String(32), nullable=False),
        sa.Column("proposal", sa.String(32), nullable=False),
        sa.Column("is_moved", sa.Boolean(), nullable=False),
        sa.Column("needs_call", sa.Boolean(), nullable=False),
        sa.Column("late_minutes", sa.Integer(), nullable=False),
        sa.Column("soon_minutes", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("waiting_since", INSTANT),
        sa.Column("undo_until", INSTANT),
        sa.UniqueConstraint("number"),
    )
    op.create_index(f"ix_{table}_trip", table, ["trip"])
    op.create_index(f"ix_{table}_day", table, ["day", "run"])
    op.create_index(f"ix_{table}_state", table, ["state", "day"])
    op.create_index(f"ix_{table}_whose", table, ["resident", "made_at"])
    op.create_index(
        f"ix_{table}_untold", table, ["day"], sqlite_where=UNTOLD, postgresql_where=UNTOLD
    )
