"""Repeated requests: the first is done, the others get its answer, for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlmodel import Session

from senior_life.storage.tables.idempotency import IdempotencyRow
from senior_life.usecases.town import Town

KEPT_FOR = timedelta(hours=24)
LOST_AFTER = timedelta(seconds=90)
"""A request that has not answered by then died with its process, and may be done again."""


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
    found = s.get(IdempotencyRow, (actor, key))
    if found and now - found.at < KEPT_FOR:
        return _found(s, found, request, now)
    if found:
        s.delete(found)
        s.flush()
    s.add(IdempotencyRow(actor=actor, key=key, request=request, at=now))
    return Claim.FIRST


def _found(s: Session, found: IdempotencyRow, request: str, now: datetime) -> Claim | Kept:
    if found.request != request:
        return Claim.OTHER
    if found.status is not None:
        return Kept(found.status, found.kind, found.body)
    if now - found.at < LOST_AFTER:
        return Claim.UNDER_WAY
    found.at = now
    s.add(found)
    return Claim.FIRST


async def look(town: Town, actor: str, key: str) -> Kept | None:
    """The answer, once there is one."""
    found = await town.store.read(lambda s: s.get(IdempotencyRow, (actor, key)))
    if found is None or found.status is None:
        return None
    return Kept(found.status, found.kind, found.body)


async def keep(town: Town, actor: str, key: str, kept: Kept) -> None:
    def work(s: Session) -> None:
        found = s.get(IdempotencyRow, (actor, key))
        if found:
            found.status, found.kind, found.body = kept.status, kept.kind, kept.body
            s.add(found)

    await town.store.write(work)


async def drop(town: Town, actor: str, key: str) -> None:
    """Nothing was done: the same key may try again."""
    await town.store.write(lambda s: _drop(s, actor, key))


def _drop(s: Session, actor: str, key: str) -> None:
    found = s.get(IdempotencyRow, (actor, key))
    if found and found.status is None:
        s.delete(found)
