"""Tablets, as the desk pairs and revokes them."""

from typing import Annotated

from fastapi import APIRouter, Path

from senior_life.api.auth import AtDesk, TheTown
from senior_life.api.people import resident_out
from senior_life.usecases import devices
from senior_life.wire import DeviceOut, PairingIn, PairingOut, Ref

router = APIRouter(prefix="/desk", tags=["people"])


@router.get("/devices")
async def all_devices(town: TheTown, reader: AtDesk) -> list[DeviceOut]:
    return [_shown(one) for one in await devices.all_devices(town, reader)]


@router.post("/pairings")
async def offer_pairing(town: TheTown, reader: AtDesk, body: PairingIn) -> PairingOut:
    """Six digits and a QR code; its answer is never kept."""
    pairing = await devices.offer_pairing(town, reader, body.residents, body.label, town.public_url)
    return PairingOut(code=pairing.code, until=pairing.until, qr_svg=pairing.qr_svg)


@router.post("/devices/{ref}/revoke")
async def revoke(town: TheTown, reader: AtDesk, ref: Annotated[Ref, Path()]) -> DeviceOut:
    """At once: the next thing that the tablet asks is refused."""
    return _shown(await devices.revoke(town, reader, ref))


def _shown(one: devices.Device) -> DeviceOut:
    return DeviceOut(
        ref=one.ref,
        label=one.label,
        residents=tuple(resident_out(who) for who in one.residents),
        paired_at=one.paired_at,
        last_seen=one.last_seen,
        is_revoked=one.is_revoked,
    )
