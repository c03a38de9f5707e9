"""A vehicle that is late or out of service, whatever it was doing when that was said."""

import pytest
from sqlmodel import col, select

from senior_life.contract import Gone, Line, Person, State, Text, Trouble
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport import driving
from services.on_demand_transport.clock import minute_of, moment, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.tables import Ride

from .conftest import WEDNESDAY, Scene, scene_on, small_town, vehicle
from .office import Office, at


def alone(store: Store, pack: Pack) -> Scene:
    """A town of one vehicle."""
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    return scene_on(store, pack, files)


async def driven(scene: Scene) -> driving.Day:
    return await scene.host.read(lambda s: driving.load(s, Network(scene.host), WEDNESDAY))


def can(line: Line, action: str) -> bool:
    return action in {one.name for one in line.actions}


async def out_of_service(office: Office, until: str) -> None:
    [line] = await office.lines("drives")
    await office.does(line, "out", until=until)


async def test_a_vehicle_that_stands_and_is_late_is_late_for_its_next_rider(
    sqlite_store: Store, pack: Pack
) -> None:
    """It has stood at its depot for an hour, which makes up for nothing."""
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    done = await scene.book("12:00")
    assert done.starts
    scene.clock.set(at(scene, 9))
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="30")
    seen = await scene.status(done)
    assert "遅れています" in plain(seen.says, "ja")
    [on, _off] = (await driven(scene)).fleet.timetable("one-0800")
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
    scene = alone(sqlite_store, pack)
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
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    done = await scene.book("09:30")
    assert done.starts
    scene.clock.set(done.starts)
    await office.does((await office.lines("on"))[0], "boarded")
    await office.does((await office.lines("off"))[0], "arrived")
    await out_of_service(office, "14:00")
    with pytest.raises(Trouble):
        await scene.quote("12:00", "noon", riders="2")
    after = await scene.quote("15:00", "after")
    assert after.starts
    assert after.starts >= at(scene, 14)


async def test_who_has_ridden_by_the_clock_is_asked_and_not_driven_again(
    store: Store, pack: Pack
) -> None:
    """The driver never said a word of the first ride, which was over before the vehicle failed."""
    scene = alone(store, pack)
    office = Office(scene)
    ridden, ahead = await scene.book("09:00", "r1"), await scene.book("12:00", "r2")
    scene.clock.set(at(scene, 10, 30))
    await out_of_service(office, "13:00")
    assert (await scene.status(ridden, "r1")).state is State.CONFIRMED
    assert (await scene.status(ahead, "r2")).state is State.PROPOSED
    [line] = await office.lines("call")
    assert (line.item, Person("r1", "phone") in line.cells) == (ridden.ref, True)
    assert "お尋ねください" in plain(line.cells[3], "ja")
    assert "promises" not in await office.tables(), "it is neither late nor without a vehicle"
    [drives_again] = await office.lines("out")
    await office.does(drives_again, "back")
    [on, off] = (await driven(scene)).behind["one-0800"]
    assert on.ride == off.ride, "it stays behind: nobody is fetched anew"


async def test_out_of_service_for_an_hour_takes_a_seat_only_from_whom_it_cannot_fetch_in_time(
    store: Store, pack: Pack
) -> None:
    scene = alone(store, pack)
    office = Office(scene)
    early = await scene.book("09:00", "early")
    late = await scene.book("15:45", "late")
    scene.clock.set(at(scene, 8, 30))
    await out_of_service(office, "10:30")
    moved, stays = await scene.status(early, "early"), await scene.status(late, "late")
    assert moved.state is State.PROPOSED
    assert moved.starts is None or moved.starts >= at(scene, 10, 30)
    assert (stays.state, stays.seq, stays.starts) == (State.CONFIRMED, late.seq, late.starts)
    assert await office.lines("call") == []
    assert late.ref not in {one.ref for one in scene.host.told}
    *_proposed, on, off = (await driven(scene)).fleet.standing("one-0800").visits
    assert on.ride == off.ride, "of the one who stays"


