"""よみあげ: one breath after another, until the end, a tap on とめる, or another screen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from senior_life import wire
from senior_life.client import Client, Refused, Unreachable
from senior_life.contract import words
from senior_life.ui.blocks import Said
from senior_life.words import Words

_ = words("senior_life")
Speed = Literal["slow", "normal", "fast"]


class Loudspeaker(Protocol):
    """``play`` returns at the end of the sound, or when it is silenced.

    Raises TimeoutError when no sound begins.
    """

    async def play(self, address: str) -> None: ...
    async def silence(self) -> None: ...
    def redraw(self) -> None: ...


SILENT = _("Reading aloud is not possible just now. Please read the screen.")


@dataclass(eq=False)
class Listening:
    """Sound is asked for only while somebody listens; ``tell`` hears why there is none."""

    speaker: Loudspeaker
    tell: Callable[[Said], None]
    _task: asyncio.Task[None] | None = None

    @property
    def is_on(self) -> bool:
        return self._task is not None and not self._task.done()

    def start(
        self,
        client: Client,
        lines: Sequence[Words],
        speed: Speed,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """``then``: what is done when all of it was heard."""
        self._task = asyncio.ensure_future(self._read(client, tuple(lines), speed, then))

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None and not task.done():
            task.cancel()
            await self.speaker.silence()

    async def _read(
        self,
        client: Client,
        lines: tuple[Words, ...],
        speed: Speed,
        then: Callable[[], Awaitable[None]] | None,
    ) -> None:
        is_heard = False
        try:
            for clause in await client.speech(wire.SpeechIn(lines=lines, speed=speed)):
                await self.speaker.play(clause.url)
            is_heard = True
        except Refused as refused:
            self.tell(refused.problem.says or SILENT)
        except (Unreachable, TimeoutError):
            self.tell(SILENT)
        self._task = None
        self.speaker.redraw()
        if is_heard and then is not None:
            await then()
