"""The embedded voice: OpenJTalk with "Mei", in one worker thread, made into small MP3s.

The engine and the encoder release the interpreter lock while they work, so a thread is enough.
MP3: a clause of five seconds is 480 KB as WAV and 20 KB as MP3, and every browser and every
Flet client plays it (Ogg Opus is new to iOS).
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING

import structlog

from senior_life.speech.port import Clause, Sound, Speed, Voiceless
from senior_life.speech.readings import Heard, respell

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Wave = NDArray[float64]

CREDIT = (
    'HTS Voice "Mei" © 2009–2013 Nagoya Institute of Technology, MMDAgent Project Team '
    "(http://www.mmdagent.jp/), CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/)"
)
PACE = {Speed.SLOW: 0.75, Speed.NORMAL: 0.92, Speed.FAST: 1.2}
BIT_RATE_KBPS = 32
OUT_HERTZ = 24_000
LOUDEST = 30_000  # of 32,767; the engine itself may go beyond and would crackle
QUIET = 200
NANI = "pyopenjtalk.yomi_model.nani_predict"
PAUSES = "、。？！"
LEAD_SECONDS = 0.05
TAIL_SECONDS = 0.3
log = structlog.get_logger(__name__)


class OpenJTalk:
    """Same clause and speed, same sound."""

    credit = CREDIT

    def __init__(self) -> None:
        self.voice = f"openjtalk-mei-{version('pyopenjtalk-plus')}-{BIT_RATE_KBPS}"
        self._thread = ThreadPoolExecutor(1, "openjtalk")

    async def warm(self) -> None:
        try:
            await self.say(Clause((("はい。", ""),)), Speed.NORMAL)
        except Voiceless as failure:
            log.warning("no_voice", why=str(failure))

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        loop = asyncio.get_running_loop()
        try:
            content = await loop.run_in_executor(self._thread, speak, clause, PACE[speed])
        except (ImportError, OSError, RuntimeError, ValueError) as failure:
            raise Voiceless(f"OpenJTalk: {failure}") from failure
        return Sound(content, "audio/mpeg", self.voice)

    async def respelt(self, clause: Clause) -> str:
        """The text with our kana where OpenJTalk's dictionary would misread it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, respell, clause, hear)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def engine() -> ModuleType:
    """pyopenjtalk without its model for the word 何, whose absence it announces on the console.

    The furigana knows how 何 is read, so the model is never asked.
    """
    unused = ModuleType(NANI)
    unused.__dict__["predict"] = None
    sys.modules.setdefault(NANI, unused)
    return import_module("pyopenjtalk")


def speak(clause: Clause, pace: float) -> bytes:
    return encode(*say_wave(respell(clause, hear), pace))


def say_wave(text: str, pace: float) -> "tuple[Wave, int]":
    """Samples of 16 bits as floats, and how many make a second. The furigana decides readings,
    so the engine's own guesses about them are off."""
    wave, hertz = engine().tts(text, speed=pace, use_sudachi_kanji_yomi=False, predict_nani=False)
    if not len(wave):
        raise ValueError(f"nothing to say in {text!r}")
    return trim(wave, hertz), hertz


def hear(text: str) -> Heard:
    """As it sounds, then by its letters; a particle sounds as ワ, but は is what we write."""
    features = engine().run_frontend(text, use_sudachi_kanji_yomi=False, predict_nani=False)
    return [
        (f["read"], f["pron"]) if f["pos"] == "助詞" else (f["pron"], f["read"])
        for f in features
        if f["pron"] not in PAUSES
    ]


def trim(wave: "Wave", hertz: int) -> "Wave":
    """Cuts the silence that the engine puts round a clause; a breath is left at the end."""
    import numpy

    loud = numpy.flatnonzero(numpy.abs(wave) > QUIET)
    if not loud.size:
        return wave
    start = max(int(loud[0]) - int(LEAD_SECONDS * hertz), 0)
    return wave[start : int(loud[-1]) + int(TAIL_SECONDS * hertz)]


def encode(wave: "Wave", hertz: int) -> bytes:
    import lameenc
    import numpy

    quieter = min(1.0, LOUDEST / float(numpy.abs(wave).max()))
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(hertz)
    encoder.set_out_sample_rate(OUT_HERTZ)
    encoder.set_channels(1)
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.silence()
    samples = (wave * quieter).astype(numpy.int16).tobytes()
    return bytes(encoder.encode(samples) + encoder.flush())
