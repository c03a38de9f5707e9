"""Bookings: what lies ahead, what is past, and what may be done to one."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from senior_life.api.auth import Resident, Someone, TheTown
from senior_life.api.show import show_to
from senior_life.api.signing import sign
from senior_life.usecases import bookings, fresh
from senior_life.usecases.traces import note_opened
from senior_life.wire import ActIn, BookingOut, LinksOut, Ref

router = APIRouter(prefix="/bookings", tags=["bookings"])

Booking = Annotated[Ref, Path()]


@router.get("")
async def listed(
    town: TheTown, reader: Resident, past: Annotated[bool, Query()] = False
) -> list[BookingOut]:
    found = await (bookings.past if past else bookings.upcoming)(town, reader)
    return [show_to(reader, town).booking(one) for one in found]


@router.get("/{ref}")
async def look(town: TheTown, reader: Someone, ref: Booking) -> BookingOut:
    found = await fresh.look(town, reader, ref)
    await note_opened(town, reader, [found.resident], "booking")
    return show_to(reader, town).booking(found)


@router.post("/{ref}/actions/{name}")
async def act(
    town: TheTown, reader: Someone, ref: Booking, name: Annotated[Ref, Path()], body: ActIn
) -> BookingOut:
    """One of the booking's ``actions``, cancel among them; a double tap does it once."""
    channel = "counter" if reader.is_staff else "touch"
    found = await bookings.act(town, reader, ref, name, body.seq, body.answers, channel)
    return show_to(reader, town).booking(found)


@router.post("/{ref}/links")
async def links(town: TheTown, reader: Someone, ref: Booking) -> LinksOut:
    """Addresses for the printed slip and the calendar file, good for a few minutes."""
    found = await bookings.follow(town, reader, ref)
    return LinksOut(
        slip=sign(town, "slip.pdf", found.ref, reader.holder),
        calendar=sign(town, "calendar.ics", found.ref, reader.holder),
    )
