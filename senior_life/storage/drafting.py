"""Draft the next migration of the core or of a service from its tables, for a person to read over.

``python -m senior_life.storage.drafting ID PACKAGE "What changes"``
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlmodel import AutoString, SQLModel

from senior_life.storage.engine import Store, open_store
from senior_life.storage.migrate import CORE, CORE_PACKAGE, config, migrate_now, version_table
from senior_life.storage.types import Instant, Json, Row


def tables_of(service: str, package: str) -> MetaData:
    """The core's own metadata, or that of all services once this one's tables are imported."""
    import_module(f"{package}.tables")
    return Row.metadata if service == CORE else SQLModel.metadata


def differences(store: Store, service: str, package: str) -> list[Any]:
    """What the tables of one owner have and its migrations lack, or the other way round."""
    with store.writers.connect() as connection:
        metadata = tables_of(service, package)
        context = MigrationContext.configure(connection, opts=_options(service, metadata))
        return list(compare_metadata(context, metadata))


def draft(service: str, package: str, message: str) -> None:
    """Write a new file into the owner's ``migrations/versions``; read it before you keep it."""
    packages = {} if service == CORE else {service: package}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'draft.sqlite'}")
        migrate_now(store, packages)
        settings = config(service, package)
        metadata = tables_of(service, package)
        settings.attributes.update(_options(service, metadata), metadata=metadata)
        settings.attributes["render_item"] = _render
        with store.writers.connect() as connection:
            _revise(settings, connection, message)
        store.close()


def _revise(settings: Config, connection: Connection, message: str) -> None:
    settings.attributes["connection"] = connection
    place = Path(settings.get_main_option("version_locations") or "")
    place.mkdir(parents=True, exist_ok=True)
    number = f"{settings.attributes['service']}_{len(list(place.glob('*.py'))) + 1:04d}"
    settings.set_main_option("file_template", "%%(rev)s")
    command.revision(settings, message, autogenerate=True, version_path=str(place), rev_id=number)


def _options(service: str, metadata: MetaData) -> dict[str, Any]:
    def is_of_this_owner(_item: object, name: str, kind: str, reflected: bool, _: object) -> bool:
        if kind != "table":
            return True
        own = name in metadata.tables and (service == CORE or name.startswith(f"{service}_"))
        return own or (reflected and service != CORE and name.startswith(f"{service}_"))

    return {
        "version_table": version_table(service),
        "include_object": is_of_this_owner,
        "compare_type": True,
    }


def _render(kind: str, item: object, context: AutogenContext) -> str | bool:
    """Migrations stand on their own: no types of ours in them."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Json):
        context.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


if __name__ == "__main__":
    draft(*(sys.argv[1:] or [CORE, CORE_PACKAGE, "tables"]))
