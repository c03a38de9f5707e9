"""Runs one owner's migrations (the core's or one service's) on the connection it is given."""

from typing import Any

from alembic import context

import senior_life.storage.tables
from senior_life.storage.types import Row

assert senior_life.storage.tables  # noqa: S101 -- imported so that the metadata is complete

settings = context.config
given: dict[str, Any] = settings.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given.get("metadata", Row.metadata),
    version_table=given["version_table"],
    compare_type=True,
    include_object=given.get("include_object"),
    render_item=given.get("render_item"),
)
context.run_migrations()
