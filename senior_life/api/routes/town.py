"""The town itself, and the tiles of its services."""

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request

from senior_life.api.auth import Someone, TheTown
from senior_life.api.language import language_of
from senior_life.contract import MOST_NOTICES, Phone, Service, Text, words
from senior_life.usecases import boards, practice, stops
from senior_life.usecases.access import Reader
from senior_life.usecases.boards import Posted
from senior_life.usecases.town import Town
from senior_life.wire import EmergencyOut, Tile, TownOut
from senior_life.words import render

_ = words("senior_life")
router = APIRouter(tags=["town"])
PRACTICE = _("For practice: nothing here is real.")


@router.get("/town")
async def town(town: TheTown, request: Request) -> TownOut:
    """Who this town is and whom to call: known before anyone is paired or logged in."""
    told, language = town.pack.town, language_of(request.scope)
    return TownOut(
        name=render(told.name, language),
        desk_phone=told.desk.phone,
        desk_phone_says=render(Phone(told.desk.phone), language),
        desk_hours=render(told.desk.hours, language),
        emergency=tuple(
            EmergencyOut(
                number=one.number,
                says=render(one.name, language),
                about=render(one.about, language),
                icon=one.icon,
            )
            for one in told.emergency
        ),
        is_sample=told.is_sample,
        languages=told.languages,
        voice_credit=town.mouth.credit if town.mouth else "",
        credits=tuple(render(one, language) for one in _credits(town)),
    )


def _credits(town: Town) -> list[Text]:
    """Whose data the services use, each said once."""
    told: list[Text] = []
    for name, one in town.registry.services.items():
        texts = one.credits(town.registry.pack(name)) if one.credits else ()
        told += [text for text in texts if text not in told]
    return told


@router.get("/services")
async def services(town: TheTown, reader: Someone) -> list[Tile]:
    """In the town's own order; a service in trouble, or refused, says so."""
    unread = await boards.unread(town, reader) if reader.resident else ()
    return await tiles(town, reader, unread)


async def tiles(town: Town, reader: Reader, unread: Sequence[Posted] = ()) -> list[Tile]:
    """``unread`` are the notices that wait for this reader. Residents are shown no service that is
    only practised; whoever practises is shown nothing else."""
    waiting = Counter(one.service.id for one in unread)
    hidden, practises = await practice.shown_to(town, reader)
    notes = {one.service: one.says_briefly for one in await stops.whole(town)}
    notes |= dict.fromkeys(hidden, PRACTICE)
    order = [approval.id for approval in town.pack.approved]
    every = {**town.registry.services, **town.registry.absent}
    known = {name: one for name, one in every.items() if practises in {None, name in hidden}}
    shown = sorted(known, key=lambda one: order.index(one) if one in order else len(order))
    return [_tile(town, known[one], reader.language, waiting[one], notes.get(one)) for one in shown]


def _tile(town: Town, service: Service, language: str, unread: int, note: Text | None) -> Tile:
    trouble = _trouble(town, service.id)
    return Tile(
        service=service.id,
        name=render(service.name, language),
        reading=service.reading,
        about=render(service.about, language),
        icon=service.icon,
        family=service.family,
        offered_by=render(service.offered_by, language),
        badge=_badge(town, service.id),
        trouble=render(trouble, language) if trouble else None,
        is_board=service.board is not None,
        unread_says=render(_unread(unread), language) if unread else None,
        stopped=render(note, language) if note else None,
    )


def _unread(count: int) -> Text:
    """A board gives one page of them: how many more there are is not known."""
    if count >= MOST_NOTICES:
        return _("{n} or more not read yet", n=count)
    return _("{n} not read yet", n=count)


def _trouble(town: Town, service: str) -> Text | None:
    if service in town.registry.absent:
        return _("It cannot be used just now. Please ask a person.")
    trouble = town.registry.trouble(service)
    return trouble.says if trouble else None


def _badge(town: Town, service: str) -> str:
    is_offered = service in town.registry.services
    return f"{service} {town.registry.version(service)}" if is_offered else service
