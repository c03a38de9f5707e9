"""Keys that work once: sent again after a crash or a double tap, they do nothing more."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, Table, bindparam, delete, insert, select
from sqlmodel import Field, Session, SQLModel

from senior_life.contract import Host
from senior_life.direct import Direct
from senior_life.providing.columns import Instant

KEPT = timedelta(days=30)
"""A key is sent again within hours of a crash; later its screen is long gone."""
AT_ONCE = 200


class Keyed(SQLModel):
    """A key whose work is done, and the booking that came of it (empty: none did).

    A service's own table: ``class Applied(Keyed, table=True)`` with its ``__tablename__``.
    """

    key: str = Field(primary_key=True, max_length=200)
    ref: str = Field(default="", max_length=32)
    at: datetime = Field(sa_type=Instant)


class Keys:
    """Of one such table; made once, when a service's module is read."""

    def __init__(self, applied: type[Keyed]) -> None:
        self._table: Table = applied.metadata.tables[str(applied.__tablename__)]
        its_key = self._table.c.key == bindparam("its_key")
        self._found = Direct(select(self._table.c.ref).where(its_key))
        self._insert = Direct(insert(self._table))

    def remember(self, session: Session, key: str, ref: str, at: datetime) -> None:
        """The key is unique: whoever is second fails, runs again, and finds it done."""
        self._insert.count(session, {"key": key, "ref": ref, "at": at})

    def is_applied(self, session: Session, key: str) -> bool:
        return self._found.first(session, {"its_key": key}) is not None

    def ref_of(self, session: Session, key: str) -> str:
        """The booking that came of it; empty: none, or the key is new."""
        found = self._found.first(session, {"its_key": key})
        return str(found.ref) if found else ""

    async def forget(self, host: Host) -> bool:
        """Once a day: a batch of old ones. False: there are more, so come again in a minute."""

        def work(session: Session) -> int:
            old = self._table.c.at < host.now() - KEPT
            some = select(self._table.c.key).where(old).limit(AT_ONCE)
            done = session.execute(delete(self._table).where(self._table.c.key.in_(some)))
            return cast("CursorResult[object]", done).rowcount

        return await host.write(work) < AT_ONCE
