import asyncio
import threading
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from senior_life.speech.cache import SoundCache
from senior_life.speech.mouth import Mouth
from senior_life.speech.port import Clause, Speed, Voiceless
from senior_life.speech.remote import WithReserve

LINES = [Clause(((text, ""),)) for text in ("ひとつ", "ふたつ", "みっつ", "よっつ")]


@pytest.fixture
async def mouth(paper: Any, tmp_path: Path) -> AsyncIterator[Mouth]:
    mouth = Mouth(paper, SoundCache(tmp_path))
    yield mouth
    await mouth.close()


async def test_the_first_clause_is_made_before_it_is_fetched(mouth: Mouth, paper: Any) -> None:
    await mouth.open(LINES, Speed.NORMAL)
    assert paper.said == ["ひとつ"]


async def test_the_next_two_are_made_only_when_one_is_fetched(mouth: Mouth, paper: Any) -> None:
    await mouth.open(LINES, Speed.NORMAL)
    await mouth.sound(LINES[0], Speed.NORMAL)
    await paper.has_said(3)
    assert paper.said == ["ひとつ", "ふたつ", "みっつ"]


async def test_a_clause_is_made_once_however_many_ask(mouth: Mouth, paper: Any) -> None:
    paper.may_speak.clear()
    asked = [asyncio.create_task(mouth.sound(LINES[0], Speed.SLOW)) for _ in range(5)]
    await paper.has_said(1)
    asked[0].cancel()
    paper.may_speak.set()
    heard = await asyncio.gather(*asked[1:])
    assert {sound.content for sound in heard} == {"ひとつ slow".encode()}
    assert await mouth.sound(LINES[0], Speed.SLOW) == heard[0]
    assert paper.said == ["ひとつ"]


async def test_who_looked_before_it_was_kept_does_not_make_it_again(
    paper: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, is_made, looks = SoundCache(tmp_path), threading.Event(), count()
    look = cache.get

    def second_is_slow(name: str) -> bytes | None:
        found = look(name)
        if next(looks) == 1:
            is_made.wait(5)
        return found

    monkeypatch.setattr(cache, "get", second_is_slow)
    mouth = Mouth(paper, cache)
    early, late = (asyncio.create_task(mouth.sound(LINES[0], Speed.NORMAL)) for _ in range(2))
    await early
    is_made.set()
    await late
    await mouth.close()
    assert paper.said == ["ひとつ"]


async def test_without_a_voice_the_listener_is_told_and_may_try_again(
    mouth: Mouth, paper: Any
) -> None:
    paper.is_mute = True
    with pytest.raises(Voiceless):
        await mouth.sound(LINES[0], Speed.NORMAL)
    paper.is_mute = False
    assert (await mouth.sound(LINES[0], Speed.NORMAL)).content


async def test_it_is_said_at_once_that_there_is_no_voice(mouth: Mouth, paper: Any) -> None:
    paper.is_mute = True
    with pytest.raises(Voiceless):
        await mouth.open(LINES, Speed.NORMAL)


async def test_what_the_reserve_says_is_not_kept_as_the_first_voice(
    paper: Any, other: Any, tmp_path: Path
) -> None:
    paper.is_mute = True
    now = [0.0]
    mouth = Mouth(WithReserve(paper, other, lambda: now[0]), SoundCache(tmp_path))
    assert (await mouth.sound(LINES[0], Speed.NORMAL)).voice == "other"
    paper.is_mute = False
    assert (await mouth.sound(LINES[0], Speed.NORMAL)).voice == "other"  # it still rests
    now[0] = 61
    assert (await mouth.sound(LINES[0], Speed.NORMAL)).voice == "paper"
    await mouth.close()
