"""What the town remembers: one store, on SQLite or PostgreSQL, running the same code."""

from senior_life.storage.engine import Store, open_store
from senior_life.storage.refs import new_ref

__all__ = ["Store", "new_ref", "open_store"]
