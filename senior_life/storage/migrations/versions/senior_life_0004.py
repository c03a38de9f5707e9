"""The booking that a line of the help list is about, when nobody wrote it but the town itself."""

import sqlalchemy as sa
from alembic import op

revision = "senior_life_0004"
down_revision = "senior_life_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("help_requests", sa.Column("booking", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_help_requests_booking"), "help_requests", ["booking"], unique=False)
