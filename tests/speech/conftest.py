"""A voice without an engine, for the tests of all that stands around one."""

import asyncio
from dataclasses import dataclass, field

import pytest

from senior_life.speech.port import Clause, Sound, Speed, Voiceless


@dataclass
class PaperVoice:
    """Writes down what it says; ``may_speak`` holds it back, ``is_mute`` makes it fail."""

    voice: str = "paper"
    credit: str = "read by paper"
    is_mute: bool = False
    said: list[str] = field(default_factory=list)
    may_speak: asyncio.Event = field(default_factory=asyncio.Event)

    spoke: asyncio.Event = field(default_factory=asyncio.Event)

    async def has_said(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.said) < count:
                self.spoke.clear()
                await self.spoke.wait()

    async def warm(self) -> None:
        self.said.append("(warm)")

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        self.said.append(clause.text)
        self.spoke.set()
        await self.may_speak.wait()
        if self.is_mute:
            raise Voiceless("mute")
        return Sound(f"{clause.text} {speed}".encode(), "audio/mpeg", self.voice)


@pytest.fixture
def paper() -> PaperVoice:
    voice = PaperVoice()
    voice.may_speak.set()
    return voice


@pytest.fixture
def other() -> PaperVoice:
    voice = PaperVoice("other", "read by another")
    voice.may_speak.set()
    return voice
