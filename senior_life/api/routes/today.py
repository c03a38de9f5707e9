"""The resident's day, and the notices kept for them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from senior_life.api.auth import Resident, TheTown
from senior_life.api.notices import day_out
from senior_life.api.show import show_to
from senior_life.usecases import reminders
from senior_life.usecases.today import today
from senior_life.wire import Ref, TodayOut

router = APIRouter(tags=["today"])


@router.get("/today")
async def plan(
    town: TheTown, reader: Resident, day: Annotated[date | None, Query()] = None
) -> TodayOut:
    """The plan of one day; without ``day``, today in Japan."""
    return day_out(show_to(reader, town), await today(town, reader, day))


@router.post("/reminders/{ref}/seen", status_code=204)
async def seen(town: TheTown, reader: Resident, ref: Annotated[Ref, Path()]) -> Response:
    await reminders.seen(town, reader, ref)
    return Response(status_code=204)
