"""The migrations make exactly the tables that the code speaks of."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from senior_life.storage import Store
from services.counter_reservation import tables

PREFIX = "counter_reservation_"


def is_ours(_object: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    return kind != "table" or (name or "").startswith(PREFIX)


def test_migrations_and_tables_agree(store: Store) -> None:
    options = {"compare_type": True, "include_object": is_ours}
    with store.readers.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_table_bears_the_name_of_its_service() -> None:
    ours = [one for one in vars(tables).values() if hasattr(one, "__tablename__")]
    assert all(one.__tablename__.startswith(PREFIX) for one in ours if hasattr(one, "__table__"))
