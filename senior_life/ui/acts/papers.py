"""The slip and the calendar entry: their addresses are signed while the screen stands, because a
browser lets only the person's own tap open another window, and no answer that comes after it."""

from dataclasses import replace

from senior_life import wire
from senior_life.client import Refused, Unreachable
from senior_life.contract import State
from senior_life.ui import shown
from senior_life.ui.visit import Act, Visit

WITHOUT = (State.CANCELLED, State.FAILED, State.WAITING)


async def papers(visit: Visit, booking: wire.BookingOut) -> wire.LinksOut | None:
    """None where there is nothing to take along, or just now no way to get it: that a booking
    stands is more than its paper."""
    if booking.state in WITHOUT or booking.starts is None or not booking.number:
        return None
    try:
        return await visit.client.links(booking.ref)
    except (Refused, Unreachable):
        return None


def sign_again(ref: str) -> Act:
    """Before the addresses on the screen end, for as long as it is on."""

    async def act(visit: Visit) -> shown.Shown | None:
        here = visit.shown
        if isinstance(here, shown.Done | shown.Booked) and here.booking.ref == ref:
            return replace(here, links=await visit.client.links(ref))
        return None

    return act
