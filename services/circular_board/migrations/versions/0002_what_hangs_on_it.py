"""The papers and photos that hang on a circular."""

import sqlalchemy as sa
from alembic import op

revision = "circular_board_0002"
down_revision = "circular_board_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circular_board_attachment",
        sa.Column("notice", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("says", sa.String(200), nullable=False),
        sa.Column("is_picture", sa.Boolean(), nullable=False),
    )
