"""What a process remembers of a day is what it would read anew, whoever wrote meanwhile."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from senior_life.contract import Gone, Progress, Trouble
from services.on_demand_transport import driving, remembered, rows
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.rows import Row

from .conftest import WEDNESDAY, Scene

RUN = "one-0800"
EIGHT = datetime.fromisoformat("2026-11-25T08:00:00+09:00")


class Days:
    """One network that remembers, beside one that reads for the first time, each time."""

    def __init__(self, scene: Scene, dice: Random) -> None:
        self.scene, self.dice, self.network = scene, dice, Network(scene.host)
        self.booked: list[tuple[str, Progress]] = []

    async def load(self, network: Network) -> Day:
        return await self.scene.host.read(lambda s: driving.load(s, network, WEDNESDAY))

    async def check(self) -> None:
        known, anew = await self.load(self.network), await self.load(Network(self.scene.host))
        assert known == anew
        for one in anew.fleet.standings:
            assert known.fleet.line(one.run.id).at == anew.fleet.line(one.run.id).at

    async def book(self) -> None:
        ref, hour = f"r{len(self.booked)}", self.dice.randrange(9, 17)
        self.booked.append((ref, await self.scene.book(f"{hour}:00", ref)))

    async def hold(self) -> None:
        await self.scene.quote(f"{self.dice.randrange(9, 17)}:30", f"h{self.dice.random()}")

    async def cancel(self) -> None:
        if self.booked:
            ref, done = self.booked.pop(self.dice.randrange(len(self.booked)))
            await self.scene.act(done, "cancel", ref)

    async def wait(self) -> None:
        minutes = timedelta(minutes=self.dice.choice((1, 10, 30)))
        self.scene.clock.set(max(self.scene.clock() + minutes, EIGHT))

    async def be_late(self) -> None:
        await self.write(delay_minutes=float(self.dice.choice((0, 15))))

    async def be_out(self) -> None:
        await self.write(out_until=float(self.dice.choice((0, 10 * 60, 18 * 60))))

    async def write(self, **change: float) -> None:
        def work(session: object) -> None:
            row = rows.row_of(session, WEDNESDAY, RUN) or Row()
            assert rows.swap(session, WEDNESDAY, RUN, replace(row, **change))

        await self.scene.host.write(work)


@pytest.mark.parametrize("seed", range(6))
async def test_it_is_what_would_be_read_anew(scene: Scene, seed: int) -> None:
    days = Days(scene, Random(seed))
    deeds: list[Callable[[], Awaitable[None]]] = [
        days.book,
        days.book,
        days.hold,
        days.cancel,
        days.wait,
        days.be_late,
        days.be_out,
    ]
    for _each in range(25):
        with suppress(Gone, Trouble):  # full, or too late: it is checked all the same
            await days.dice.choice(deeds)()
        await days.check()


async def test_what_is_rolled_back_leaves_nothing_behind(anywhere: Scene) -> None:
    days = Days(anywhere, Random(1))
    await days.book()

    def fails(session: object) -> None:
        """The same version is then written with something else in it."""
        row = rows.row_of(session, WEDNESDAY, RUN) or Row()
        assert rows.swap(session, WEDNESDAY, RUN, replace(row, delay_minutes=45.0))
        found = driving.load(session, days.network, WEDNESDAY)
        assert found.rows[RUN].delay_minutes == 45
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await anywhere.host.write(fails)
    await days.check()
    await days.write(delay_minutes=5.0)
    await days.check()


async def test_only_so_many_days_are_kept(scene: Scene) -> None:
    network = Network(scene.host)
    for day in range(remembered.DAYS_KEPT + 5):
        remembered.of(network, WEDNESDAY + timedelta(days=day))
    assert len(network.days) == remembered.DAYS_KEPT
    last = WEDNESDAY + timedelta(days=remembered.DAYS_KEPT + 4)
    assert remembered.of(network, last) is remembered.of(network, last)
