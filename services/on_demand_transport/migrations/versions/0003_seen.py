"""From where one walks to the stop, since when a vehicle is late, and whom the desk telephoned."""

import sqlalchemy as sa
from alembic import op

revision = "on_demand_transport_0003"
down_revision = "on_demand_transport_0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NEW = {
    "on_demand_transport_hold": ("start_lat", "start_lon"),
    "on_demand_transport_ride": ("start_lat", "start_lon"),
    "on_demand_transport_run": ("late_since", "late_until"),
}


def upgrade() -> None:
    for table, names in NEW.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Float(), nullable=False, server_default="0"))
    table = "on_demand_transport_call"
    op.create_table(
        table,
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("ride", sa.String(32), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index(f"ix_{table}_ride", table, ["ride", "at"])
