"""Services that are only practised, and whoever practises; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op

revision = "senior_life_0011"
down_revision = "senior_life_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practices",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_practices")),
    )
    goes_on = sa.text("ended_at is null")
    op.create_index(
        "uq_practices_service_open",
        "practices",
        ["service"],
        unique=True,
        sqlite_where=goes_on,
        postgresql_where=goes_on,
    )
    op.add_column(
        "residents",
        sa.Column("is_practice", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
