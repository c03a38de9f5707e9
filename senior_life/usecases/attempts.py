"""Guessing is slowed down: failed tries are counted in the database, for all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from senior_life.contract import words
from senior_life.storage.tables.people import AttemptRow
from senior_life.usecases.troubles import RateLimited

_ = words("senior_life")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``tries`` by one within ``window``. There is none for everyone together: whoever
    used it up would stop the others."""

    kind: str
    tries: int
    window: timedelta


def count_try(s: Session, limit: Limit, who: str, now: datetime) -> None:
    """Counts before the try is judged, so that many at once gain nothing. Raises RateLimited."""
    since = now - limit.window
    s.execute(
        delete(AttemptRow).where(col(AttemptRow.kind) == limit.kind, col(AttemptRow.at) <= since)
    )
    mine = select(func.count()).where(AttemptRow.kind == limit.kind, AttemptRow.who == who)
    if s.exec(mine).one() >= limit.tries:
        minutes = int(limit.window.total_seconds() // 60)
        raise RateLimited(
            _("Too many tries. Please wait {minutes} minutes, then try again.", minutes=minutes),
            minutes * 60,
        )
    s.add(AttemptRow(kind=limit.kind, who=who, at=now))


def tries_since(s: Session, limit: Limit, since: datetime) -> int:
    """Everyone's, within the window."""
    everyones = select(func.count()).where(AttemptRow.kind == limit.kind, AttemptRow.at >= since)
    return s.exec(everyones).one()


def forgive(s: Session, limit: Limit, who: str, and_all_from: bool = False) -> None:
    """It was right: the tries before it no longer count.

    ``and_all_from``: those of everyone whose name goes on after ``who``, too.
    """
    whose = col(AttemptRow.who)
    is_theirs = whose.startswith(who, autoescape=True) if and_all_from else whose == who
    s.execute(delete(AttemptRow).where(col(AttemptRow.kind) == limit.kind, is_theirs))


def forgive_all(s: Session, limit: Limit) -> None:
    """Whoever they were of: the town itself asks for it."""
    s.execute(delete(AttemptRow).where(col(AttemptRow.kind) == limit.kind))
