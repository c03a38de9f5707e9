"""What the desk says is cooked on a day instead of what the pack says."""

import sqlalchemy as sa
from alembic import op

revision = "meal_delivery_0005"
down_revision = "meal_delivery_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meal_delivery_menu",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("meal", sa.String(10), primary_key=True),
        sa.Column("diet", sa.String(12), primary_key=True),
        sa.Column("dish", sa.String(1000), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_due", sa.Boolean(), nullable=False),
    )
