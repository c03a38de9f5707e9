"""The menu that was agreed to, whom the desk telephones about a change, and days with less room."""

import sqlalchemy as sa
from alembic import op

revision = "meal_delivery_0002"
down_revision = "meal_delivery_0001"
branch_labels = None
depends_on = None

ASKED = sa.text("needs_call")


def upgrade() -> None:
    for table in ("meal_delivery_hold", "meal_delivery_order"):
        dish = sa.Column("dish", sa.String(1000), nullable=False, server_default="")
        op.add_column(table, dish)
    order = "meal_delivery_order"
    op.add_column(
        order, sa.Column("needs_call", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(order, sa.Column("why", sa.String(12), nullable=False, server_default=""))
    op.create_index(
        "ix_meal_delivery_order_asked",
        order,
        ["kitchen", "day"],
        sqlite_where=ASKED,
        postgresql_where=ASKED,
    )
    op.create_table(
        "meal_delivery_cut",
        sa.Column("kitchen", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("most_meals", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_due", sa.Boolean(), nullable=False),
    )
