"""Time to the first sound of a screen, beside the bare engine saying the same first clause.

Run by `make bench`, or alone: python tests/bench/bench_speech.py
Aims: 1.5 times the bare engine for what was never said, a tenth of it for what was.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from senior_life.speech.cache import SoundCache
from senior_life.speech.clauses import clauses
from senior_life.speech.mouth import Mouth
from senior_life.speech.openjtalk import PACE, OpenJTalk, engine
from senior_life.speech.port import Clause, Speed
from senior_life.words import Words
from senior_life.words.readings import read

ROUNDS = 9
NEVER_SAID, SAID_BEFORE = 1.5, 0.1
SCREEN = (
    "これで予約します。よろしいですか？",
    "用件、介護保険の相談。場所、南区役所。",
    "日時、令和8年11月25日 水曜日、午前10時30分。",
    "持ち物、介護保険証と、本人確認できるもの。11月25日 午前8時30分まで取り消せます。",
)


async def main() -> bool:
    said = clauses(Words(line, read(line)) for line in SCREEN)
    voice = OpenJTalk()
    await voice.warm()
    with tempfile.TemporaryDirectory() as folder:
        fresh = await timed(lambda n: opened(voice, Path(folder, str(n)), said))
        again = await timed(lambda _n: opened(voice, Path(folder, "0"), said))
    bare = await timed(lambda _n: asyncio.to_thread(bare_engine, said[0].text))
    whole = await timed(lambda _n: asyncio.to_thread(bare_engine, "".join(SCREEN)))
    voice.close()
    print(f"bare engine, first clause : {bare * 1000:7.1f} ms")
    print(
        f"first sound, never said   : {fresh * 1000:7.1f} ms, {fresh / bare:.2f} of the bare engine"
    )
    print(f"first sound, said before  : {again * 1000:7.1f} ms, {again / bare:.3f}")
    print(f"the whole screen in one go: {whole * 1000:7.1f} ms, {whole / bare:.2f}")
    is_right = fresh / bare <= NEVER_SAID and again / bare <= SAID_BEFORE
    print(f"aims {NEVER_SAID:g} and {SAID_BEFORE:g}: {'reached' if is_right else 'MISSED'}")
    return is_right


async def opened(voice: OpenJTalk, folder: Path, said: list[Clause]) -> None:
    mouth = Mouth(voice, SoundCache(folder))
    await mouth.open(said, Speed.NORMAL)
    await mouth.close()


def bare_engine(text: str) -> None:
    engine().tts(text, speed=PACE[Speed.NORMAL])


async def timed(work: Callable[[int], Awaitable[None]]) -> float:
    """Median seconds."""
    taken = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        await work(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
