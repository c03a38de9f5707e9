"""Addresses as they are compared; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op

from senior_life.providing import folded

revision = "senior_life_0009"
down_revision = "senior_life_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "residents", sa.Column("address_folded", sa.String(), nullable=False, server_default="")
    )
    residents = sa.table("residents", *map(sa.column, ("ref", "address", "address_folded")))
    written = sa.select(residents.c.ref, residents.c.address).where(residents.c.address != "")
    values = [
        {"its_ref": row.ref, "so": folded(row.address)} for row in op.get_bind().execute(written)
    ]
    if values:
        put = residents.update().where(residents.c.ref == sa.bindparam("its_ref"))
        op.get_bind().execute(put.values(address_folded=sa.bindparam("so")), values)
    op.create_index(op.f("ix_residents_address_folded"), "residents", ["address_folded"])
