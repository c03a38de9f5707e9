"""The latest ones are found by one look at an index: every process asks for them all the time."""

from alembic import op

revision = "circular_board_0003"
down_revision = "circular_board_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_circular_board_notice_since", "circular_board_notice", ["since", "ref"])
