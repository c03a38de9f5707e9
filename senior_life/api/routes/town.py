"""The town itself, and the tiles of its services."""

from fastapi import APIRouter, Request

from senior_life.api.auth import Someone, TheTown
from senior_life.api.language import language_of
from senior_life.contract import Phone, Service
from senior_life.usecases.town import Town
from senior_life.wire import EmergencyOut, Tile, TownOut
from senior_life.words import render

router = APIRouter(tags=["town"])


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
    )


@router.get("/services")
async def services(town: TheTown, reader: Someone) -> list[Tile]:
    """In the town's own order; a service in trouble says so."""
    return [_tile(town, one, reader.language) for one in town.registry.services.values()]


def _tile(town: Town, service: Service, language: str) -> Tile:
    trouble = town.registry.trouble(service.id)
    return Tile(
        service=service.id,
        name=render(service.name, language),
        reading=service.reading,
        about=render(service.about, language),
        icon=service.icon,
        family=service.family,
        offered_by=render(service.offered_by, language),
        badge=f"{service.id} {town.registry.version(service.id)}",
        trouble=render(trouble, language) if trouble else None,
    )
