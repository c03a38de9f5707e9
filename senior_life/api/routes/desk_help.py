"""Who waits for a person to call: the desk sees what was asked so far."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path

from senior_life.api.auth import AtDesk, TheTown
from senior_life.api.people import resident_out
from senior_life.contract import Text, words
from senior_life.usecases import help as wishes
from senior_life.usecases.access import Reader
from senior_life.usecases.help import Wish
from senior_life.usecases.people import Resident, residents_of
from senior_life.usecases.town import Town
from senior_life.usecases.traces import note_watched
from senior_life.wire import HelpLineOut, Ref, RowOut
from senior_life.words import render

router = APIRouter(prefix="/desk/help", tags=["desk"])
_ = words("senior_life")


@router.get("")
async def waiting(town: TheTown, reader: AtDesk) -> list[HelpLineOut]:
    """Those who still wait first, the oldest on top."""
    return await _lines(town, reader, await wishes.waiting(town, reader))


@router.post("/{ref}/done")
async def done(town: TheTown, reader: AtDesk, ref: Annotated[Ref, Path()]) -> HelpLineOut:
    """Somebody has spoken with them."""
    return (await _lines(town, reader, [await wishes.done(town, reader, ref)]))[0]


async def _lines(town: Town, reader: Reader, waiting: Sequence[Wish]) -> list[HelpLineOut]:
    refs = {one.resident for one in waiting}
    people = await town.store.read(lambda s: residents_of(s, refs))
    await note_watched(town, reader, people, "help")
    return [_line(town, reader, one, people[one.resident]) for one in waiting]


def _line(town: Town, reader: Reader, wish: Wish, resident: Resident) -> HelpLineOut:
    return HelpLineOut(
        ref=wish.ref,
        at=wish.at,
        resident=resident_out(resident),
        phone=resident.details.phone,
        says=render(_says(town, wish), reader.language),
        asked=tuple(
            RowOut(
                label=render(row.label, reader.language),
                says=render(row.says, reader.language),
                step=row.step,
            )
            for row in wish.asked
        ),
        is_done=wish.is_done,
    )


def _says(town: Town, wish: Wish) -> Text:
    if not wish.service:
        wants = _("Would like to speak with someone.")
    else:
        service = town.registry.described(wish.service)
        wants = _("Would like help with {service}.", service=service.name)
    return _("{wants} “{words}”", wants=wants, words=wish.words) if wish.words else wants
