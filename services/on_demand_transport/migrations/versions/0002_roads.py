"""What a router said of the roads, and how it went with it."""

import sqlalchemy as sa
from alembic import op

revision = "on_demand_transport_0002"
down_revision = "on_demand_transport_0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "on_demand_transport_router",
        sa.Column("router", sa.String(32), primary_key=True),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(12), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("next_at", INSTANT, nullable=False),
    )
    table = "on_demand_transport_sheet"
    op.create_table(
        table,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("router", sa.String(32), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("drives", sa.Text(), nullable=False),
    )
    op.create_index(f"ix_{table}_router", table, ["router", "batch"])
    op.create_index(f"ix_{table}_at", table, ["at"])
