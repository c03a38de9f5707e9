"""Where a visit could begin, and taking and freeing the quarter hours it needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from senior_life.contract import Channel
from senior_life.direct import Direct
from services.counter_reservation.availability import bits, not_before, starts
from services.counter_reservation.offices import Offices, Wanted
from services.counter_reservation.tables import Claim, Hold, Pause
from services.counter_reservation.taken import ALL, FIRST, LAST, SOMEBODY_WAITS, Taken, taken

PAUSED = Direct(
    select(col(Pause.since), col(Pause.until)).where(
        col(Pause.day) == bindparam("its_day"),
        col(Pause.counter) == bindparam("its_counter"),
        col(Pause.lifted_at).is_(None),
    )
)
THESE: BindParameter[Sequence[str]] = bindparam("its_counters", expanding=True)
PAUSED_THEN = (
    col(Pause.day).between(FIRST, LAST),
    col(Pause.counter).in_(THESE),
    col(Pause.lifted_at).is_(None),
)
FORGET = Direct(delete(Hold).where(col(Hold.slot) == bindparam("its_slot")))
HERE = (
    col(Claim.day) == bindparam("its_day"),
    col(Claim.counter) == bindparam("its_counter"),
    col(Claim.lane) == bindparam("its_lane"),
    col(Claim.unit).between(bindparam("its_first"), bindparam("its_last")),
)
LAPSED = Direct(
    delete(Claim).where(
        *HERE,
        col(Claim.holds_until).is_not(None),
        col(Claim.holds_until) <= bindparam("now"),
        ~SOMEBODY_WAITS,
    )
)
CLAIM = Direct(insert(Claim))
KEEP = Direct(
    update(Claim)
    .where(col(Claim.slot) == bindparam("owner"))
    .values(holds_until=bindparam("until"))
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A counter's lane from unit ``first``."""

    office: str
    counter: str
    day: date
    lane: int
    first: int
    units: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + self.units)


def pauses(session: Session, counters: Sequence[str], first: date, last: date) -> list[Pause]:
    window = {"its_counters": counters, "first": first, "last": last}
    return list(session.scalars(select(Pause).where(*PAUSED_THEN), window))


class Openings:
    """Where one kind of visit could begin, over a window of days; a picture of one moment."""

    def __init__(
        self, offices: Offices, wanted: Wanted, units: int, taken: Taken, after: datetime
    ) -> None:
        self.offices, self.wanted, self.units = offices, wanted, units
        self._taken, self._after = taken, after
        self.counters = offices.serving(wanted)
        self._lanes = [(one, offices.lanes(one.id, wanted.channel)) for one in self.counters]
        self._grid = offices.grid
        self._found: dict[tuple[date, str], int] = {}

    def at_any_minute(self) -> "Openings":
        """For a person who stands at the counter: no grid."""
        other = Openings(self.offices, self.wanted, self.units, self._taken, self._after)
        other._grid = -1
        return other

    def starts(self, day: date, office: str = "") -> int:
        """The units at which some lane has room for the visit, as bits."""
        found = self._found.get((day, office))
        if found is None:
            found = 0
            for counter, lanes in self._lanes:
                if office in {"", counter.office}:
                    for lane in lanes:
                        found |= self._lane(counter.id, lane, day)
            found &= self._grid & not_before(self._after, day)
            self._found[day, office] = found
        return found

    def possible(self, day: date) -> int:
        """The starts there would be if nobody else had booked, as bits."""
        found = 0
        for counter in self.counters:
            found |= starts(self.offices.open_units(counter.id, day), self.units)
        return found & self._grid & not_before(self._after, day)

    def slots(self, day: date, unit: int) -> Iterable[Slot]:
        """Every lane that is free then, the best first."""
        for counter, lanes in self._lanes:
            for lane in lanes:
                if self._lane(counter.id, lane, day) >> unit & 1:
                    yield Slot(counter.office, counter.id, day, lane, unit, self.units)

    def _lane(self, counter: str, lane: int, day: date) -> int:
        busy = self._taken.get((day, counter), {})
        free = self.offices.open_units(counter, day) & ~(busy.get(lane, 0) | busy.get(ALL, 0))
        return starts(free, self.units)


