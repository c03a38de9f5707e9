"""What somebody does not like, and when they agreed that it is kept."""

import sqlalchemy as sa
from alembic import op

revision = "meal_delivery_0003"
down_revision = "meal_delivery_0002"
branch_labels = None
depends_on = None

EATER = "meal_delivery_eater"


def upgrade() -> None:
    for name, longest in (("dislikes", 800), ("words", 200)):
        column = sa.Column(name, sa.String(longest), nullable=False, server_default="")
        op.add_column(EATER, column)
    op.add_column(EATER, sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
