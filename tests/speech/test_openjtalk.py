"""The real engine: it takes a second to load, and then all of this is quick."""

import asyncio
from collections.abc import Iterator

import numpy
import pytest

from senior_life.speech.openjtalk import BIT_RATE_KBPS, OpenJTalk, say_wave
from senior_life.speech.port import Clause, Speed, Voiceless

BOOKED = Clause((("明日の午前10時に、窓口を予約しました。", ""),))
BYTES_A_SECOND = BIT_RATE_KBPS * 1000 / 8


@pytest.fixture(scope="module")
def mei() -> Iterator[OpenJTalk]:
    voice = OpenJTalk()
    yield voice
    voice.close()


async def test_a_sentence_lasts_as_long_as_a_person_needs_for_it(mei: OpenJTalk) -> None:
    seconds = {
        speed: len((await mei.say(BOOKED, speed)).content) / BYTES_A_SECOND for speed in Speed
    }
    assert 2.0 < seconds[Speed.FAST] < seconds[Speed.NORMAL] < seconds[Speed.SLOW] < 7.0


async def test_the_sound_is_an_mp3(mei: OpenJTalk) -> None:
    sound = await mei.say(BOOKED, Speed.NORMAL)
    assert sound.media_type == "audio/mpeg"
    assert sound.content[0] == 0xFF
    assert sound.content[1] & 0xE0 == 0xE0


async def test_it_begins_at_once_and_is_loud_enough_to_be_heard() -> None:
    wave, hertz = await asyncio.to_thread(say_wave, BOOKED.text, 1.0)
    first = wave[: hertz // 4]
    assert numpy.sqrt(numpy.mean(wave**2)) > 1500
    assert numpy.abs(first).max() > 1500


async def test_names_of_the_town_are_read_as_the_town_reads_them(mei: OpenJTalk) -> None:
    clause = Clause(
        (("栂・美木多", "とがみきた"), ("駅", "えき"), ("の", ""), ("窓口", "まどぐち"))
    )
    assert await mei.respelt(clause) == "トガミキタ駅の窓口"


async def test_ordinary_words_keep_their_spelling_and_so_their_accent(mei: OpenJTalk) -> None:
    clause = Clause(
        (
            ("令和", "れいわ"),
            ("8年", "はちねん"),
            ("は", ""),
            ("介護保険", "かいごほけん"),
            ("へ", ""),
        )
    )
    assert await mei.respelt(clause) == "令和8年は介護保険へ"


async def test_a_clause_of_signs_alone_is_voiceless(mei: OpenJTalk) -> None:
    with pytest.raises(Voiceless):
        await mei.say(Clause((("", ""),)), Speed.NORMAL)
