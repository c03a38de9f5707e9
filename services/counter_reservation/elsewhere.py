"""When residents are elsewhere: what the office proposes by itself keeps clear of it."""

from collections.abc import Iterable
from datetime import timedelta

from senior_life import providing
from senior_life.providing import Busy, is_free
from services.counter_reservation.availability import moment
from services.counter_reservation.offices import Offices
from services.counter_reservation.slots import Slot
from services.counter_reservation.tables import Booking

LOOKS_AHEAD = timedelta(days=14)
"""Later than this hardly anybody is moved to; the core refuses what overlaps in any case."""


async def busy(offices: Offices, bookings: Iterable[Booking]) -> Busy:
    """Of each booking's resident, from its day on."""
    return await providing.busy(offices.host, bookings, LOOKS_AHEAD)


def suits(taken: Busy, booking: Booking, slot: Slot) -> bool:
    """Whether the booking's resident has nothing else then, as far as was known."""
    starts, ends = moment(slot.day, slot.first), moment(slot.day, slot.first + slot.units)
    return is_free(taken, booking.ref, starts, ends)
