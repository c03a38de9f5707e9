"""What was read back stays as it was, when the roads are found to be slower."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from senior_life.contract import State
from services.on_demand_transport import driving
from services.on_demand_transport.tables import Ride, Sheet
from tests.services.on_demand_transport.conftest import WEDNESDAY, Scene
from tests.services.on_demand_transport.routers import FakeRouter

from .conftest import FRONT, STOP, at_the_desk, away_from_home, network_of, rows, takes


def slower(router: FakeRouter, seconds_a_metre: float) -> Callable[[Scene], Any]:
    """The month's new answer, of roads that have changed."""

    async def works(scene: Scene) -> None:
        router.seconds_a_metre = seconds_a_metre
        sheets = await rows(scene, Sheet)
        await scene.host.write(lambda session: [_age(session, one) for one in sheets])
        scene.clock.goes(minutes=1)
        await scene.provider.upkeep()

    return works


def _age(session: Any, sheet: Sheet) -> None:
    sheet.at -= timedelta(days=40)
    session.merge(sheet)


async def test_an_offer_stays_what_it_was_when_other_times_are_measured(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    offer = await anywhere.quote("10:00", **away_from_home())
    await slower(router, 1.5)(anywhere)
    assert await takes(anywhere, STOP, FRONT) == pytest.approx(1.5 * 919 / 60, rel=0.02)
    done = await anywhere.provider.confirm(anywhere.who(), offer, "yes")
    assert (done.state, done.starts) == (State.CONFIRMED, offer.starts)
    assert (await rows(anywhere, Ride))[0].arrive_by == 600


async def test_a_ride_that_other_times_make_late_is_kept_and_said_to_be_late(
    anywhere: Scene, router: FakeRouter
) -> None:
    await anywhere.provider.upkeep()
    done = await anywhere.book("10:00", **away_from_home())
    assert "None" in (await at_the_desk(anywhere))[2]
    await slower(router, 1.5)(anywhere)
    network = await network_of(anywhere)
    day = await anywhere.host.read(lambda s: driving.load(s, network, WEDNESDAY))
    [trip] = {one.ride for one in day.fleet.broken()}
    assert [one.trip for one in await rows(anywhere, Ride)] == [trip]
    assert done.number in (await at_the_desk(anywhere))[2]
    seen = await anywhere.status(done)
    assert (seen.state, seen.starts, seen.ref) == (State.CONFIRMED, done.starts, done.ref)
    assert await anywhere.quote("14:00", "kazuo", **away_from_home())


async def test_whoever_waits_for_a_vehicle_that_other_times_make_late_is_told(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    done = await scene.book("10:00", **away_from_home())
    assert done.starts
    scene.clock.set(done.starts - timedelta(minutes=5))
    await slower(router, 2.5)(scene)
    await scene.provider.upkeep()
    assert done.ref in {one.ref for one in scene.host.told}
    assert (await scene.status(done)).state is State.CONFIRMED


async def test_after_the_change_what_is_promised_anew_is_by_the_new_times(
    scene: Scene, router: FakeRouter
) -> None:
    await scene.provider.upkeep()
    before = await scene.quote("10:00", "hana", **away_from_home())
    await scene.provider.release(before.hold)
    await slower(router, 1.2)(scene)
    after = await scene.quote("10:00", "kazuo", **away_from_home())
    assert after.starts
    assert before.starts
    assert after.starts < before.starts
