"""A wish to speak with a person; what was asked so far goes along."""

from fastapi import APIRouter

from senior_life.api.auth import Resident, TheTown
from senior_life.api.show import show_to
from senior_life.usecases import help as wishes
from senior_life.wire import HelpIn, HelpOut

router = APIRouter(prefix="/help", tags=["help"])


@router.post("")
async def ask(town: TheTown, reader: Resident, body: HelpIn) -> HelpOut:
    told = await wishes.ask(town, reader, body.walk, body.words)
    return HelpOut(ref=told.ref, says=show_to(reader, town).words(told.says))
