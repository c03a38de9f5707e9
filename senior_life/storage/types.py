"""The column types of every core table: instants, JSON, and the base that names constraints."""

from typing import Any

from sqlalchemy import JSON, Dialect, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

from senior_life.providing import Instant

__all__ = ["Instant", "Json", "Row", "table"]

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Json(TypeDecorator[Any]):
    """Any JSON value; binary on PostgreSQL. Replace the value, never change it in place."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = JSONB() if dialect.name == "postgresql" else JSON()
        return dialect.type_descriptor(kind)


def table(row: type[SQLModel]) -> Table:
    """The bare table, for statements that need no objects."""
    return row.metadata.tables[str(row.__tablename__)]


class Row(SQLModel):
    """The base of every core table. Services have ``SQLModel`` itself, hence other metadata."""

    metadata = MetaData(naming_convention=NAMES)
