"""Tablets at the desk: pair a new one with six digits, and revoke a lost one at once."""

from dataclasses import replace

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts.staff import at_desk
from senior_life.ui.desk.visit import DeskVisit
from senior_life.ui.shown import Shown
from senior_life.ui.visit import Act

_ = words("senior_life")
MOST = 6


def ask_revoke(device: wire.DeviceOut | None) -> Act:
    """None: it stays."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        return replace(here, asking=device, said=None) if isinstance(here, shown.Devices) else None

    return at_desk(deed)


def revoke(device: wire.DeviceOut) -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        await visit.client.revoke(device.ref)
        devices = tuple(await visit.client.devices())
        return shown.Devices(devices, said=_("The tablet “{label}” is shut.", label=device.label))

    return at_desk(deed)


def toggle_owner(resident: wire.ResidentFull) -> Act:
    """Several people of a household may share one tablet."""

    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Pairing):
            return None
        kept = tuple(one for one in here.chosen if one.ref != resident.ref)
        chosen = kept if len(kept) < len(here.chosen) else (*kept, resident)[:MOST]
        return replace(here, chosen=chosen)

    return at_desk(deed)


def new_code() -> Act:
    async def deed(visit: DeskVisit) -> Shown | None:
        here = visit.shown
        if not isinstance(here, shown.Pairing):
            return None
        if not here.chosen:
            visit.notice = _("Please choose first whose tablet it will be.")
            return None
        residents = tuple(one.ref for one in here.chosen)
        label = visit.typed("label").strip()[:200]
        code = await visit.client.new_pairing(wire.PairingIn(residents=residents, label=label))
        return replace(here, code=code)

    return at_desk(deed)
