"""Whoever lost a vehicle is not left to a screen that nobody looks at, nor to an untrue refusal."""

from datetime import timedelta

from senior_life.contract import Channel, Line, Progress, State
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.words import plain
from services.on_demand_transport.showing import CANCEL

from .conftest import Scene, scene_on, small_town, vehicle
from .office import Office, at


async def without_her_vehicle(scene: Scene, channel: Channel) -> tuple[Office, Progress]:
    """Hana's is out of service from half past eight on; another one can come."""
    office, who = Office(scene), scene.who("hana", channel)
    offer, *_ = await scene.provider.quote(who, scene.to("12:00"), "k")
    done = await scene.provider.confirm(who, offer, "yes")
    scene.clock.set(at(scene, 8, 30))
    [hers] = [name for name, table in (await office.tables()).items() if is_of(table.lines, "on")]
    run = hers.removeprefix("run_")
    [line] = [one for one in await office.lines("drives") if one.item.startswith(run)]
    await office.does(line, "out", until="18:00")
    return office, done


def is_of(lines: tuple[Line, ...], state: str) -> bool:
    return any(one.state == state for one in lines)


async def test_who_has_no_screen_is_telephoned_at_once_and_takes_what_is_proposed(
    store: Store, pack: Pack
) -> None:
    scene = scene_on(store, pack, small_town())
    office, done = await without_her_vehicle(scene, Channel.PHONE)
    assert (await scene.status(done)).state is State.PROPOSED
    [line] = await office.lines("call")
    assert "11時" in plain(line.cells[3], "ja"), "what they are told on the telephone"
    await office.does(line, "telephoned", answer="waits")
    now = await scene.status(done)
    assert now.state is State.CONFIRMED
    assert now.starts
    assert now.seq > done.seq
    assert not await office.lines("call")


async def test_who_leaves_a_proposal_unseen_is_telephoned_before_the_next_one_lapses(
    sqlite_store: Store, pack: Pack
) -> None:
    scene = scene_on(sqlite_store, pack, small_town())
    office, done = await without_her_vehicle(scene, Channel.TOUCH)
    assert not await office.lines("call"), "they may be looking at it"
    scene.clock.goes(minutes=61)
    await scene.provider.upkeep()
    assert (await scene.status(done)).state is State.PROPOSED
    [line] = await office.lines("call")
    await office.does(line, "telephoned", answer="no_answer")
    assert await office.lines("call")


async def test_the_desk_cancels_for_who_waits_for_a_vehicle_that_is_late(
    sqlite_store: Store, pack: Pack
) -> None:
    files = small_town()
    files["vehicles.yaml"]["vehicles"] = [vehicle("one")]
    scene = scene_on(sqlite_store, pack, files)
    office, done = Office(scene), await scene.book("10:00")
    assert done.starts
    scene.clock.set(done.starts - timedelta(minutes=20))
    [line] = await office.lines("drives")
    await office.does(line, "late", minutes="60")
    await scene.provider.upkeep()
    scene.clock.set(done.starts + timedelta(minutes=15))
    assert CANCEL in (await scene.status(done)).actions
    staff = scene.who("hana", Channel.PHONE)
    gone = await scene.provider.act(staff, done.ref, "cancel", {}, "key")
    assert gone.state is State.CANCELLED
