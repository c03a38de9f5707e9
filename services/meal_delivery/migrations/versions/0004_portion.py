"""How much rice somebody eats."""

import sqlalchemy as sa
from alembic import op

revision = "meal_delivery_0004"
down_revision = "meal_delivery_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "meal_delivery_eater",
        sa.Column("portion", sa.String(12), nullable=False, server_default="usual"),
    )