async def test_on_a_day_on_which_nothing_drives_any_more_three_other_days_are_named(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = alone(sqlite_store, pack)
    scene.clock.set(at(scene, 8, 30))
    await out_of_service(Office(scene), "17:00")
    with pytest.raises(Gone) as gone:
        await scene.offers("10:00")
    days = [str(one.answers["date"]) for one in gone.value.instead]
    assert len(set(days)) == len(days) == 3
    assert min(days) > f"{WEDNESDAY}"


async def test_whoever_can_still_be_fetched_together_stays_when_one_is_taken_off(
    sqlite_store: Store, pack: Pack
) -> None:
    """Of three who ride one after the other the first goes; the others are in time without."""
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    hours = ("09:30", "10:15", "11:00")
    done = {hour: await scene.book(hour, hour) for hour in hours}
    scene.clock.set(at(scene, 8, 30))
    await out_of_service(office, "10:00")
    seen = {hour: (await scene.status(one, hour)).state for hour, one in done.items()}
    assert seen == dict(zip(hours, (State.PROPOSED, *[State.CONFIRMED] * 2), strict=True))
    assert (await driven(scene)).fleet.broken() == []


async def test_a_seat_that_is_only_held_goes_with_the_vehicle(
    sqlite_store: Store, pack: Pack
) -> None:
    """Whoever says yes to it later is offered others, though its hold may have lapsed."""
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    scene.clock.set(at(scene, 8, 30))
    offer = await scene.quote("09:30", "hesitates")
    scene.clock.set(at(scene, 8, 40))
    await out_of_service(office, "10:30")
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who("hesitates"), offer, "key")


async def test_who_was_asked_whether_they_arrived_is_settled_by_the_answer_or_the_driver(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    for ref in ("r1", "r2"):
        await scene.book("09:00", ref)
    scene.clock.set(at(scene, 10, 30))
    await out_of_service(office, "18:00")
    [first, _second] = await office.lines("call")
    await office.does(first, "telephoned", answer="waits")
    [_second] = await office.lines("call")
    [line] = (one for one in (await office.tables())["waiting"].lines if one.item == first.item)
    assert can(line, "undo_call")
    assert not can(line, "telephoned")
    for said in ("boarded", "arrived"):
        while lines := [one for one in await office.lines("on", "off") if can(one, said)]:
            await office.does(lines[0], said)
    assert (await office.tables())["waiting"].lines == ()


async def test_who_got_on_by_the_clock_is_telephoned_where_the_vehicle_stands(
    sqlite_store: Store, pack: Pack
) -> None:
    """Whether they sit in it or stand at the stop only they can say: no other ride is made up."""
    scene = alone(sqlite_store, pack)
    office = Office(scene)
    done = await scene.book("10:00")
    [on, _off] = (await driven(scene)).fleet.timetable("one-0800")
    scene.clock.set(moment(WEDNESDAY, on.leaves + 1))
    await out_of_service(office, "12:00")
    seen = await scene.status(done)
    assert seen.state is State.CONFIRMED
    assert {one.item for one in await office.lines("call")} == {done.ref}
    [missed] = (await office.tables())["promises"].lines
    assert "到着が" in plain(missed.cells[-2], "ja")


async def test_who_may_still_stand_at_the_stop_hears_when_the_vehicle_was_there(
    store: Store, pack: Pack
) -> None:
    """Not before their window is over, nor when they would get out; also when that is past."""
    scene = alone(store, pack)
    done = await scene.book("10:00")
    [on, _off] = (await driven(scene)).fleet.timetable("one-0800")
    [by] = await scene.host.read(lambda s: s.scalars(select(col(Ride.board_by))).all())
    assert on.leaves + 1 < by
    scene.clock.set(moment(WEDNESDAY, on.leaves + 1))
    seen = await scene.status(done)
    assert plain(seen.says, "ja").startswith("予約できて"), "it may still come"
    assert seen.next is not None
    assert "お待ちください" in plain(seen.next, "ja")
    for minute in (by + 1, by + 40):
        scene.clock.set(moment(WEDNESDAY, minute))
        await scene.provider.upkeep()
        seen = await scene.status(done)
        assert seen.news is not None
        for said in (plain(seen.says, "ja"), plain(seen.news, "ja")):
            assert said.startswith("予定では、one号は")
            assert "まだお待ちでしたら" in said
            assert plain(clock_words(by), "ja") + "までに" in said
        assert (seen.seq, seen.next) == (done.seq, None)
    office = Office(scene)
    [line] = [one for one in await office.lines("on", "off") if can(one, "boarded")]
    await office.does(line, "boarded")
    assert plain((await scene.status(done)).says, "ja").startswith("車に乗っています")


def clock_words(minute: float) -> Text:
    return Text("{at:clock}", {"at": time_at(minute)})


async def test_an_offer_by_a_vehicle_that_failed_is_gone(store: Store, pack: Pack) -> None:
    """Whoever was reading it is not driven by a vehicle that stands still."""
    scene = alone(store, pack)
    office = Office(scene)
    offer = await scene.quote("12:00", "r1")
    scene.clock.set(at(scene, 8, 10))
    await out_of_service(office, "18:00")
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who("r1"), offer, "yes")
