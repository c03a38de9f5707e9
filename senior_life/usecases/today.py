"""A resident's day: what is on it, what was begun and not finished, and what to remember."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, literal, select
from sqlmodel import Session

from senior_life.contract import Label, Name, Service, Several, Text, words
from senior_life.direct import Direct
from senior_life.storage.tables.walks import WalkRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json
from senior_life.usecases import access, boards, clashes, reminders
from senior_life.usecases.access import Reader
from senior_life.usecases.boards import Posted
from senior_life.usecases.bookings import Followed, followed
from senior_life.usecases.practice import is_for, practises
from senior_life.usecases.town import Town
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
DRAFTS_LIVE = timedelta(hours=48)
TOLD = 2
"""So many answers name an errand that waits."""
MOST_DRAFTS = 5
OPEN = ("asking", "offered", "troubled")
MORNING, EVENING = 11, 17  # hours


def _begun() -> Select[Any]:
    walk = table(WalkRow)
    return (
        select(walk.c.ref, walk.c.service, walk.c.flow)
        .where(
            walk.c.resident == bindparam("whose"),
            walk.c.state.in_([literal(state) for state in OPEN]),
            walk.c.touched_at > bindparam("since"),
        )
        .order_by(walk.c.touched_at.desc())
        .limit(MOST_DRAFTS)
    )


BEGUN = Direct(_begun())


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that can be taken up again; ``says`` is as far as it got."""

    walk: str
    service: Service
    says: Label


@dataclass(frozen=True, slots=True)
class Today:
    day: date
    holiday: Name | None
    greeting: Text
    entries: tuple[Followed, ...]
    reminders: tuple[reminders.Notice, ...]
    drafts: tuple[Begun, ...]
    announced: tuple[Posted, ...] = ()


async def today(town: Town, reader: Reader, day: date | None = None) -> Today:
    """The day asked for, or the one that it is now in Japan."""
    whom, now = access.require_resident(reader), town.now()
    day = day or now.astimezone(TOKYO).date()

    def work(s: Session) -> Today:
        return Today(
            day,
            town.pack.calendar.holiday(day),
            _greeting(now.astimezone(TOKYO).hour),
            _entries(town, s, whom, day),
            tuple(reminders.due(s, whom, now)),
            _drafts(town, s, whom),
        )

    found: Today = await town.store.read(work)
    return replace(found, announced=tuple(await boards.happening(town, reader, day)))


def _entries(town: Town, s: Session, resident: str, day: date) -> tuple[Followed, ...]:
    rows = clashes.on_day(s, resident, *clashes.day_bounds(day))
    return tuple(followed(town, row) for row in rows)


def _drafts(town: Town, s: Session, resident: str) -> tuple[Begun, ...]:
    rows = BEGUN.all(s, {"whose": resident, "since": town.now() - DRAFTS_LIVE})
    here = practises(s, resident) if rows else False
    known = [
        (town.registry.get(row.service), row)
        for row in rows
        if row.flow["answers"] and is_for(s, row.service, here)
    ]
    return tuple(
        Begun(row.ref, service, _so_far(service, row)) for service, row in known if service
    )


def _so_far(service: Service, row: Any) -> Label:
    """The first answers tell errands of one service apart: whose first is the same (a ride from
    home), the next."""
    says = from_json(row.flow["says"])
    chosen = [step.name for step in service.steps if step.name not in row.flow["alone"]]
    first = tuple(says[name] for name in chosen if name in says)[:TOLD]
    if not first:
        return service.name
    return _("{service}: {answer}", service=service.name, answer=Several(first))


def _greeting(hour: int) -> Text:
    if hour < MORNING:
        return _("Good morning.")
    return _("Hello.") if hour < EVENING else _("Good evening.")
