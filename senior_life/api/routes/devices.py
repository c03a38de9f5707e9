"""A tablet: paired once, then itself (/me): settings, whose turn it is, who set it up."""

from dataclasses import asdict

from fastapi import APIRouter

from senior_life.api.auth import CameFrom, OnDevice, TheTown
from senior_life.api.people import resident_out
from senior_life.usecases import devices, tablet
from senior_life.wire import (
    MeOut,
    PairIn,
    SettingsIn,
    SettingsOut,
    SetupIn,
    SetupOut,
    TokenOut,
    TurnIn,
)

router = APIRouter(tags=["device"])


@router.post("/devices/pair")
async def pair(town: TheTown, came_from: CameFrom, body: PairIn) -> TokenOut:
    """The six digits become a token, once."""
    return TokenOut(token=await devices.pair(town, body.code, came_from))


@router.get("/me")
async def me(town: TheTown, reader: OnDevice) -> MeOut:
    return me_out(await tablet.look(town, reader))


@router.patch("/me/settings")
async def change_settings(town: TheTown, reader: OnDevice, body: SettingsIn) -> SettingsOut:
    liked = body.model_dump(exclude_none=True)
    return SettingsOut(**asdict(await tablet.change(town, reader, liked)))


@router.put("/me/turn")
async def take_turn(town: TheTown, reader: OnDevice, body: TurnIn) -> MeOut:
    return me_out(await tablet.take_turn(town, reader, body.resident))


@router.put("/me/setup")
async def set_up(town: TheTown, reader: OnDevice, body: SetupIn) -> SetupOut:
    setup = tablet.Setup(True, body.set_up_by, body.call_name, body.call_phone)
    return SetupOut(**asdict(await tablet.set_up(town, reader, setup)))


def me_out(seen: tablet.Tablet) -> MeOut:
    return MeOut(
        residents=tuple(resident_out(one) for one in seen.residents),
        turn=seen.turn,
        settings=SettingsOut(**asdict(seen.preferences)),
        setup=SetupOut(**asdict(seen.setup)),
    )
