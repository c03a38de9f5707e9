"""Nobody is refused for whom the others could make room, and those keep what they were promised."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import Answers, Caller, Gone, Offer, Progress, State
from senior_life.dispatch.reshuffling import movable
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import calling, driving, making_room
from services.on_demand_transport.network import Network
from services.on_demand_transport.standing import SOON_MINUTES
from services.on_demand_transport.tables import Hold, Ride

from .conftest import WEDNESDAY, Scene, scene_on, small_town
from .office import at

TIMES = ("10:00", "10:00", "11:00", "09:30", "10:30", "10:00", "11:00", "10:30", "09:30", "12:00")
PLACES = ("kindai_hospital", "takashimaya", "big_i")
HOMES = ("34.4899,135.5071", "34.4860,135.5190", "34.4925,135.5118", "34.4771,135.4890")
PEOPLE, VISITORS = 36, 12
CALLED = (8, 50)
"""Hour and minute: most of those who ride then do not know their vehicle yet."""


async def ask(
    scene: Scene, n: int, instead: Answers | None = None, standby: bool = False
) -> Sequence[Offer]:
    """The nth of those who would all like to ride in the same two hours, or ``instead``."""
    answers = scene.to(
        TIMES[n % len(TIMES)], destination=PLACES[n % len(PLACES)], riders=str(1 + n % 2)
    )
    answers = {**answers, **(instead or {})}
    return await scene.provider.quote(nth(scene, n), answers, f"k{n}", standby=standby)


def nth(scene: Scene, n: int) -> Caller:
    return scene.who(f"r{n}", home=HOMES[n % len(HOMES)])


async def served(scene: Scene) -> dict[str, Progress]:
    """By resident."""
    found = {}
    for n in range(PEOPLE):
        try:
            offers = await ask(scene, n)
        except Gone:
            continue
        found[f"r{n}"] = await scene.provider.confirm(scene.who(f"r{n}"), offers[0], f"yes{n}")
    return found


def spans(rides: dict[str, Progress]) -> dict[str, tuple[datetime | None, datetime | None]]:
    return {name: (one.starts, one.ends) for name, one in rides.items()}


def crooked(session: Session, scene: Scene) -> list[str]:
    """Rides whose run has not both of their visits, and promises that are not kept.

    A way back that was not called yet has no run."""
    day = driving.load(session, Network(scene.host), WEDNESDAY)
    rides = session.scalars(select(Ride).where(col(Ride.state) == State.CONFIRMED)).all()
    driven = [one for one in rides if one.trip]
    lost = [one.ref for one in driven if not driving.is_on(session, one, one.trip)]
    return [*lost, *(one.ride for one in day.fleet.broken())]


async def test_more_are_served_and_all_that_was_promised_is_kept(
    store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, room, look = scene_on(store, pack, small_town()), list[Hold](), making_room.found
    monkeypatch.setattr(making_room, "SECONDS", 60.0)  # on a busy machine, too

    async def noted(*asked: Any) -> Sequence[Hold]:
        """Only asked where no vehicle has a place."""
        found = await look(*asked)
        room.extend(found)
        return found

    monkeypatch.setattr(making_room, "found", noted)
    rides = await served(scene)
    assert room, "somebody was served who would have been refused"
    assert await scene.host.read(lambda session: crooked(session, scene)) == []
    now = {name: await scene.status(one, name) for name, one in rides.items()}
    assert spans(now) == spans(rides), "nobody's window or arrival moved"


async def test_what_was_found_is_not_written_when_somebody_was_quicker(
    sqlite_store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_on(sqlite_store, pack, small_town())
    reckon, met = making_room.with_room, list[bool]()

    def outrun(network: Network, day: driving.Day, *asked: Any) -> object:
        """Every run is another by the time that it is to be written."""
        found = reckon(network, day, *asked)
        met.append(found is not None)
        assert isinstance(day.rows, dict)
        day.rows.update({run: replace(row, version=-1) for run, row in day.rows.items()})
        return found

    monkeypatch.setattr(making_room, "with_room", outrun)
    await served(scene)
    assert any(met), "for somebody the others could have made room"
    held = await scene.host.read(lambda session: len(session.scalars(select(Hold)).all()))
    assert held == 0
    assert await scene.host.read(lambda session: crooked(session, scene)) == []


async def test_ways_back_that_no_vehicle_can_take_have_room_made_for_them(
    store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Visitors call one after the other until nobody can be fetched any more."""
    scene, rooms, take = scene_on(store, pack, small_town()), list[bool](), calling.take_room
    monkeypatch.setattr(making_room, "SECONDS", 60.0)

    def noted(*asked: Any) -> bool:
        """Only asked where no vehicle has a place as it is."""
        rooms.append(take(*asked))
        return rooms[-1]

    monkeypatch.setattr(calling, "take_room", noted)
    backs = [await way_back(scene, n) for n in range(VISITORS)]
    rides = await served(scene)
    scene.clock.set(at(scene, *CALLED))
    called = []
    for n, back in enumerate(backs):
        with suppress(Gone):
            called.append(await scene.act(back, "call_return", f"b{n}"))
    assert any(rooms), "somebody is fetched who would have been told that no car is free"
    for one in called:
        assert one.starts is not None
        assert timedelta() <= one.starts - scene.clock() <= timedelta(hours=2)
    assert await scene.host.read(lambda session: crooked(session, scene)) == []
    now = {name: await scene.status(one, name) for name, one in rides.items()}
    assert spans(now) == spans(rides), "nobody's window or arrival moved"


