"""The first answer has the keyboard, unless a person gave it to another control."""

import asyncio

import pytest

from senior_life.ui.blocks import keyboard as blocks
from senior_life.ui.blocks.keyboard import TRIES, Keyboard, give

FIRST, OTHER = "choice:pension", "field:words"


class Memory(dict[str, object]):
    """A window's own."""

    def set(self, key: str, value: object) -> None:
        self[key] = value


class Client:
    """Tells what a client would after it was asked to focus: ``tells`` holds one list a time."""

    def __init__(self, *tells: list[tuple[str, bool]]) -> None:
        self.keyboard, self.lost = Keyboard(Memory()), asyncio.Event()
        self.asked, self._tells = 0, list(tells)

    async def focus(self) -> None:
        self.asked += 1
        for handle, is_focused in self._tells.pop(0) if self._tells else ():
            self.keyboard.heard(handle, is_focused)
            if (handle, is_focused) == (FIRST, False):
                self.lost.set()

    async def opens_a_screen(self) -> str:
        await give(self.keyboard, self.lost, self.focus)
        return self.keyboard.holder


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SETTLED_SECONDS", "NEXT_SECONDS", "WATCHED_SECONDS"):
        monkeypatch.setattr(blocks, name, 0)


async def test_whoever_keeps_it_is_asked_once() -> None:
    client = Client([(FIRST, True)])
    assert await client.opens_a_screen() == FIRST
    assert client.asked == 1


async def test_what_the_client_drops_is_given_again() -> None:
    client = Client([(FIRST, True), (FIRST, False)], [(FIRST, True)])
    assert await client.opens_a_screen() == FIRST
    assert client.asked == 2


@pytest.mark.parametrize("told", [[(FIRST, False), (OTHER, True)], [(OTHER, True), (FIRST, False)]])
async def test_what_a_person_gave_to_another_control_stays_there(
    told: list[tuple[str, bool]],
) -> None:
    client = Client([(FIRST, True), *told])
    assert await client.opens_a_screen() == OTHER
    assert client.asked == 1


async def test_what_had_it_on_the_last_screen_has_it_no_more() -> None:
    client = Client([], [(FIRST, True)])
    client.keyboard.heard("tile:counter_reservation", True)
    assert await client.opens_a_screen() == FIRST


async def test_a_client_that_never_gives_it_is_not_asked_for_ever() -> None:
    client = Client()
    assert await client.opens_a_screen() == ""
    assert client.asked == TRIES
