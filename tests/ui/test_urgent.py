"""What comes by itself: home is fresh, and an urgent notice stands above what somebody does."""

import asyncio

import pytest
from drawing import controls_of
from fake_board import SAFETY, FakeBoard, notice, two_notices
from fake_client import FakeTown
from fake_device import FakeDevice
from fake_words import card, w
from flet.components.component import Renderer
from gallery import at, reserve_until

from senior_life.contract import Kind
from senior_life.ui import shown
from senior_life.ui.acts import household
from senior_life.ui.acts import notices as notice_acts
from senior_life.ui.acts import urgent as acts
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Screen
from senior_life.ui.screens import draw
from senior_life.ui.screens.urgent import over
from senior_life.ui.shown_notices import Notice
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit

CALLS = "緊急の回覧「地震」があります。"


def quake() -> dict[str, object]:
    asks = (card("safety", Kind.CHOICE, "大丈夫ですか。", SAFETY),)
    return {"n3": notice("n3", is_urgent=True, calls=w(CALLS), asks=asks)}


@pytest.fixture
def board(town: FakeTown) -> FakeBoard:
    return town.board


def screen_of(visit: Visit) -> Screen:
    assert visit.shown is not None
    with Renderer().with_context():  # type: ignore[no-untyped-call]
        return over(
            visit.look, draw(visit.look, visit.shown, visit), visit.shown, visit.urgent, visit
        )


def above(visit: Visit) -> set[str]:
    """The handles of what stands above the screen."""
    found = controls_of(list(screen_of(visit).above))
    return {str(getattr(one, "identifier", "")) for one in found} - {"", "None"}


async def test_home_shows_what_came_without_a_tap(visit: Visit, board: FakeBoard) -> None:
    await at(visit, "/")
    look = acts.looks(visit)
    board.notices = two_notices()
    assert await look()
    assert isinstance(visit.shown, shown.Home)
    assert [one.ref for one in visit.shown.calls] == ["n2"]
    assert not above(visit)


async def test_an_urgent_one_stands_above_a_question_and_its_answer_leaves_the_walk_where_it_is(
    visit: Visit, board: FakeBoard, device: FakeDevice
) -> None:
    asked = await reserve_until(visit, "office")
    drawn = device.drawn
    board.notices = quake()  # type: ignore[assignment]
    assert await acts.looks(visit)()
    assert visit.shown == asked
    assert device.drawn > drawn
    handles = {"urgent", "urgent:safety:well", "urgent:safety:help", "urgent:read", "urgent:later"}
    assert handles <= above(visit)
    await visit.perform(acts.answer(visit.urgent[0], "safety", "help"))
    assert board.said == {"n3": {"safety": "help"}}
    assert visit.shown == asked
    assert visit.notice is not None
    assert not above(visit)


async def test_read_to_its_end_it_leads_back_to_the_walk(visit: Visit, board: FakeBoard) -> None:
    asked = await reserve_until(visit, "office")
    board.notices = {"n2": two_notices()["n2"]}
    await acts.looks(visit)()
    await visit.perform(acts.read(visit.urgent[0]))
    assert isinstance(visit.shown, Notice)
    assert not above(visit)
    screen = draw(visit.look, visit.shown, visit)
    assert screen.back is not None
    await asyncio.sleep(0.3)  # a tap so soon after a new screen would count for the old one
    await screen.back()
    assert visit.shown == asked
    await visit.perform(acts.read(board.notices["n2"]))
    assert isinstance(visit.shown, Notice)
    await visit.perform(notice_acts.go_on(visit.shown, open_at(visit.shown.after)))
    assert board.read == [("n2", "read")]
    assert visit.shown == asked


async def test_put_away_it_does_not_come_again_but_the_next_one_does(
    visit: Visit, board: FakeBoard
) -> None:
    await at(visit, "/today")
    board.notices = {"n2": two_notices()["n2"]}
    look = acts.looks(visit)
    await look()
    await visit.perform(acts.later(visit.urgent[0]))
    await look()
    assert not above(visit)
    board.notices |= quake()  # type: ignore[arg-type]
    await look()
    assert [one.ref for one in visit.urgent] == ["n3"]


async def test_who_is_tapping_looks_later_and_who_has_no_town_too(
    visit: Visit, board: FakeBoard, town: FakeTown
) -> None:
    await at(visit, "/today")
    board.notices = quake()  # type: ignore[assignment]
    look, seen = acts.looks(visit), []

    async def slow(_: Visit) -> None:
        seen.append(await look())

    await visit.perform(slow)
    town.down = True
    seen.append(await look())
    assert seen == [False, False]
    town.down = False
    assert await look()
    assert above(visit)


async def test_nobody_else_at_the_tablet_sees_what_was_for_the_one_before(
    visit: Visit, board: FakeBoard
) -> None:
    await at(visit, "/today")
    board.notices = quake()  # type: ignore[assignment]
    await acts.looks(visit)()
    assert visit.urgent
    await visit.perform(household.take_turn("hanako"))
    assert visit.urgent == ()


async def test_help_and_the_start_are_never_interrupted(visit: Visit, board: FakeBoard) -> None:
    board.notices = quake()  # type: ignore[assignment]
    for route, stands in (("/emergency", False), ("/turn", False), ("/settings", True)):
        await at(visit, route)
        await acts.looks(visit)()
        assert bool(above(visit)) == stands


async def test_a_tablet_of_nobody_asks_nothing(visit: Visit, town: FakeTown) -> None:
    visit.client = visit.client.bearing("")
    await at(visit, "/")
    calls = len(town.calls)
    assert await acts.looks(visit)()
    assert len(town.calls) == calls


async def test_it_is_said_first_to_whoever_listens_and_to_nobody_else(
    visit: Visit, board: FakeBoard, town: FakeTown, device: FakeDevice
) -> None:
    await at(visit, "/today")
    board.notices = quake()  # type: ignore[assignment]
    await acts.looks(visit)()
    assert "speech" not in town.calls
    lines = spoken(visit.look, screen_of(visit))
    assert [one.text for one in lines[:4]] == [CALLS, "大丈夫ですか。", "無事です", "助けがほしい"]
    board.notices = {}
    await acts.looks(visit)()
    visit.screen = screen_of(visit)
    heard = asyncio.Event()

    async def play(_address: str) -> None:
        await heard.wait()

    device.play = play  # type: ignore[method-assign]
    await visit.listen()
    await asyncio.sleep(0)
    board.notices = quake()  # type: ignore[assignment]
    spoken_before = town.calls.count("speech")
    await acts.looks(visit)()
    await asyncio.sleep(0)
    assert town.calls.count("speech") == spoken_before + 1
    assert device.silenced == 1
    await visit.listening.stop()
