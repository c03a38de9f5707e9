"""Claims, holds, bookings, pauses and applied keys."""

import sqlalchemy as sa
from alembic import op

revision = "counter_reservation_0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
VISIT = (
    ("resident", sa.String(64)),
    ("channel", sa.String(10)),
    ("topics", sa.String(400)),
    ("mode", sa.String(10)),
    ("office", sa.String(40)),
    ("counter", sa.String(40)),
    ("day", sa.Date()),
    ("lane", sa.Integer()),
    ("first", sa.Integer()),
    ("units", sa.Integer()),
)


def upgrade() -> None:
    _claims()
    _holds()
    _bookings()
    _pauses()
    op.create_table(
        "counter_reservation_applied",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("ref", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )


def _visit() -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name, kind in VISIT]


def _claims() -> None:
    op.create_table(
        "counter_reservation_claim",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("counter", sa.String(40), primary_key=True),
        sa.Column("lane", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("unit", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("holds_until", INSTANT),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_counter_reservation_claim_slot", "counter_reservation_claim", ["slot"])


def _holds() -> None:
    table = "counter_reservation_hold"
    op.create_table(
        table,
        *_visit(),
        sa.Column("slot", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("replacing", sa.String(32), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("holds_until", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_holds_until", table, ["holds_until"])


def _bookings() -> None:
    table = "counter_reservation_booking"
    op.create_table(
        table,
        *_visit(),
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("number", sa.String(16), nullable=False, unique=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kana", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("needs", sa.String(200), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("slot", sa.String(32), nullable=False),
        sa.Column("proposal", sa.String(32), nullable=False),
        sa.Column("is_moved", sa.Boolean(), nullable=False),
        sa.Column("needs_call", sa.Boolean(), nullable=False),
        sa.Column("passed", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("waiting_since", INSTANT),
        sa.Column("undo_until", INSTANT),
    )
    op.create_index(f"ix_{table}_slot", table, ["slot"])
    op.create_index(f"ix_{table}_place", table, ["day", "office"])
    op.create_index(f"ix_{table}_state", table, ["state", "day"])


def _pauses() -> None:
    table = "counter_reservation_pause"
    op.create_table(
        table,
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("counter", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("lifted_at", INSTANT),
    )
    op.create_index(f"ix_{table}_day", table, ["day", "counter"])
