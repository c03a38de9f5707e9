"""In the background: less driving, the same promises, and nobody on two vehicles or on none."""

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from senior_life.contract import Gone, Progress, State
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import improving, rows
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.rows import Row
from services.on_demand_transport.tables import Hold, Ride

from .conftest import WEDNESDAY, Scene, scene_on, two_yards

ROOT = Path(__file__).parents[3]
NEAR, FAR = "one-0800", "two-0800"
TIMES = ("10:00", "12:00", "14:00")


class Background:
    """What the day is, and what improving makes of it."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.network = scene, Network(scene.host)

    async def near_is_out_until(self, minute: float) -> None:
        def work(session: object) -> None:
            row = rows.row_of(session, WEDNESDAY, NEAR) or Row()
            assert rows.swap(session, WEDNESDAY, NEAR, replace(row, out_until=minute))

        await self.scene.host.write(work)

    async def booked_badly(self) -> list[Progress]:
        """The near vehicle drives again only after everybody was promised the far one."""
        await self.near_is_out_until(18 * 60)
        done = [await self.scene.book(time, f"r{time[:2]}") for time in TIMES]
        await self.near_is_out_until(0)
        return done

    async def day(self) -> Day:
        return await self.scene.host.read(lambda s: improving.read(s, self.network, WEDNESDAY))

    async def improve(self) -> None:
        for piece in await improving.pieces(self.network, 1):
            await improving.work(self.network, piece)

    async def runs(self) -> list[str]:
        """Of each ride, as its row says; that the visits say the same is checked."""
        rides = await self.scene.host.read(_rides)
        day = await self.day()
        visits = Counter((v.ride, run) for run, row in day.rows.items() for v in row.visits)
        assert visits == {(one.trip, one.run): 2 for one in rides}
        assert day.fleet.broken() == []
        return [one.run for one in rides]


def _rides(session: object) -> list[Ride]:
    query = select(Ride).where(col(Ride.state) == State.CONFIRMED).order_by(col(Ride.board_from))
    return list(session.exec(query).all())


@pytest.fixture
def background(store: Store, pack: Pack) -> Background:
    return Background(scene_on(store, pack, two_yards()))


async def test_what_was_booked_badly_is_driven_by_who_is_near(background: Background) -> None:
    done = await background.booked_badly()
    assert await background.runs() == [FAR] * 3
    before = (await background.day()).fleet.metres
    await background.improve()
    assert await background.runs() == [NEAR] * 3
    assert (await background.day()).fleet.metres < before / 2
    for one, time in zip(done, TIMES, strict=True):
        assert await background.scene.status(one, f"r{time[:2]}") == one


async def test_seats_that_are_only_held_move_too_and_can_still_be_had(
    background: Background,
) -> None:
    await background.near_is_out_until(18 * 60)
    offer = await background.scene.quote("10:00")
    await background.near_is_out_until(0)
    await background.improve()
    held = await background.scene.host.read(lambda s: set(s.exec(select(Hold.run)).all()))
    assert held == {NEAR}
    await background.scene.provider.confirm(background.scene.who(), offer, "yes")
    assert await background.runs() == [NEAR]


async def test_a_booking_made_while_it_was_reckoned_stays_and_what_it_touched_is_dropped(
    background: Background,
) -> None:
    await background.booked_badly()
    since = await background.day()
    better = await improving.reckoned(since.fleet)
    await background.near_is_out_until(18 * 60)
    await background.scene.book("16:00", "r16")
    await background.near_is_out_until(0)
    network = background.network
    assert not await background.scene.host.write(
        lambda s: improving.adopt(s, network, since, better)
    )
    assert await background.runs() == [FAR] * 4


async def test_two_at_once_move_everybody_once(background: Background) -> None:
    await background.booked_badly()
    other = Background(background.scene)
    await asyncio.gather(background.improve(), other.improve())
    assert await background.runs() == [NEAR] * 3


@pytest.mark.parametrize(("more", "run"), [(0, FAR), (1, NEAR)])
async def test_whoever_may_know_their_vehicle_keeps_it(
    background: Background, more: int, run: str
) -> None:
    [first, *_later] = await background.booked_badly()
    assert first.starts
    before = timedelta(minutes=improving.SETTLED_MINUTES + more)
    background.scene.clock.set(first.starts - before)
    await background.improve()
    assert (await background.runs())[0] == run


async def test_a_ride_once_told_as_late_is_not_moved(background: Background) -> None:
    await background.booked_badly()

    def late(session: object) -> None:
        ride = _rides(session)[-1]
        ride.late_minutes = 10
        session.add(ride)

    await background.scene.host.write(late)
    await background.improve()
    assert await background.runs() == [FAR] * 3, "those before it are settled with it"


async def test_a_day_to_which_nothing_happened_is_not_looked_at_again(
    background: Background,
) -> None:
    async def due() -> list[date]:
        found = await background.scene.host.read(lambda s: improving.due(s, background.network))
        return list(found)

    await background.booked_badly()
    await background.improve()
    assert await due() == [WEDNESDAY], "it was improved: there may be more to find"
    await background.improve()
    assert await due() == []
    await background.scene.book("16:00", "r16")
    assert await due() == [WEDNESDAY]


@pytest.mark.parametrize(("moment", "run"), [("within", FAR), ("after", NEAR)])
def test_killed_in_the_middle_everybody_is_still_on_one_vehicle(
    background: Background, store_url: str, moment: str, run: str
) -> None:
    asyncio.run(background.booked_badly())
    now = background.scene.clock().isoformat()
    command = [
        sys.executable,
        "-m",
        f"{__package__}.improving_to_kill",
        store_url,
        now,
        moment,
        f"{WEDNESDAY}",
    ]
    died = subprocess.run(command, cwd=ROOT, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL
    assert asyncio.run(background.runs()) == [run] * 3
    asyncio.run(background.improve())
    assert asyncio.run(background.runs()) == [NEAR] * 3


async def test_a_crowd_books_while_days_are_improved_and_nobody_is_lost(
    background: Background,
) -> None:
    scene = background.scene

    async def books(n: int) -> int:
        try:
            await scene.book(TIMES[n % 3], f"crowd{n}")
        except Gone:
            return 0
        return 1

    async def improves() -> int:
        for _minute in range(4):
            await background.improve()
        return 0

    booked = sum(await asyncio.gather(*(books(n) for n in range(24)), improves()))
    await background.improve()
    assert len(await background.runs()) == booked > len(TIMES)
