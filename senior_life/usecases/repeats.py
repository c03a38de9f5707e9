"""Repeated requests: the first is done, the others get its answer, for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from senior_life.direct import Direct
from senior_life.storage.tables.idempotency import IdempotencyRow
from senior_life.storage.types import table
from senior_life.usecases.town import Town

KEPT_FOR = timedelta(hours=24)
LOST_AFTER = timedelta(seconds=90)
"""A request that has not answered by then died with its process, and may be done again."""
ANSWER = ("status", "kind", "body")
_rows = table(IdempotencyRow)
_ITS_KEY = (_rows.c.actor == bindparam("its_actor"), _rows.c.key == bindparam("its_key"))
FOUND = Direct(select(_rows).where(*_ITS_KEY))
ADD = Direct(insert(_rows))
KEEP = Direct(
    update(_rows).where(*_ITS_KEY).values({name: bindparam(f"its_{name}") for name in ANSWER})
)


class Claim(Enum):
    FIRST = "do it"
    UNDER_WAY = "another is doing it"
    OTHER = "the key was used for something else"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer already given."""

    status: int
    kind: str
    body: str


async def claim(town: Town, actor: str, key: str, request: str) -> Claim | Kept:
    """The first with this key does the work; everyone later learns how that went."""
    now = town.now()
    answer: Claim | Kept = await town.store.write(lambda s: _claim(s, actor, key, request, now))
    return answer


def _claim(s: Session, actor: str, key: str, request: str, now: datetime) -> Claim | Kept:
    found = FOUND.first(s, {"its_actor": actor, "its_key": key})
    if found is None:
        empty = {"status": None, "kind": "", "body": ""}
        ADD.count(s, {"actor": actor, "key": key, "request": request, "at": now, **empty})
        return Claim.FIRST
    if now - found.at >= KEPT_FOR:
        return _begun(s, found, request, now)
    if found.request != request:
        return Claim.OTHER
    if found.status is not None:
        return Kept(found.status, found.kind, found.body)
    return Claim.UNDER_WAY if now - found.at < LOST_AFTER else _begun(s, found, request, now)


def _begun(s: Session, found: Any, request: str, now: datetime) -> Claim:
    """Anew, under a key whose answer is long over, or was never given."""
    row = s.get_one(IdempotencyRow, (found.actor, found.key))
    row.request, row.at, row.status, row.kind, row.body = request, now, None, "", ""
    s.add(row)
    return Claim.FIRST


async def look(town: Town, actor: str, key: str) -> Kept | None:
    """The answer, once there is one."""
    found = await town.store.read(lambda s: s.get(IdempotencyRow, (actor, key)))
    if found is None or found.status is None:
        return None
    return Kept(found.status, found.kind, found.body)


async def keep(town: Town, actor: str, key: str, kept: Kept) -> None:
    given = {"its_status": kept.status, "its_kind": kept.kind, "its_body": kept.body}
    its = {"its_actor": actor, "its_key": key, **given}
    await town.store.write(lambda s: KEEP.count(s, its))


async def drop(town: Town, actor: str, key: str) -> None:
    """Nothing was done: the same key may try again."""
    await town.store.write(lambda s: _drop(s, actor, key))


def _drop(s: Session, actor: str, key: str) -> None:
    found = s.get(IdempotencyRow, (actor, key))
    if found and found.status is None:
        s.delete(found)
