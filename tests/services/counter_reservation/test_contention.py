"""Many residents want the same few slots: exactly as many get one, nobody gets an error."""

import asyncio
from collections import Counter

from sqlmodel import select

from senior_life.contract import Gone, State
from services.counter_reservation.tables import Booking

from .conftest import ALL_DAY, Scene


async def one_resident(scene: Scene, n: int) -> str:
    time = ALL_DAY[n % len(ALL_DAY)]
    try:
        offer = await scene.quote(time, f"r{n}")
        done = await scene.provider.confirm(scene.who(f"r{n}"), offer, f"yes-{n}")
    except Gone as gone:
        return f"gone {len(gone.instead)}"
    return done.state


async def test_of_two_hundred_as_many_win_as_there_are_slots(anywhere: Scene) -> None:
    outcomes = Counter(await asyncio.gather(*(one_resident(anywhere, n) for n in range(200))))
    assert outcomes == {State.CONFIRMED: 20, "gone 3": 180}
    assert len(set(await numbers(anywhere))) == 20


async def numbers(scene: Scene) -> list[str]:
    return await scene.host.read(lambda s: list(s.exec(select(Booking.number)).all()))
