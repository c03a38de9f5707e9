"""Residents, as the desk finds, creates, corrects, merges, suspends and resumes them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from senior_life.api.auth import AtDesk, TheTown
from senior_life.api.people import details_of, resident_full, trace_out
from senior_life.api.show import show_to
from senior_life.usecases import bookings, merging, people, suspension, traces
from senior_life.wire import (
    BookingOut,
    MergeIn,
    Ref,
    ResidentFull,
    ResidentIn,
    SuspendOut,
    TraceOut,
    WhyIn,
)
from senior_life.wire.grain import STORABLE

router = APIRouter(prefix="/desk/residents", tags=["people"])
TheRef = Annotated[Ref, Path()]


@router.get("")
async def search(
    town: TheTown,
    reader: AtDesk,
    query: Annotated[str, Query(max_length=100, pattern=STORABLE)] = "",
) -> list[ResidentFull]:
    """By name, kana, or the last four digits of the telephone number."""
    return [resident_full(one) for one in await people.search(town, reader, query)]


@router.post("")
async def create(town: TheTown, reader: AtDesk, body: ResidentIn) -> ResidentFull:
    details = details_of(body)
    return resident_full(await people.create(town, reader, details, body.household, body.why))


@router.get("/{ref}")
async def resident(town: TheTown, reader: AtDesk, ref: TheRef) -> ResidentFull:
    return resident_full(await people.read(town, reader, ref))


@router.put("/{ref}")
async def correct(town: TheTown, reader: AtDesk, ref: TheRef, body: ResidentIn) -> ResidentFull:
    details = details_of(body)
    return resident_full(
        await people.correct(town, reader, ref, details, household=body.household, why=body.why)
    )


@router.get("/{ref}/trace")
async def trace(town: TheTown, reader: AtDesk, ref: TheRef) -> list[TraceOut]:
    """Every correction, the oldest first."""
    await people.read(town, reader, ref)
    return [trace_out(one) for one in await traces.traces_of(town, ref)]


@router.get("/{ref}/bookings")
async def bookings_of(town: TheTown, reader: AtDesk, ref: TheRef) -> list[BookingOut]:
    """What lies ahead of this resident."""
    await people.read(town, reader, ref)
    show = show_to(reader, town)
    return [show.booking(one) for one in await bookings.upcoming(town, reader, ref)]


@router.post("/{ref}/merge")
async def merge(town: TheTown, reader: AtDesk, ref: TheRef, body: MergeIn) -> ResidentFull:
    """The duplicate's bookings, drafts and tablets become those of this resident."""
    return resident_full(await merging.merge(town, reader, ref, body.duplicate, body.why))


@router.post("/{ref}/suspend")
async def suspend(town: TheTown, reader: AtDesk, ref: TheRef, body: WhyIn) -> SuspendOut:
    """Cancels what lies ahead, silences reminders, shuts tablets; repeat it after a fault."""
    done = await suspension.suspend(town, reader, ref, body.why)
    return SuspendOut(cancelled=done.cancelled, devices=done.devices, left=done.left)


@router.post("/{ref}/resume")
async def resume(town: TheTown, reader: AtDesk, ref: TheRef, body: WhyIn) -> ResidentFull:
    return resident_full(await suspension.resume(town, reader, ref, body.why))
