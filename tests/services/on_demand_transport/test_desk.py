"""The desk: each vehicle's list, what drivers say of riders, and vehicles that fail."""

from datetime import timedelta
from itertools import pairwise

import pytest

from senior_life.contract import (
    Map,
    Option,
    Person,
    Staff,
    State,
    Timeline,
    Trouble,
)
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene, scene_on, small_town, vehicle
from .office import STAFF, Office, at


@pytest.fixture
def office(scene: Scene) -> Office:
    return Office(scene)


async def test_staff_of_a_depot_see_its_own_vehicles(office: Office) -> None:
    places: list[Option] = list(await office.desk.places(STAFF))
    assert [one.value for one in places] == [EVERYWHERE, "yard"]
    assert set(await office.tables("yard")) == {
        "run_one-0800",
        "run_two-0800",
        "vehicles",
        "waiting",
    }
    with pytest.raises(Trouble):
        await office.desk.views(Staff("x", "other"), WEDNESDAY, "yard")


async def test_a_driver_sees_each_stop_in_order_and_whom_to_call(office: Office) -> None:
    await office.scene.book("10:00", wheelchair="wheelchair")
    [on, off] = await office.lines("on", "off")
    assert on.item.removesuffix("-on") == off.item.removesuffix("-off")
    assert Person("hana") in on.cells
    assert Person("hana", "phone") in on.cells
    assert on.actions == (), "on another day nothing can be said of a ride"


async def test_a_seat_that_is_only_held_is_not_on_the_list(office: Office) -> None:
    await office.scene.quote("10:00")
    assert await office.lines("on", "off") == []


async def test_a_ride_goes_on_as_the_driver_says_and_each_step_can_be_undone(
    office: Office,
) -> None:
    scene = office.scene
    done = await scene.book("10:00")
    assert done.starts
    scene.clock.set(done.starts)
    [on, _off] = await office.lines("on", "off")
    boarded = await office.does(on, "boarded")
    assert boarded
    assert boarded.state is State.UNDER_WAY
    assert "着きます" in plain(boarded.says, "ja")
    [on, off] = await office.lines("on", "off")
    arrived = await office.does(off, "arrived")
    assert arrived
    assert (arrived.state, arrived.outcome) == (State.DONE, "done")
    [_on, off] = await office.lines("on", "off")
    again = await office.does(off, "undo")
    assert again
    assert again.state is State.UNDER_WAY
    [on, _off] = await office.lines("on", "off")
    back = await office.does(on, "undo")
    assert back
    assert back.state is State.CONFIRMED
    assert back.seq >= done.seq + 4
    assert len(await office.lines("on", "off")) == 2


