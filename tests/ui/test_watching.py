"""One asker for all sessions: each is told of a change, however busy it is just now."""

import asyncio
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field

import pytest
from fake_board import two_notices
from fake_client import FakeClient, FakeTown

from senior_life.ui import watching
from senior_life.ui.watching import Watching

MANY = 50
WINDOW: ContextVar[str] = ContextVar("WINDOW")


@dataclass(eq=False)
class Session:
    """``busy`` times it wants to be told again."""

    busy: int = 0
    looked: int = 0
    at_once: list[int] = field(default_factory=lambda: [0, 0])
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> bool:
        self.at_once[0] += 1
        self.at_once[1] = max(self.at_once)
        await asyncio.sleep(0)
        self.at_once[0] -= 1
        self.looked += 1
        self.told.set()
        self.busy -= 1
        return self.busy < 0


@pytest.fixture
async def watch(town: FakeTown) -> Watching:
    """Has asked before anything is on the board."""
    made = Watching(lambda: FakeClient(town))  # type: ignore[arg-type, return-value]
    await made.once()
    return made


async def test_nobody_looks_until_something_changed_and_then_everybody_once(
    watch: Watching, town: FakeTown
) -> None:
    sessions = [Session() for _ in range(MANY)]
    for one in sessions:
        watch.join(one.look)
    await watch.once()
    assert {one.looked for one in sessions} == {0}
    town.board.notices = two_notices()
    for _time in range(2):
        await watch.once()
    assert {one.looked for one in sessions} == {1}
    assert town.calls.count("newest") == 4
    await watch.stop()


async def test_who_is_tapping_is_told_again(watch: Watching, town: FakeTown) -> None:
    busy, calm = Session(busy=2), Session()
    for one in (busy, calm):
        watch.join(one.look)
    town.board.notices = two_notices()
    for _time in range(4):
        await watch.once()
    assert (busy.looked, calm.looked) == (3, 1)
    await watch.stop()


async def test_few_look_at_the_same_time(watch: Watching, town: FakeTown) -> None:
    shared = [0, 0]
    for _ in range(MANY):
        watch.join(Session(at_once=shared).look)
    town.board.notices = two_notices()
    await watch.once()
    assert shared == [0, watching.AT_ONCE]
    await watch.stop()


async def test_who_left_is_not_told_and_without_sessions_nothing_is_asked(
    watch: Watching, town: FakeTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0)
    gone = Session(busy=MANY)
    watch.join(gone.look)
    town.board.notices = two_notices()
    await gone.told.wait()
    watch.leave(gone.look)
    for _turn in range(MANY):
        await asyncio.sleep(0)
    asked, looked = town.calls.count("newest"), gone.looked
    for _turn in range(MANY):
        await asyncio.sleep(0)
    assert (town.calls.count("newest"), gone.looked) == (asked, looked)
    again = Session()
    watch.join(again.look)
    town.board.notices = {}
    await again.told.wait()
    await watch.stop()


async def test_a_town_out_of_reach_is_asked_again(watch: Watching, town: FakeTown) -> None:
    session = Session()
    watch.join(session.look)
    town.board.notices = two_notices()
    town.down = True
    await watch.once()
    assert session.looked == 0
    town.down = False
    await watch.once()
    assert session.looked == 1
    await watch.stop()


async def test_each_looks_in_the_context_of_its_own_session(
    watch: Watching, town: FakeTown
) -> None:
    """Flet finds a session's window by it: in another's, nothing would be drawn."""
    seen = []

    def open_session(name: str) -> None:
        WINDOW.set(name)

        async def look() -> bool:
            seen.append(WINDOW.get())
            return True

        watch.join(look)

    for name in ("hana", "kazuo"):
        copy_context().run(open_session, name)
    town.board.notices = two_notices()
    await watch.once()
    assert seen == ["hana", "kazuo"]
    await watch.stop()
