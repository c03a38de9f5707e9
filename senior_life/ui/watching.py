"""One look at the boards for all the sessions of a process, and a word to each when one changed."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextvars import Context, copy_context
from typing import Any

from senior_life.client import Client, Refused, Unreachable

EVERY_SECONDS = 1.5
"""How often it is asked; with the time of all sessions' looks it stays below five seconds."""
AT_ONCE = 4
"""So many sessions look at the same time, so that taps come in between."""
Look = Callable[[], Coroutine[Any, Any, bool]]
"""A session looks what is new for its reader. False: not just now, it wants to be told again."""


class Watching:
    """Asks by the API, so that it hears what another process published, too.

    Nothing runs while no session is open.
    """

    def __init__(self, client: Callable[[], Client]) -> None:
        self._client = client
        self._mark = ""
        self._open: dict[Look, Context] = {}
        self._owed: dict[Look, Context] = {}
        self._task: asyncio.Task[None] | None = None

    def join(self, look: Look) -> None:
        """A session that is open, and looks when it is told; joining again changes nothing.

        Called from within the session: it looks in its own context, in which Flet finds its window.
        """
        self._open[look] = copy_context()
        if self._task is None:
            self._task = asyncio.create_task(self._watch())

    def leave(self, look: Look) -> None:
        self._open.pop(look, None)
        self._owed.pop(look, None)

    async def stop(self) -> None:
        """No session hears anything any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _watch(self) -> None:
        while self._open:
            await asyncio.sleep(EVERY_SECONDS)
            await self.once()
        self._task = None

    async def once(self) -> None:
        """Asks, and lets look whoever has not looked since the last change."""
        try:
            mark = await self._client().newest()
        except (Refused, Unreachable):
            return
        if mark != self._mark:
            self._mark, self._owed = mark, dict(self._open)
        turns = iter(list(self._owed))
        await asyncio.gather(*(self._told(turns) for _lane in range(AT_ONCE)))

    async def _told(self, turns: Iterator[Look]) -> None:
        for look in turns:
            session = self._owed.get(look)
            if session is not None and await asyncio.create_task(look(), context=session):
                self._owed.pop(look, None)
