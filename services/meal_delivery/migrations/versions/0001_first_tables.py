"""Holds, orders, what people must not eat, checks that all is well, and applied keys."""

import sqlalchemy as sa
from alembic import op

revision = "meal_delivery_0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
UNTOLD = sa.text("told < seq")
MEAL = (
    ("resident", sa.String(64)),
    ("channel", sa.String(10)),
    ("day", sa.Date()),
    ("meal", sa.String(10)),
    ("diet", sa.String(12)),
    ("count", sa.Integer()),
    ("kitchen", sa.String(40)),
    ("round", sa.String(40)),
    ("since", sa.Integer()),
    ("until", sa.Integer()),
    ("price_yen", sa.Integer()),
    ("subsidy_yen", sa.Integer()),
)


def upgrade() -> None:
    _holds()
    _orders()
    _checks()
    op.create_table(
        "meal_delivery_eater",
        sa.Column("resident", sa.String(64), primary_key=True),
        sa.Column("avoids", sa.String(800), nullable=False),
        sa.Column("diet", sa.String(12), nullable=False),
        sa.Column("softness", sa.String(20), nullable=False),
        sa.Column("rice", sa.String(20), nullable=False),
        sa.Column("first_name", sa.String(64), nullable=False),
        sa.Column("first_phone", sa.String(20), nullable=False),
        sa.Column("second_name", sa.String(64), nullable=False),
        sa.Column("second_phone", sa.String(20), nullable=False),
        sa.Column("recorded_by", sa.String(64), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
    )
    op.create_table(
        "meal_delivery_applied",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("ref", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )


def _meal() -> list[sa.Column[object]]:
    door = (sa.Column[object](name, sa.Float()) for name in ("lat", "lon"))
    return [*(sa.Column(name, kind, nullable=False) for name, kind in MEAL), *door]


def _holds() -> None:
    table = "meal_delivery_hold"
    op.create_table(
        table,
        *_meal(),
        sa.Column("hold", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("replacing", sa.String(32), nullable=False),
        sa.Column("held_since", INSTANT, nullable=False),
        sa.Column("holds_until", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_day", table, ["day", "kitchen"])
    op.create_index(f"ix_{table}_whose", table, ["resident", "day"])
    op.create_index(f"ix_{table}_holds_until", table, ["holds_until"])


def _orders() -> None:
    table = "meal_delivery_order"
    op.create_table(
        table,
        *_meal(),
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("hold", sa.String(32), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("undo_until", INSTANT),
        sa.UniqueConstraint("number"),
    )
    op.create_index(f"ix_{table}_hold", table, ["hold"])
    op.create_index(f"ix_{table}_day", table, ["day", "kitchen"])
    op.create_index(f"ix_{table}_whose", table, ["resident", "day"])
    op.create_index(
        f"ix_{table}_untold", table, ["day"], sqlite_where=UNTOLD, postgresql_where=UNTOLD
    )


def _checks() -> None:
    op.create_table(
        "meal_delivery_check",
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("resident", sa.String(64), nullable=False),
        sa.Column("kitchen", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
    )
    op.create_index(
        "ix_meal_delivery_check_open", "meal_delivery_check", ["kitchen", "outcome", "day"]
    )
    op.create_table(
        "meal_delivery_check_step",
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
