"""How long rows are kept that nobody needs any more: every period of the core stands here.

docs/town-pack.md names them for the town; what a service keeps, it forgets in its own upkeep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, select, tuple_
from sqlmodel import Session, col

from senior_life.storage.tables.files import FileRow
from senior_life.storage.tables.idempotency import IdempotencyRow
from senior_life.storage.tables.people import (
    AttemptRow,
    OpeningRow,
    PairingCodeRow,
    StaffSessionRow,
)
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases.files import UNKEPT_FOR
from senior_life.usecases.repeats import KEPT_FOR
from senior_life.usecases.today import OPEN
from senior_life.usecases.town import Town

DAY = timedelta(days=1)
ENDED_WALKS = timedelta(days=30)
AT_ONCE = 200
"""Rows in one transaction, so that nobody waits for this."""


@dataclass(frozen=True, slots=True)
class Old:
    """Rows of one table that may go."""

    table: type[Any]
    where: ColumnElement[bool]


async def forget_old(town: Town) -> int:
    """All that is too old, batch after batch; how many rows. Safe to run twice at once."""
    gone = 0
    for old in too_old(town.now(), timedelta(days=town.pack.town.read_log_days)):
        while True:
            batch = await town.store.write(partial(_forget, old=old))
            gone += batch
            if batch < AT_ONCE:
                break
    return gone


def too_old(now: datetime, read_log: timedelta) -> Iterator[Old]:
    """``read_log``: how long the town keeps who looked at whose data."""
    yield Old(IdempotencyRow, col(IdempotencyRow.at) < now - KEPT_FOR)
    yield Old(AttemptRow, col(AttemptRow.at) < now - DAY)
    yield Old(PairingCodeRow, col(PairingCodeRow.until) < now)
    yield Old(StaffSessionRow, col(StaffSessionRow.expires_at) < now)
    ended = col(WalkRow.state).not_in(OPEN) & (col(WalkRow.touched_at) < now - ENDED_WALKS)
    yield Old(WalkRow, ended)
    yield Old(FileRow, (col(FileRow.kept_by) == "") & (col(FileRow.made_at) < now - UNKEPT_FOR))
    yield Old(OpeningRow, col(OpeningRow.at) < now - read_log)


def _forget(s: Session, old: Old) -> int:
    key = tuple_(*inspect(old.table).primary_key)
    some = select(*inspect(old.table).primary_key).where(old.where).limit(AT_ONCE)
    done = s.execute(delete(old.table).where(key.in_(some)))
    return int(done.rowcount)  # type: ignore[attr-defined]
