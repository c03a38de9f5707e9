"""The desk's own places, and the work lists of a day there."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Query

from senior_life.api.auth import AtDesk, TheTown
from senior_life.api.eyes import Eyes
from senior_life.api.listing import Listing
from senior_life.api.tables import table_out
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.town import Town
from senior_life.wire import DeskActIn, PlaceOut, Ref, TableOut
from senior_life.words import render
from senior_life.words.calendar import local

router = APIRouter(prefix="/desk", tags=["desk"])


@router.get("/places")
async def places(town: TheTown, reader: AtDesk) -> list[PlaceOut]:
    """Where this member of staff works."""
    return [
        PlaceOut(value=one.value, label=render(one.label, reader.language))
        for one in await desk.places(town, reader)
    ]


@router.get("/views")
async def views(
    town: TheTown, reader: AtDesk, day: date, place: Annotated[Ref, Query()]
) -> list[TableOut]:
    return await _views(town, reader, day, place)


@router.post("/actions")
async def act(
    town: TheTown,
    reader: AtDesk,
    body: DeskActIn,
    idempotency_key: Annotated[str, Header(include_in_schema=False)] = "",
) -> list[TableOut]:
    """Gives the lists as they are afterwards."""
    work = desk.Work(body.service, body.item, body.action, body.place, body.day, body.answers)
    await desk.act(town, reader, work, idempotency_key)
    return await _views(town, reader, body.day, body.place)


async def _views(town: Town, reader: Reader, day: date, place: str) -> list[TableOut]:
    lists = await desk.views(town, reader, day, place)
    eyes = Eyes(reader, local(town.now()).date(), lists.people)
    return [
        table_out(town, eyes, table, Listing(service.id, table.name, place, day))
        for service, table in lists.tables
    ]
