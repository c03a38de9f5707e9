"""What every voice promises: one clause and a speed become one sound."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Speed(StrEnum):
    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said in one breath; ``pieces`` cover it as (written, kana), kana empty if plain."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(written for written, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Sound:
    """``voice`` is the voice that really spoke, which may be a stand-in for the one asked."""

    content: bytes
    media_type: str
    voice: str


class Voiceless(Exception):
    """No sound can be made just now; the screen says so and goes on without."""


class Tts(Protocol):
    """A voice. ``voice`` names engine, version and speaker: another name, another sound."""

    @property
    def voice(self) -> str: ...
    @property
    def credit(self) -> str:
        """What the licence of the voice wants to be said on the About page; may be empty."""
        ...

    async def warm(self) -> None:
        """Load what is heavy, so that the first sound comes early. Never raises."""
        ...

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        """Raises Voiceless."""
        ...
