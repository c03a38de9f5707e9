"""When residents are elsewhere: what the office proposes by itself keeps clear of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from senior_life.contract import Caller, Channel
from services.counter_reservation.availability import moment
from services.counter_reservation.offices import Offices
from services.counter_reservation.slots import Slot
from services.counter_reservation.tables import Booking

Busy = Mapping[str, tuple[tuple[datetime, datetime], ...]]
"""By a booking's ref, when its resident has something else to do."""
LOOKS_AHEAD = timedelta(days=14)
"""Later than this hardly anybody is moved to; the core refuses what overlaps in any case."""


async def busy(offices: Offices, bookings: Iterable[Booking]) -> Busy:
    """Of each booking's resident, from its day on."""
    found: dict[str, tuple[tuple[datetime, datetime], ...]] = {}
    for booking in bookings:
        if booking.resident:
            who = Caller(booking.resident, Channel(booking.channel), booking.made_by)
            day = await offices.host.day(who, booking.day, booking.day + LOOKS_AHEAD)
            others = tuple((one.starts, one.ends) for one in day if one.ref != booking.ref)
            found[booking.ref] = others
    return found


def suits(busy: Busy, booking: Booking, slot: Slot) -> bool:
    """Whether the booking's resident has nothing else then, as far as was known."""
    starts, ends = moment(slot.day, slot.first), moment(slot.day, slot.first + slot.units)
    return all(ends <= since or until <= starts for since, until in busy.get(booking.ref, ()))
