"""Circulars, for whom they are, who has read and answered, and what went out on paper."""

import sqlalchemy as sa
from alembic import op

revision = "circular_board_0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _notices()
    _readers()
    _paper()
    op.create_table(
        "circular_board_applied",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("ref", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )


def _notices() -> None:
    table = "circular_board_notice"
    op.create_table(
        table,
        sa.Column("ref", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("reply_until", INSTANT),
        sa.Column("happens_at", INSTANT),
        sa.Column("happens_where", sa.String(60), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("corrects", sa.String(32), nullable=False),
    )
    op.create_index(f"ix_{table}_happens", table, ["happens_at"])
    op.create_index(f"ix_{table}_place", table, ["place", "since"])
    op.create_table(
        "circular_board_audience",
        sa.Column("target", sa.String(70), primary_key=True),
        sa.Column("is_urgent", sa.Boolean(), primary_key=True),
        sa.Column("since", INSTANT, primary_key=True),
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("until", INSTANT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_circular_board_audience_notice", "circular_board_audience", ["notice"])


def _readers() -> None:
    op.create_table(
        "circular_board_receipt",
        sa.Column("resident", sa.String(64), primary_key=True),
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "circular_board_household_receipt",
        sa.Column("household", sa.String(64), primary_key=True),
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("resident", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "circular_board_answer",
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("resident", sa.String(64), primary_key=True),
        sa.Column("step", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(500), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )


def _paper() -> None:
    op.create_table(
        "circular_board_paper_house",
        sa.Column("house", sa.String(200), primary_key=True),
        sa.Column("marked_by", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "circular_board_on_paper",
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("house", sa.String(200), primary_key=True),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "circular_board_reminder",
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("han", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("reminded_by", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
