"""Calls a number, where the device can."""

from senior_life.ui.visit import Act, Visit


def call(number: str) -> Act:
    async def act(visit: Visit) -> None:
        await visit.device.open(f"tel:{number}")

    return act
