"""When residents are elsewhere: what a service proposes by itself keeps clear of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from senior_life.contract import Caller, Channel, Host

Busy = Mapping[str, tuple[tuple[datetime, datetime], ...]]
"""By a booking's ref, from when until when its resident has something else to do."""


class Booked(Protocol):
    """Of a booking's row; ``resident`` empty: nobody whom the core knows."""

    ref: str
    resident: str
    channel: str
    made_by: str
    day: date


async def busy(
    host: Host, bookings: Iterable[Booked], ahead: timedelta = timedelta()
) -> dict[str, tuple[tuple[datetime, datetime], ...]]:
    """Of each booking's resident, from its day on as far ``ahead`` as that."""
    found: dict[str, tuple[tuple[datetime, datetime], ...]] = {}
    for booking in bookings:
        if booking.resident:
            who = Caller(booking.resident, Channel(booking.channel), booking.made_by)
            day = await host.day(who, booking.day, booking.day + ahead)
            others = tuple((one.starts, one.ends) for one in day if one.ref != booking.ref)
            found[booking.ref] = others
    return found


def is_free(taken: Busy, ref: str, starts: datetime, ends: datetime) -> bool:
    """Whether the booking's resident has nothing else then, as far as was known."""
    return all(ends <= since or until <= starts for since, until in taken.get(ref, ()))
