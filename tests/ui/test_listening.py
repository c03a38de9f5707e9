"""Whoever listens can stop, hear it once more, and slower; whoever cannot is told why."""

import asyncio

import flet as ft
import pytest
from drawing import controls_of, drawn
from fake_client import FakeClient, FakeTown
from fake_device import FakeDevice, on_a_page
from fake_words import refused, w
from flet.components.component import Renderer
from gallery import at

from senior_life import wire
from senior_life.client import Unreachable
from senior_life.ui.acts.opening import open_at
from senior_life.ui.app import drawn as window
from senior_life.ui.blocks import Said
from senior_life.ui.listening import SILENT, Listening
from senior_life.ui.visit import Visit

LINES = [w("これで予約します。よろしいですか？")]


class Voiceless(FakeClient):
    """The town answers everything but this."""

    failure: Exception = Unreachable("speech")

    async def speech(self, speech: wire.SpeechIn) -> list[wire.ClauseOut]:
        raise self.failure


class Broken(FakeDevice):
    async def play(self, address: str) -> None:
        raise TimeoutError


async def heard(device: FakeDevice, client: FakeClient) -> list[Said]:
    told: list[Said] = []
    listening = Listening(device, told.append)
    listening.start(client, LINES, "normal")  # type: ignore[arg-type]
    task = listening._task
    assert task is not None
    await task
    assert not listening.is_on
    assert device.drawn
    return told


async def test_the_towns_own_sentence_is_shown() -> None:
    client = Voiceless(FakeTown())
    client.failure = refused("out-of-reach", 503, "いまは 声が 出ません。")
    assert await heard(FakeDevice(), client) == [w("いまは 声が 出ません。")]


@pytest.mark.parametrize(
    ("device", "client"), [(FakeDevice, Voiceless), (Broken, FakeClient)], ids=["town", "sound"]
)
async def test_what_fails_without_words_is_told_too(
    device: type[FakeDevice], client: type[FakeClient]
) -> None:
    assert await heard(device(), client(FakeTown())) == [SILENT]


async def test_a_screen_read_to_its_end_says_nothing_more() -> None:
    device = FakeDevice()
    assert await heard(device, FakeClient(FakeTown())) == []
    assert device.played == ["/api/files/sound/0"]


@pytest.fixture
def sounds(device: FakeDevice, monkeypatch: pytest.MonkeyPatch) -> "asyncio.Queue[str]":
    """What begins to sound; none of it ends by itself."""
    begun: asyncio.Queue[str] = asyncio.Queue()

    async def play(address: str) -> None:
        begun.put_nowait(address)
        await asyncio.Event().wait()

    monkeypatch.setattr(device, "play", play)
    return begun


@pytest.fixture
async def reader(visit: Visit, town: FakeTown, sounds: "asyncio.Queue[str]") -> Visit:
    """Somebody who listens to the plan of the day, in the middle of the first sentence."""
    await at(visit, "/today")
    assert visit.shown is not None
    visit.screen = drawn(visit.look, visit.shown, visit)
    assert "speech" not in town.calls, "sound is asked for only while somebody listens"
    await visit.listen()
    assert await sounds.get() == "/api/files/sound/0"
    return visit


async def test_a_second_tap_stops(reader: Visit, device: FakeDevice) -> None:
    await reader.listen()
    assert not reader.listening.is_on
    assert device.silenced == 1


async def test_another_screen_stops_it(reader: Visit, device: FakeDevice) -> None:
    await reader.perform(open_at("/services"))
    assert not reader.listening.is_on
    assert device.silenced == 1


async def test_once_more_begins_again(
    reader: Visit, device: FakeDevice, sounds: "asyncio.Queue[str]"
) -> None:
    await reader.listen_again()
    assert await asyncio.wait_for(sounds.get(), 5) == "/api/files/sound/0"
    assert device.silenced == 1
    await reader.listening.stop()


async def test_another_speed_is_kept_and_heard_at_once(
    reader: Visit,
    town: FakeTown,
    sounds: "asyncio.Queue[str]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def speech(_client: FakeClient, speech: wire.SpeechIn) -> list[wire.ClauseOut]:
        asked.append(speech.speed)
        return [wire.ClauseOut(text="", url="slower")]

    monkeypatch.setattr(FakeClient, "speech", speech)
    await reader.change_speed("slow")
    assert await asyncio.wait_for(sounds.get(), 5) == "slower"
    assert asked == ["slow"]
    assert town.settings.speed == "slow"
    assert reader.me is not None
    assert reader.me.settings.speed == "slow"
    await reader.listening.stop()


async def test_speed_and_once_more_are_there_only_for_whoever_listens(reader: Visit) -> None:
    def voice() -> set[str]:
        with on_a_page(), Renderer().with_context():  # type: ignore[no-untyped-call]
            there = controls_of(window(reader))
            named = {one.identifier for one in there if isinstance(one, ft.Semantics)}
        return named & {"action:repeat", "action:speed"}

    assert voice() == {"action:repeat", "action:speed"}
    await reader.listen()
    assert voice() == set()