async def test_what_is_taken_back_stands_before_getting_out_though_others_left_the_run(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    first, _second = await scene.book("12:00", "r1"), await scene.book("14:00", "r2")
    scene.clock.set(at(scene, 9))
    on = (await office.lines("on"))[-1]
    await office.does(on, "boarded")
    await scene.act(first, "cancel", "r1")
    [on, _off] = await office.lines("on", "off")
    await office.does(on, "undo")
    assert [one.state for one in await office.lines("on", "off")] == ["on", "off"]


async def test_who_did_not_come_frees_the_seat_and_may_come_after_all(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    done = await scene.book("10:00", riders="2")
    assert done.starts
    scene.clock.set(done.starts)
    [on, _off] = await office.lines("on", "off")
    missing = await office.does(on, "no_show")
    assert missing
    assert (missing.state, missing.outcome) == (State.DONE, "no_show")
    [line] = await office.lines("no_show")
    assert line.item.endswith("-on")
    found = await office.does(line, "undo")
    assert found
    assert found.state is State.CONFIRMED
    assert len(await office.lines("on", "off")) == 2


async def test_operators_see_who_drives_when_and_along_which_way(office: Office) -> None:
    done = await office.scene.book("10:00")
    tables = await office.tables()
    timeline = tables["vehicles"].picture
    assert isinstance(timeline, Timeline)
    [bar] = [bar for lane in timeline.lanes for bar in lane.bars if bar.state == "on"]
    assert done.starts
    assert done.ends
    assert done.starts <= bar.starts < bar.ends <= done.ends + timedelta(minutes=5)
    [plan] = [one.picture for one in tables.values() if isinstance(one.picture, Map)]
    assert [mark.state for mark in plan.marks] == ["on", "off"]
    assert plan.ways[0].points[0] == plan.ways[0].points[-1] == (34.4960, 135.5120)


async def test_one_key_does_a_thing_once(office: Office) -> None:
    scene = office.scene
    done = await scene.book("10:00")
    scene.clock.set(at(scene, 9, 40))
    [on, _off] = await office.lines("on", "off")
    for _time in range(2):
        seen = await office.desk.act(STAFF, on.item, "boarded", {}, "same", scene.clock())
        assert seen
        assert seen.seq == done.seq + 1


async def test_a_vehicle_out_of_service_offers_its_riders_another(store: Store, pack: Pack) -> None:
    scene = scene_on(store, pack)
    office = Office(scene)
    done = await scene.book("10:00")
    scene.clock.set(at(scene, 8, 30))
    [lost] = await office.lines("on")
    name = next(n for n, t in (await office.tables()).items() if lost in t.lines)
    run = name.removeprefix("run_")
    [line] = [one for one in await office.lines("drives") if one.item.startswith(run)]
    await office.does(line, "out", until="18:00")
    moved = await scene.status(done)
    assert moved.state is State.PROPOSED
    assert moved.offer
    assert moved.ref in {one.ref for one in scene.host.told}
    taken = await scene.act(moved, "accept")
    assert (taken.state, taken.number) == (State.CONFIRMED, done.number)
    [now] = await office.lines("on")
    tables = await office.tables()
    assert now not in tables[name].lines
    [line] = await office.lines("out")
    await office.does(line, "back")
    assert await office.lines("out") == []


async def test_whoever_cannot_be_offered_anything_is_telephoned(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    done = await scene.book("10:00")
    scene.clock.set(at(scene, 8, 30))
    [line] = await office.lines("drives")
    await office.does(line, "out", until="18:00")
    waits = await scene.status(done)
    assert waits.state is State.WAITING
    assert "お電話します" in plain(waits.says, "ja")
    [line] = await office.lines("call")
    await office.does(line, "telephoned", answer="waits")
    [line] = await office.lines("waiting")
    assert [one.name for one in line.actions] == ["undo_call"]


async def test_a_vehicle_that_is_late_says_so_to_who_waits_for_it(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    first = await scene.book("09:30", "r1")
    second = await scene.book("10:00", "r2")
    assert first.starts
    scene.clock.set(first.starts)
    [on, *_rest] = await office.lines("on")
    await office.does(on, "boarded")
    scene.host.told.clear()
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="60")
    told = {one.ref: one for one in scene.host.told}
    assert second.ref in told
    assert "遅れています" in plain(told[second.ref].says, "ja")
    [line] = await office.lines("late")
    await office.does(line, "in_time")
    assert "遅れています" not in plain((await scene.status(second, "r2")).says, "ja")


async def test_the_desk_sees_whose_promise_cannot_be_kept_and_whom_to_telephone(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    first, second = await scene.book("09:30", "r1"), await scene.book("10:00", "r2")
    assert first.starts
    scene.clock.set(first.starts)
    await office.does((await office.lines("on"))[0], "boarded")
    assert "promises" not in await office.tables("yard")
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="60")
    for place in (EVERYWHERE, "yard"):
        [aboard, missed] = (await office.tables(place))["promises"].lines
        assert (aboard.item, missed.item) == (first.ref, second.ref)
        assert second.number in missed.cells
        assert Person("r2", "phone") in missed.cells
        assert "到着が" in plain(aboard.cells[-2], "ja")
        assert "迎えが" in plain(missed.cells[-2], "ja")


async def test_a_ride_whose_vehicle_left_the_town_is_not_forgotten(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    done = await scene_on(sqlite_store, pack, files).book("10:00")
    files["vehicles.yaml"]["vehicles"] = [vehicle("another")]
    office = Office(scene_on(sqlite_store, pack, files))
    for place in (EVERYWHERE, "yard"):
        [missed] = (await office.tables(place))["promises"].lines
        assert missed.item == done.ref
        assert "お電話" in plain(missed.cells[-2], "ja")


async def test_operators_see_shifts_breaks_and_what_is_out_of_service(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    pause = {"since": "12:00", "until": "13:00"}
    shift = {"days": ["wed"], "since": "08:00", "until": "17:00", "pause": pause}
    files["vehicles.yaml"]["vehicles"] = [vehicle("one", shifts=[shift])]
    scene = scene_on(sqlite_store, pack, files)
    office = Office(scene)
    await scene.book("10:00")
    scene.clock.set(at(scene, 8, 30))
    afternoon = next(one for one in await office.lines("drives") if "1300" in one.item)
    await office.does(afternoon, "out", until="15:00")
    timeline = (await office.tables())["vehicles"].picture
    assert isinstance(timeline, Timeline)
    [lane] = timeline.lanes
    assert [one.state for one in lane.bars] == ["free", "on", "free", "break", "out", "free"]
    edges = [one.starts for one in lane.bars] + [lane.bars[-1].ends]
    assert edges[0] == at(scene, 8)
    assert edges[3:] == [at(scene, 12), at(scene, 13), at(scene, 15), at(scene, 17)]
    assert all(a.ends == b.starts for a, b in pairwise(lane.bars))
