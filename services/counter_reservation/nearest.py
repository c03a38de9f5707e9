"""What is nearest to a wish that cannot be had: other times, other days, other offices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from sqlmodel import Session

from senior_life.contract import Alternative, Gone, Text
from services.counter_reservation import own, slots
from services.counter_reservation.availability import NOON, clock, units_in
from services.counter_reservation.offices import Offices
from services.counter_reservation.sentences import NO_ROOM, NOTHING, _
from services.counter_reservation.slots import Openings
from services.counter_reservation.wishes import Wish

NEAREST = 3
QUARTER_OF_DAY = 8  # units from noon to the middle of a half day
Start = tuple[str, date, int]
"""Office, day and unit."""


async def gone(offices: Offices, asked: Wish, says: Text = NO_ROOM, may_wait: bool = True) -> Gone:
    """With the three nearest others; one can wait for the day that was asked for."""
    found = await offices.host.read(lambda session: _three(session, offices, asked))
    return Gone(says if found else NOTHING, found, may_wait)


def _three(session: Session, offices: Offices, asked: Wish) -> list[Alternative]:
    return list(islice(alternatives(session, offices, asked), NEAREST))


def alternatives(session: Session, offices: Offices, asked: Wish) -> Iterator[Alternative]:
    for start in nearest(everywhere(session, offices, asked), offices, asked):
        yield _alternative(offices, asked, *start)


def everywhere(session: Session, offices: Offices, asked: Wish) -> Openings:
    """All offices, from the day asked for, or the first bookable one, to the last."""
    first, last = offices.bookable(asked.wanted.channel)
    first, anywhere = min(first, asked.day or first), replace(asked.wanted, office="")
    mine = own.slots_of(session, asked.resident, asked.replacing)
    return slots.openings(session, offices, anywhere, first, last, mine)


def nearest(room: Openings, offices: Offices, asked: Wish) -> Iterator[Start]:
    """Another time that day, the same time on the next day, another office; then what is next."""
    seen = set()
    for start in _in_order(room, asked, *offices.bookable(asked.wanted.channel)):
        if start not in seen:
            seen.add(start)
            yield start


def _in_order(room: Openings, asked: Wish, first: date, last: date) -> Iterator[Start]:
    here, day = asked.wanted.office, asked.day or first
    unit = asked.unit if asked.unit is not None else _middle(asked)
    later = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    same_day = sorted(units_in(room.starts(day, here)), key=lambda one: abs(one - unit))
    yield from ((here, day, one) for one in same_day[:1])
    yield from _at(room, here, later, unit)
    others = dict.fromkeys(one.office for one in room.counters if one.office != here)
    for office in others:
        yield from _closest(room, office, [day, *later], unit)
    yield from ((here, day, one) for one in same_day[1:])
    for other in (*later, *_back(day, first)):
        yield from ((here, other, one) for one in _by_distance(room, here, other, unit))


def _at(room: Openings, office: str, days: list[date], unit: int) -> Iterator[Start]:
    """The same time on the next day that has it."""
    found = (day for day in days if room.starts(day, office) >> unit & 1)
    yield from ((office, day, unit) for day in [next(found, None)] if day)


def _closest(room: Openings, office: str, days: list[date], unit: int) -> Iterator[Start]:
    free = next((day for day in days if room.starts(day, office)), None)
    if free is not None:
        yield office, free, _by_distance(room, office, free, unit)[0]


def _by_distance(room: Openings, office: str, day: date, unit: int) -> list[int]:
    return sorted(units_in(room.starts(day, office)), key=lambda one: abs(one - unit))


def _back(day: date, first: date) -> list[date]:
    return [day - timedelta(days=n) for n in range(1, (day - first).days + 1)]


def _middle(asked: Wish) -> int:
    return NOON + {"morning": -QUARTER_OF_DAY, "afternoon": QUARTER_OF_DAY}.get(asked.period, 0)


def _alternative(offices: Offices, asked: Wish, office: str, day: date, unit: int) -> Alternative:
    answers: dict[str, str] = {
        "date": day.isoformat(),
        "period": "morning" if unit < NOON else "afternoon",
        "time": f"{clock(unit):%H:%M}",
    }
    note = None
    if office != asked.wanted.office:
        answers, note = {"office": office, **answers}, offices.office_name(office)
    label = _("{day:near} {at:clock}", day=day, at=clock(unit))
    return Alternative(label, answers, note)