def openings(
    session: Session,
    offices: Offices,
    wanted: Wanted,
    first: date,
    last: date,
    own: Sequence[str] = (),
) -> Openings:
    """What is free to whoever has the slots ``own``."""
    counters = [one.id for one in offices.serving(wanted)]
    now = offices.host.now()
    at_desk = wanted.channel is Channel.COUNTER
    after = now - timedelta(minutes=14) if at_desk else offices.earliest()
    units = offices.units(wanted.topics)
    busy = taken(session, counters, first, last, now, own)
    return Openings(offices, wanted, units, busy, after)


def claim(
    session: Session,
    slot: Slot,
    owner: str,
    until: datetime | None,
    now: datetime,
    old: str = "",
) -> bool:
    """Take every unit or none; False: somebody was faster. What the slot ``old`` has stays its."""
    LAPSED.count(session, {**_here(slot), "now": now})
    lent = lent_by(session, slot, old)
    units = [unit for unit in slot.numbers if unit not in lent]
    lane = {"day": slot.day, "counter": slot.counter, "lane": slot.lane}
    its = {**lane, "slot": owner, "holds_until": until}
    try:
        with session.begin_nested():
            for unit in units:
                CLAIM.count(session, {**its, "unit": unit})
    except IntegrityError:
        return False
    return True


def claim_first(
    session: Session,
    slots: Iterable[Slot],
    owner: str,
    until: datetime | None,
    now: datetime,
    old: str = "",
) -> Slot | None:
    """The first of them that can still be had."""
    return next((slot for slot in slots if claim(session, slot, owner, until, now, old)), None)


def keep(session: Session, hold: Hold, until: datetime | None, old: str = "") -> bool:
    """Move the end of a hold (None: it has become a booking); whether it still has every unit.

    What it shares with the slot ``old``, which it would replace, counts as its own.
    """
    kept = KEEP.count(session, {"owner": hold.slot, "until": until})
    return kept + len(lent_by(session, slot_of(hold), old)) == hold.units


def lent_by(session: Session, slot: Slot, old: str) -> frozenset[int]:
    """The units of ``slot`` that ``old`` has: a visit that moves by little keeps some of them."""
    if not old:
        return frozenset()
    query = select(col(Claim.unit)).where(*_of(slot), col(Claim.slot) == old)
    return frozenset(session.scalars(query))


def hand_over(session: Session, hold: Hold, old: str) -> None:
    """What ``old`` lent to the hold is the hold's own from now on."""
    if old:
        lent = update(Claim).where(*_of(slot_of(hold)), col(Claim.slot) == old)
        session.execute(lent.values(slot=hold.slot))


def free(session: Session, owner: str, from_unit: int = 0) -> None:
    session.execute(delete(Claim).where(col(Claim.slot) == owner, col(Claim.unit) >= from_unit))


def release(session: Session, hold: Hold) -> None:
    free(session, hold.slot)
    forget(session, hold)


def forget(session: Session, hold: Hold) -> None:
    """The hold alone: its time belongs to a booking now, or to nobody."""
    FORGET.count(session, {"its_slot": hold.slot})


def is_held(session: Session, slot: Slot, owner: str) -> bool:
    """Whether the owner has the first of these units already."""
    found = session.get(Claim, (slot.day, slot.counter, slot.lane, slot.first))
    return found is not None and found.slot == owner


def is_paused(session: Session, slot: Slot) -> bool:
    closed, where = 0, {"its_day": slot.day, "its_counter": slot.counter}
    for since, until in PAUSED.all(session, where):
        closed |= bits(since, until)
    return bool(closed & bits(slot.first, slot.first + slot.units))


def slot_of(visit: Hold) -> Slot:
    return Slot(visit.office, visit.counter, visit.day, visit.lane, visit.first, visit.units)


def _here(slot: Slot) -> dict[str, Any]:
    """The values of ``HERE``."""
    lane = {"its_day": slot.day, "its_counter": slot.counter, "its_lane": slot.lane}
    return {**lane, "its_first": slot.first, "its_last": slot.first + slot.units - 1}


def _of(slot: Slot) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Claim.day) == slot.day,
        col(Claim.counter) == slot.counter,
        col(Claim.lane) == slot.lane,
        col(Claim.unit).between(slot.first, slot.first + slot.units - 1),
    )
