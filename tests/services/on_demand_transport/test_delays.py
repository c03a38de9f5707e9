"""A vehicle that is late or out of service, whatever it was doing when that was said."""

import pytest

from senior_life.contract import Trouble
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport import driving
from services.on_demand_transport.clock import minute_of
from services.on_demand_transport.network import Network

from .conftest import WEDNESDAY, scene_on, small_town, vehicle
from .office import Office, at


async def test_a_vehicle_that_stands_and_is_late_is_late_for_its_next_rider(
    sqlite_store: Store, pack: Pack
) -> None:
    """It has stood at its depot for an hour, which makes up for nothing."""
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    done = await scene.book("12:00")
    assert done.starts
    scene.clock.set(at(scene, 9))
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="30")
    seen = await scene.status(done)
    assert "遅れています" in plain(seen.says, "ja")
    expected = await scene.host.read(lambda s: driving.load(s, Network(scene.host), WEDNESDAY))
    [on, _off] = expected.fleet.timetable("one-0800")
    planned = minute_of(WEDNESDAY, done.starts)
    assert planned + 25 <= on.begins <= planned + 35
    scene.clock.set(done.starts)
    assert plain((await scene.status(done)).says, "ja") == plain(seen.says, "ja")
    [late] = await office.lines("late")
    await office.does(late, "in_time")
    assert "遅れています" not in plain((await scene.status(done)).says, "ja")


async def test_who_books_after_a_delay_was_told_is_promised_what_holds(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    scene.clock.set(at(scene, 9))
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="60")
    with pytest.raises(Trouble):
        await scene.quote("10:00", "soon")
    later = await scene.book("11:00", "later")
    assert later.starts
    assert later.starts >= at(scene, 10)
    scene.clock.set(at(scene, 10, 15))
    assert "遅れています" not in plain((await scene.status(later, "later")).says, "ja")
    assert "promises" not in await office.tables()


async def test_a_vehicle_out_of_service_drives_nobody_until_then_though_it_drove_before(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    done = await scene.book("09:30")
    assert done.starts
    scene.clock.set(done.starts)
    await office.does((await office.lines("on"))[0], "boarded")
    await office.does((await office.lines("off"))[0], "arrived")
    [line] = await office.lines("drives")
    await office.does(line, "out", until="14:00")
    with pytest.raises(Trouble):
        await scene.quote("12:00", "noon", riders="2")
    after = await scene.quote("15:00", "after")
    assert after.starts
    assert after.starts >= at(scene, 14)
