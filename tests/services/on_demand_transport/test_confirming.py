"""From an offer to a ride: the yes, a change, undoing, waiting, and what is told on the day."""

from datetime import timedelta

import pytest

from senior_life.contract import Caller, Channel, Engagement, Gone, Progress, State, Text, Trouble
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain

from .conftest import Scene, scene_on, small_town


async def test_a_ride_has_a_number_and_says_where_to_wait(scene: Scene) -> None:
    done = await scene.book()
    assert done.state is State.CONFIRMED
    assert done.number.startswith("DR-")
    assert done.next
    assert done.number in plain(done.next, "ja")


async def test_a_ride_of_another_person_is_not_told(scene: Scene) -> None:
    done = await scene.book()
    with pytest.raises(Trouble):
        await scene.status(done, "kazuo")
    with pytest.raises(Trouble):
        await scene.act(done, "cancel", "kazuo")


async def test_a_change_keeps_the_ride_and_frees_its_seat(anywhere: Scene) -> None:
    done = await anywhere.book("10:00", riders="2")
    offers = await anywhere.provider.quote(
        anywhere.who(), anywhere.to("14:00", riders="2"), "move", done.ref
    )
    moved = await anywhere.provider.confirm(anywhere.who(), offers[0], "move-yes")
    assert (moved.ref, moved.number, moved.seq) == (done.ref, done.number, done.seq + 1)
    assert moved.starts == offers[0].starts
    again = [await anywhere.quote("10:00", f"r{n}", riders="2") for n in range(2)]
    assert all(one.starts == done.starts for one in again)


async def test_changing_only_the_way_back_keeps_the_very_seat(scene: Scene) -> None:
    done = await scene.book("10:00")
    answers = scene.to("10:00", round_trip="open")
    [offer] = await scene.provider.quote(scene.who(), answers, "move", done.ref)
    assert offer.starts == done.starts
    assert offer.and_then
    await scene.provider.release(offer.hold)
    [offer] = await scene.provider.quote(scene.who(), answers, "move", done.ref)
    moved = await scene.provider.confirm(scene.who(), offer, "move-yes")
    assert (moved.starts, moved.state) == (done.starts, State.CONFIRMED)
    assert (await scene.act(moved, "cancel")).state is State.CANCELLED


async def test_cancelling_is_possible_until_some_time_before_the_window(scene: Scene) -> None:
    done = await scene.book("10:00")
    assert done.undo_until
    assert done.starts
    scene.clock.set(done.undo_until + timedelta(minutes=1))
    with pytest.raises(Trouble):
        await scene.act(done, "cancel")
    by_telephone = Caller("hana", Channel.PHONE, "desk")
    gone = await scene.provider.act(by_telephone, done.ref, "cancel", {}, "phone")
    assert gone.state is State.CANCELLED


async def test_in_the_first_ten_minutes_it_always_is(scene: Scene) -> None:
    scene.clock.set(scene.clock().replace(day=25, hour=9))
    done = await scene.book("10:00")
    scene.clock.goes(minutes=9)
    assert (await scene.act(done, "cancel")).state is State.CANCELLED


async def fill(scene: Scene) -> list[Progress]:
    done = []
    for n in range(30):
        try:
            done.append(await scene.book("10:00", f"full{n}", riders="2"))
        except Gone:
            return done
    raise AssertionError("there is no end of it")


async def test_a_freed_seat_is_offered_to_the_first_whom_it_fits(anywhere: Scene) -> None:
    full = await fill(anywhere)
    first = await anywhere.wait("10:00", "w1", riders="2")
    anywhere.clock.goes(minutes=1)
    second = await anywhere.wait("10:00", "w2", riders="2")
    assert first.state is State.WAITING
    anywhere.clock.goes(minutes=1)
    await anywhere.act(full[0], "cancel", "full0")
    proposed = await anywhere.status(first, "w1")
    assert proposed.state is State.PROPOSED
    assert proposed.offer
    assert proposed.offer.starts
    assert proposed.ref in {one.ref for one in anywhere.host.told}
    assert (await anywhere.status(second, "w2")).state is State.WAITING
    anywhere.clock.goes(minutes=1)
    await anywhere.act(proposed, "decline", "w1")
    assert (await anywhere.status(second, "w2")).state is State.PROPOSED


async def test_a_proposal_that_is_not_answered_goes_to_the_next(scene: Scene) -> None:
    full = await fill(scene)
    waits = await scene.wait("10:00", "w1")
    await scene.act(full[0], "cancel", "full0")
    assert (await scene.status(waits, "w1")).state is State.PROPOSED
    scene.clock.goes(hours=2)
    await scene.provider.upkeep()
    assert (await scene.status(waits, "w1")).state is not State.CONFIRMED


async def test_nobody_is_offered_a_seat_while_they_are_elsewhere(scene: Scene) -> None:
    full = await fill(scene)
    waits = await scene.wait("10:00", "w1")
    day = scene.clock().replace(day=25, hour=8)
    scene.host.engagements = [
        Engagement("other", "x", day, day + timedelta(hours=4), Text("a visit"))
    ]
    await scene.act(full[0], "cancel", "full0")
    assert (await scene.status(waits, "w1")).state is State.WAITING


async def test_whoever_waited_in_vain_is_told(scene: Scene) -> None:
    await fill(scene)
    waits = await scene.wait("10:00", "w1")
    scene.clock.set(scene.clock().replace(day=25, hour=11))
    await scene.provider.upkeep()
    assert (await scene.status(waits, "w1")).state is State.FAILED
    assert waits.ref in {one.ref for one in scene.host.told}


async def test_the_vehicle_is_announced_as_it_comes_near(scene: Scene) -> None:
    done = await scene.book("10:00")
    assert done.starts
    said = []
    for minutes in (40, 15, 14, 9, 4):
        scene.clock.set(done.starts - timedelta(minutes=minutes))
        await scene.provider.upkeep()
        said.append(len(scene.host.told))
    assert said == [0, 1, 1, 2, 3]
    assert "号" in plain(scene.host.told[-1].says, "ja")
    assert "分ほどで来ます" in plain(scene.host.told[-1].says, "ja")


async def test_a_ride_of_another_day_is_not_mistaken_for_todays(scene: Scene) -> None:
    done = await scene.book("09:30")
    scene.clock.set(scene.clock().replace(hour=23, minute=50))
    await scene.provider.upkeep()
    assert scene.host.told == []
    scene.clock.set(scene.clock().replace(day=25, hour=0, minute=10))
    seen = await scene.status(done)
    assert (seen.state, seen.starts) == (State.CONFIRMED, done.starts)


async def test_a_vehicle_on_a_long_way_is_not_called_late(sqlite_store: Store, pack: Pack) -> None:
    files = small_town()
    files["vehicles.yaml"]["depots"][0] |= {"lat": 34.42, "lon": 135.42}
    scene = scene_on(sqlite_store, pack, files)
    done = await scene.book("11:00")
    assert done.starts
    for minutes in range(60, -1, -2):
        scene.clock.set(done.starts - timedelta(minutes=minutes))
        await scene.provider.upkeep()
    said = [plain(one.says, "ja") for one in scene.host.told]
    assert len(said) == 3
    assert all("分ほどで来ます" in one for one in said)


async def test_an_idle_vehicle_can_still_be_sent_elsewhere_first(scene: Scene) -> None:
    await scene.book("10:00", "r1", riders="2")
    await scene.book("10:00", "r2", riders="2")
    scene.clock.set(scene.clock().replace(day=25, hour=8, minute=5))
    assert await scene.quote("09:00", "r3", riders="2")
