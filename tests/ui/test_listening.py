"""Whoever wants to listen and cannot is told why, and the screen stays as it is."""

import pytest
from fake_client import FakeClient, FakeTown
from fake_device import FakeDevice
from fake_words import refused, w

from senior_life import wire
from senior_life.client import Unreachable
from senior_life.ui.blocks import Said
from senior_life.ui.listening import SILENT, Listening

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
