"""A screen read aloud over HTTP, with a voice that writes down what it says."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI

from senior_life.api.auth import anyone
from senior_life.api.problems import handle_problems
from senior_life.api.routes import files, speech
from senior_life.contract import Staff
from senior_life.speech.allowance import Allowance
from senior_life.speech.cache import SoundCache
from senior_life.speech.mouth import Mouth
from senior_life.speech.port import Clause, Sound, Speed, Voiceless
from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.town import Town

LINES = [
    {"text": "窓口予約", "ruby": [["窓口予約", "まどぐちよやく"]]},
    {"text": "いつがいいですか？あすは、空いています。", "ruby": []},
]


@dataclass
class Voice:
    voice: str = "paper"
    credit: str = ""
    is_mute: bool = False
    said: list[Clause] = field(default_factory=list)

    async def warm(self) -> None:
        """Nothing to load."""

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        if self.is_mute:
            raise Voiceless("mute")
        self.said.append(clause)
        return Sound(f"{clause.text} {speed}".encode(), "audio/mpeg", self.voice)


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
async def town(voice: Voice, tmp_path: Path, clock: Any) -> AsyncIterator[Town]:
    nothing = cast("Any", None)
    mouth = Mouth(voice, SoundCache(tmp_path))
    yield Town(
        "senboku", nothing, nothing, nothing, clock, tmp_path, nothing, b"k" * 32, mouth=mouth
    )
    await mouth.close()


def api(town: Town, reader: Reader) -> httpx.AsyncClient:
    app = FastAPI()
    app.state.town = town
    for router in (speech.router, files.router):
        app.include_router(router, prefix="/api")
    handle_problems(app)
    app.dependency_overrides[anyone] = lambda: reader
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://town")


TABLET = Reader(device="d1", resident="r1")


async def test_a_screen_becomes_clauses_whose_sound_can_be_fetched(
    town: Town, voice: Voice
) -> None:
    async with api(town, TABLET) as client:
        answer = await client.post("/api/speech", json={"lines": LINES, "speed": "slow"})
        clauses = answer.json()
        assert [one["text"] for one in clauses] == [
            "窓口予約",
            "いつがいいですか？",
            "あすは、空いています。",
        ]
        assert [clause.text for clause in voice.said] == ["窓口予約"]
        sound = await client.get(clauses[1]["url"])
        assert sound.content == "いつがいいですか？ slow".encode()
        assert sound.headers["content-type"] == "audio/mpeg"


async def test_words_without_readings_get_those_of_the_dictionary(town: Town, voice: Voice) -> None:
    async with api(town, TABLET) as client:
        answer = await client.post("/api/speech", json={"lines": [{"text": "介護保険"}]})
    assert answer.status_code == 200
    assert "".join(kana for _, kana in voice.said[0].pieces) == "かいごほけん"


async def test_a_player_may_fetch_a_part(town: Town) -> None:
    async with api(town, TABLET) as client:
        (first, *_) = (await client.post("/api/speech", json={"lines": LINES})).json()
        whole = (await client.get(first["url"])).content
        part = await client.get(first["url"], headers={"Range": "bytes=0-1"})
        rest = await client.get(first["url"], headers={"Range": "bytes=2-"})
        beyond = await client.get(first["url"], headers={"Range": "bytes=9999-"})
    assert part.status_code == 206
    assert part.content + rest.content == whole
    assert part.headers["content-range"] == f"bytes 0-1/{len(whole)}"
    assert beyond.status_code == 416


async def test_an_altered_or_old_address_is_refused(town: Town, clock: Any) -> None:
    async with api(town, TABLET) as client:
        first, second, _ = (await client.post("/api/speech", json={"lines": LINES})).json()
        mixed = first["url"].split("?")[0] + "?" + second["url"].split("?")[1]
        assert (await client.get(mixed)).status_code == 403
        clock.goes(minutes=31)
        assert (await client.get(first["url"])).status_code == 403


async def test_without_a_voice_the_screen_is_told_in_words(town: Town, voice: Voice) -> None:
    voice.is_mute = True
    for silent in (town, replace(town, mouth=None)):
        async with api(silent, TABLET) as client:
            answer = await client.post("/api/speech", json={"lines": LINES})
        assert answer.status_code == 503
        assert answer.json()["says"]["text"] == "いまは読み上げができません。画面をお読みください。"


async def test_only_a_device_or_staff_may_have_something_read(town: Town) -> None:
    for reader, status in ((NOBODY, 401), (TABLET, 200), (Reader(staff=Staff("s1")), 200)):
        async with api(town, reader) as client:
            assert (await client.post("/api/speech", json={"lines": LINES})).status_code == status


async def test_a_text_beyond_any_screen_is_refused(town: Town) -> None:
    async with api(town, TABLET) as client:
        answer = await client.post("/api/speech", json={"lines": [{"text": "あ" * 4001}]})
    assert answer.status_code == 413


async def test_a_device_that_never_stops_must_wait(town: Town) -> None:
    assert town.mouth
    town.mouth.allowance = Allowance(characters=60)
    async with api(town, TABLET) as client:
        assert (await client.post("/api/speech", json={"lines": LINES})).status_code == 200
        refused = await client.post("/api/speech", json={"lines": LINES})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
