"""Many residents want the same few seats: nobody shares one, and nothing confirmed is lost."""

import asyncio
from collections import Counter

from sqlmodel import select

from senior_life.contract import Gone, State
from services.on_demand_transport import driving
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import Ride

from .conftest import WEDNESDAY, Scene

CROWD = 60


async def one_resident(scene: Scene, n: int) -> str:
    time = ("09:00", "09:30", "10:00", "10:30")[n % 4]
    try:
        offer = await scene.quote(time, f"r{n}")
        await scene.provider.confirm(scene.who(f"r{n}"), offer, f"yes-{n}")
    except Gone:
        return "gone"
    return "booked"


async def rides_of(scene: Scene) -> list[Ride]:
    return await scene.host.read(lambda s: list(s.exec(select(Ride)).all()))


async def the_day(scene: Scene) -> driving.Day:
    network = Network(scene.host)
    return await scene.host.read(lambda s: driving.load(s, network, WEDNESDAY))


async def test_a_crowd_gets_as_many_seats_as_there_are(anywhere: Scene) -> None:
    outcomes = Counter(await asyncio.gather(*(one_resident(anywhere, n) for n in range(CROWD))))
    rides = await rides_of(anywhere)
    assert set(outcomes) == {"booked", "gone"}
    assert len(rides) == outcomes["booked"] == len({one.number for one in rides})
    day = await the_day(anywhere)
    visits = Counter(v.ride for one in day.fleet.standings for v in one.visits)
    assert visits == {one.trip: 2 for one in rides}
    assert day.fleet.broken() == []


async def test_two_yeses_to_the_last_seat_book_it_once(anywhere: Scene) -> None:
    offers = {f"r{n}": await anywhere.quote("10:00", f"r{n}", riders="2") for n in range(2)}
    anywhere.clock.goes(minutes=21)
    late = await anywhere.quote("10:00", "late", riders="2")
    asked = [("late", late), *offers.items()]

    async def yes(who: str, offer: object) -> str:
        try:
            done = await anywhere.provider.confirm(anywhere.who(who), offer, f"yes-{who}")
        except Gone:
            return "gone"
        return done.state

    said = await asyncio.gather(*(yes(who, offer) for who, offer in asked))
    assert said[0] == State.CONFIRMED
    assert (await the_day(anywhere)).fleet.broken() == []
    assert len(await rides_of(anywhere)) == said.count(State.CONFIRMED)
