"""Two who decide on the same seat, and a yes that comes when the vehicle is gone."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from senior_life.contract import Gone, Offer, Progress, State
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import booked, driving
from services.on_demand_transport.network import Network

from .conftest import WEDNESDAY, Scene, scene_on, small_town, vehicle
from .office import at


def alone(store: Store, pack: Pack, seats: int = 2, flexible: int = 0) -> Scene:
    """A town of one vehicle, where nobody is offered another hour than was asked for."""
    files = small_town(promise={"flexible_minutes": flexible})
    files["vehicles.yaml"]["vehicles"] = [vehicle("one", seats=seats)]
    return scene_on(store, pack, files)


def outrun(scene: Scene, monkeypatch: pytest.MonkeyPatch, offer: Offer) -> list[Progress]:
    """Hana says yes to it between what the next one reads and what they write."""
    write, done = scene.host.write, list[Progress]()

    async def later(work: Any) -> Any:
        monkeypatch.setattr(scene.host, "write", write)
        done.append(await scene.provider.confirm(scene.who("hana"), offer, "yes"))
        return await write(work)

    monkeypatch.setattr(scene.host, "write", later)
    return done


async def has_a_seat(scene: Scene, done: Progress) -> bool:
    def work(session: Session) -> bool:
        ride = booked.by_ref(session, done.ref)
        return driving.is_on(session, ride, ride.trip)

    return await scene.host.read(work)


async def test_a_late_yes_and_who_would_take_the_lapsed_seat_do_not_both_get_it(
    store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = alone(store, pack)
    offer = await scene.quote("10:00", "hana", riders="2")
    scene.clock.goes(minutes=20, seconds=5)
    done = outrun(scene, monkeypatch, offer)
    with suppress(Gone):  # on such a short way both may find room after all
        await scene.quote("10:00", "taro", riders="2")
    assert await has_a_seat(scene, done[0])
    day = await scene.host.read(lambda s: driving.load(s, Network(scene.host), WEDNESDAY))
    assert not list(day.fleet.broken())


@pytest.mark.parametrize("later", [0, 1])
async def test_a_yes_to_the_oldest_errand_while_a_fifth_would_give_its_seat_back(
    store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    """Also where the fifth is of another day, whose runs nobody has changed."""
    scene, offers = alone(store, pack, seats=8), list[Offer]()
    for number, time in enumerate(("09:00", "11:00", "13:00", "15:00")):
        offers.append(await scene.quote(time, key=f"errand{number}"))
        scene.clock.goes(seconds=5)
    done = outrun(scene, monkeypatch, offers[0])
    assert await scene.quote("17:00", key="errand9", day=WEDNESDAY + timedelta(days=later))
    assert await has_a_seat(scene, done[0])
    assert (await scene.status(done[0])).state is State.CONFIRMED


async def test_a_yes_after_the_vehicle_was_there_is_refused(store: Store, pack: Pack) -> None:
    """Nobody drives to a seat that is only held."""
    scene = alone(store, pack, flexible=10)
    scene.clock.set(at(scene, 9))
    offer = await scene.quote("10:00")
    assert offer.starts
    for minute in (15, 30, 45):
        scene.clock.set(at(scene, 9, minute))
        await scene.provider.extend(offer.hold)
    day = await scene.host.read(lambda s: driving.load(s, Network(scene.host), WEDNESDAY))
    board = day.call(offer.id, is_pickup=True)
    assert board is not None
    scene.clock.set(offer.starts + timedelta(minutes=9))
    assert Network(scene.host).minute_now(WEDNESDAY) > board.begins
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who(), offer, "yes")


async def test_the_same_change_read_twice_is_one_hold_and_each_yes_means_what_was_read(
    store: Store, pack: Pack
) -> None:
    """On two devices, say: the ride keeps its seat, only its way back is asked for differently."""
    scene = alone(store, pack, flexible=10)
    done = await scene.book("10:00")
    changed = [
        (await scene.provider.quote(scene.who(), scene.to("10:00", round_trip=back), key, done.ref))
        for key, back in (("walk1", "open"), ("walk2", "open"), ("walk3", "no"))
    ]
    with pytest.raises(Gone):
        await scene.provider.confirm(scene.who(), changed[0][0], "yes1")
    last = await scene.provider.confirm(scene.who(), changed[2][0], "yes3")
    assert (last.ref, last.starts) == (done.ref, done.starts)
    assert await has_a_seat(scene, last)