async def test_a_way_back_is_looked_for_again_when_somebody_was_quicker(
    sqlite_store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told that no car is free who would have one by pressing once more."""
    scene, look, rooms = scene_on(sqlite_store, pack, small_town()), calling.room_now, list[bool]()
    monkeypatch.setattr(making_room, "SECONDS", 60.0)

    def outrun(network: Network, day: driving.Day, *asked: Any) -> Any:
        """Three times every run is another by the time that it is to be written."""
        room = look(network, day, *asked)
        if room is not None:
            rooms.append(len(rooms) % 4 == 3)
            assert isinstance(day.rows, dict)
            if not rooms[-1]:
                stale = {run: replace(row, version=-1) for run, row in day.rows.items()}
                day.rows.update(stale)
        return room

    monkeypatch.setattr(calling, "room_now", outrun)
    backs = [await way_back(scene, n) for n in range(VISITORS)]
    await served(scene)
    scene.clock.set(at(scene, *CALLED))
    for n, back in enumerate(backs):
        with suppress(Gone):
            await scene.act(back, "call_return", f"b{n}")
    assert rooms
    assert rooms[-1], "whoever had room was fetched in the end"
    assert await scene.host.read(lambda session: crooked(session, scene)) == []


async def way_back(scene: Scene, n: int) -> Progress:
    """Called when the nth of the visitors is through."""
    who = scene.who(f"b{n}", home=HOMES[n % len(HOMES)])
    answers = scene.to(origin=PLACES[n % len(PLACES)], destination="home", time_kind="open")
    [offer] = await scene.provider.quote(who, answers, f"back{n}")
    return await scene.provider.confirm(who, offer, f"yes-back{n}")


async def test_nobody_moves_who_may_know_the_vehicle(
    sqlite_store: Store, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_on(sqlite_store, pack, small_town())
    await served(scene)
    scene.clock.set(at(scene, 9))
    may_move = list[set[str]]()

    def seen(_network: Network, day: driving.Day, *_asked: Any) -> None:
        may_move.append({name for line in day.fleet.lines for name in movable(line)})

    monkeypatch.setattr(making_room, "with_room", seen)
    for n in range(PEOPLE, 2 * PEOPLE):
        with suppress(Gone):
            await ask(scene, n)
    starts = await scene.host.read(_starts)
    told = {trip for trip, start in starts.items() if start <= 9 * 60 + SOON_MINUTES}
    assert told
    assert any(may_move), "others may"
    assert not any(told & one for one in may_move)


def _starts(session: Session) -> dict[str, float]:
    return {one.trip: one.board_from for one in session.scalars(select(Ride)).all()}
