"""A fresh request, the nearest others and the waiting list agree on what can be had."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import Any

import pytest

from senior_life.contract import Gone, Progress, State
from senior_life.storage import Store
from senior_life.town import Pack
from services.on_demand_transport import making_room
from services.on_demand_transport.clock import minute_at, time_at
from services.on_demand_transport.nearest import HALF_HOUR

from .conftest import WEDNESDAY, Scene, scene_on, small_town
from .test_making_room import TIMES, ask, crooked, nth, served, spans

CROWD = [7 * n for n in range(60)]
"""They ask in an order in which many stand in each other's way."""
LATE = range(54, 60)
ALIKE = 60
"""So many people later somebody wishes the very same."""


class Rooms:
    """Each that was ``found``; at first nobody has any time to look for one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.found, self.searched, self._set = 0, 0, monkeypatch.setattr
        self._look = making_room.with_room
        self._set(making_room, "SECONDS", -1.0)
        self._set(making_room, "with_room", self._noted)

    def take_your_time(self) -> None:
        self._set(making_room, "SECONDS", 600.0)
        self.found = self.searched = 0

    def _noted(self, *asked: Any) -> making_room.Room | None:
        room = self._look(*asked)
        self.searched, self.found = self.searched + 1, self.found + bool(room)
        return room


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Rooms:
    return Rooms(monkeypatch)


async def refused(scene: Scene, n: int, instead: Mapping[str, Any]) -> Gone | None:
    """None: they are offered something, which they give back."""
    try:
        offers = await ask(scene, n, instead)
    except Gone as gone:
        return gone
    await scene.provider.release(offers[0].hold)
    return None


def nearer(n: int, named: list[str]) -> Iterator[str]:
    """Times between the wish and the farthest that is named, which are not named themselves."""
    wish = minute_at(time.fromisoformat(TIMES[n % len(TIMES)]))
    far = max(abs(minute_at(time.fromisoformat(one)) - wish) for one in named)
    for off in range(HALF_HOUR, int(far), HALF_HOUR):
        for minute in (wish - off, wish + off):
            if f"{time_at(minute):%H:%M}" not in named:
                yield f"{time_at(minute):%H:%M}"


async def test_the_nearest_others_can_be_had_and_nothing_nearer_can(
    sqlite_store: Store, pack: Pack, rooms: Rooms
) -> None:
    scene = scene_on(sqlite_store, pack, small_town())
    await served(scene)
    rooms.take_your_time()
    found_others, room_was_made = 0, 0
    for n in LATE:
        gone = await refused(scene, n, {})
        if gone is None:
            continue
        named = [one for one in gone.instead if one.answers["date"] == f"{WEDNESDAY}"]
        times = [str(one.answers["time"]) for one in named]
        for other in nearer(n, times):
            assert await refused(scene, n, {"time": other}), f"{other} is nearer than {times}"
        rooms.found = 0
        assert await refused(scene, n, named[0].answers) is None
        found_others, room_was_made = found_others + 1, room_was_made + rooms.found
    assert 0 < room_was_made < found_others, "some as it is, some only because others made room"


async def test_who_waits_is_proposed_what_a_fresh_request_would_be_offered(
    sqlite_store: Store, pack: Pack, rooms: Rooms
) -> None:
    scene = scene_on(sqlite_store, pack, small_town())
    rides, waits = await crowded(scene, CROWD)
    rooms.take_your_time()
    await scene.provider.upkeep()
    assert rooms.found, "the others made room for somebody"
    for n, one in waits.items():
        now = await scene.status(one, f"r{n}")
        if now.state is State.PROPOSED:
            rides[f"r{n}"] = await scene.act(now, "accept", f"r{n}")
    still = [n for n in waits if f"r{n}" not in rides]
    for n in still[::6]:
        assert await refused(scene, n + ALIKE, {}), "others are offered what they wait for"
    assert await scene.host.read(lambda session: crooked(session, scene)) == []
    seen = {name: await scene.status(one, name) for name, one in rides.items()}
    assert spans(seen) == spans(rides), "nobody's window or arrival moved"


async def test_a_day_to_which_nothing_happened_is_not_searched_again(
    store: Store, pack: Pack, rooms: Rooms
) -> None:
    scene = scene_on(store, pack, small_town())
    rides, waits = await crowded(scene, CROWD[:20])
    assert waits
    rooms.take_your_time()
    for _round in range(2):
        await scene.provider.upkeep()
    rooms.searched = 0
    await scene.provider.upkeep()
    assert rooms.searched == 0
    name, ride = next(iter(rides.items()))
    await scene.act(ride, "cancel", name)
    assert rooms.searched, "a seat became free"


async def crowded(
    scene: Scene, crowd: Sequence[int]
) -> tuple[dict[str, Progress], dict[int, Progress]]:
    """Who rides, by resident, and who waits."""
    rides, waits = {}, {}
    for n in crowd:
        try:
            offers = await ask(scene, n)
        except Gone:
            [offer] = await ask(scene, n, standby=True)
            waits[n] = await scene.provider.confirm(nth(scene, n), offer, f"wait{n}")
        else:
            rides[f"r{n}"] = await scene.provider.confirm(nth(scene, n), offers[0], f"yes{n}")
    return rides, waits
