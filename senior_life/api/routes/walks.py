"""Walks: begin, answer, go back, correct, and say yes once."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from senior_life.api.auth import Someone, TheTown
from senior_life.api.show import show_to
from senior_life.contract import Unclear, words
from senior_life.usecases import accompanying, bookings, repeating, walks
from senior_life.usecases.confirming import confirm
from senior_life.usecases.weekly import Often
from senior_life.wire import (
    AlternativeIn,
    AnswerIn,
    BeginIn,
    BookingOut,
    Card,
    CompanionIn,
    ConfirmIn,
    OftenIn,
    Ref,
    ReopenIn,
    RevIn,
    TypedIn,
    WaitsIn,
    WalkOut,
)

router = APIRouter(prefix="/walks", tags=["walks"])
_ = words("senior_life")

Walk = Annotated[Ref, Path()]
Month = Annotated[str | None, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
PageNumber = Annotated[int, Query(ge=0, le=100)]


@router.post("")
async def begin(town: TheTown, reader: Someone, body: BeginIn) -> WalkOut:
    """A new errand; an unfinished one of the same service is offered by ``/today``."""
    view = await walks.begin(
        town,
        reader,
        service=body.service,
        words=body.words,
        resident=body.resident,
        replacing=body.replacing,
        channel=_channel(reader.is_staff, body.channel),
        around=body.around,
        weekly=body.weekly,
    )
    return show_to(reader, town).walk(view)


@router.get("/{ref}")
async def look(town: TheTown, reader: Someone, ref: Walk) -> WalkOut:
    return show_to(reader, town).walk(await walks.look(town, reader, ref))


@router.get("/{ref}/card")
async def card(
    town: TheTown, reader: Someone, ref: Walk, page: PageNumber = 0, month: Month = None
) -> Card:
    """More choices of the question asked now; with ``month``, the days of that month."""
    which = date.fromisoformat(f"{month}-01") if month else None
    view = await walks.card(town, reader, ref, page, which)
    return show_to(reader, town).card(view)


@router.post("/{ref}/answers")
async def answer(town: TheTown, reader: Someone, ref: Walk, body: AnswerIn) -> WalkOut:
    """By values, or by words; the value ``dont-know`` calls a person."""
    if body.values is not None:
        view = await walks.answer(town, reader, ref, body.rev, body.step, body.values)
    elif body.words is not None:
        view = await walks.answer_in_words(town, reader, ref, body.rev, body.step, body.words)
    else:
        raise Unclear(_("Please choose an answer, or write one."), body.step)
    return show_to(reader, town).walk(view)


@router.put("/{ref}/typed", status_code=204)
async def typed(town: TheTown, reader: Someone, ref: Walk, body: TypedIn) -> Response:
    """Keeps what stands in the field, so that nothing typed is lost."""
    await walks.type_words(town, reader, ref, body.step, body.words)
    return Response(status_code=204)


@router.post("/{ref}/back")
async def back(town: TheTown, reader: Someone, ref: Walk, body: RevIn) -> WalkOut:
    return show_to(reader, town).walk(await walks.back(town, reader, ref, body.rev))


@router.post("/{ref}/reopen")
async def reopen(town: TheTown, reader: Someone, ref: Walk, body: ReopenIn) -> WalkOut:
    return show_to(reader, town).walk(await walks.reopen(town, reader, ref, body.rev, body.step))


@router.post("/{ref}/quote")
async def quote(town: TheTown, reader: Someone, ref: Walk, body: RevIn) -> WalkOut:
    """Renews an offer that has lapsed; no answer is lost."""
    return show_to(reader, town).walk(await walks.quote(town, reader, ref, body.rev))


@router.post("/{ref}/alternative")
async def alternative(town: TheTown, reader: Someone, ref: Walk, body: AlternativeIn) -> WalkOut:
    view = await walks.alternative(town, reader, ref, body.rev, body.index)
    return show_to(reader, town).walk(view)


@router.post("/{ref}/extend")
async def extend(town: TheTown, reader: Someone, ref: Walk, body: RevIn) -> WalkOut:
    """Somebody is still reading: the hold lasts longer, 60 minutes in all at most."""
    return show_to(reader, town).walk(await walks.extend(town, reader, ref, body.rev))


@router.post("/{ref}/companions")
async def accompany(town: TheTown, reader: Someone, ref: Walk, body: CompanionIn) -> WalkOut:
    """Books another service under the same yes, or takes it off; this one's hold stays."""
    view = await accompanying.accompany(
        town, reader, ref, body.rev, body.offer, body.service, body.is_wanted
    )
    return show_to(reader, town).walk(view)


@router.post("/{ref}/often")
async def how_often(town: TheTown, reader: Someone, ref: Walk, body: OftenIn) -> WalkOut:
    """Makes it one of every week or of several days, which it asks for; or only once after all."""
    often = Often(body.often)
    view = await repeating.make_often(town, reader, ref, body.rev, body.offer, often)
    return show_to(reader, town).walk(view)


@router.post("/{ref}/waits")
async def waits(town: TheTown, reader: Someone, ref: Walk, body: WaitsIn) -> WalkOut:
    """Waits for those of the days that are full, under the same yes, or leaves them out."""
    view = await repeating.wait_for_days(town, reader, ref, body.rev, body.waits)
    return show_to(reader, town).walk(view)


@router.post("/{ref}/confirm")
async def say_yes(town: TheTown, reader: Someone, ref: Walk, body: ConfirmIn) -> BookingOut:
    """Books what was read back; the same walk books once, however often this is sent."""
    booking = await confirm(town, reader, ref, body.rev, body.offer)
    return show_to(reader, town).booking(await bookings.follow(town, reader, booking))


@router.delete("/{ref}", status_code=204)
async def leave(town: TheTown, reader: Someone, ref: Walk) -> Response:
    await walks.quit(town, reader, ref)
    return Response(status_code=204)


def _channel(is_staff: bool, asked: str) -> str:
    """Staff book by phone or at the counter, residents never do: a quota may depend on it."""
    if is_staff:
        return asked if asked in {"phone", "counter"} else "phone"
    return asked if asked in {"touch", "voice"} else "touch"
