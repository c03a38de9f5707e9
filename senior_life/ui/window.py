"""The browser's window as a visit uses it: its address, its memory, its loudspeaker."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import flet as ft
import flet_audio as fa  # type: ignore[import-untyped]

SOUND_SECONDS = 15.0
"""A player tells nothing of a file that it cannot get or play: then no sound has begun."""


@dataclass(eq=False)
class Window:
    """``on_change`` redraws; it is set by the component that stands in the window."""

    page: ft.Page
    on_change: Callable[[], None] = lambda: None
    _audio: fa.Audio | None = None
    _kept: ft.SharedPreferences | None = None
    _began: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    def redraw(self) -> None:
        self.on_change()

    def say_where(self, route: str) -> None:
        if route != self.page.route:
            self.page.navigate(route)

    async def keep(self, name: str, value: str) -> None:
        await self._memory.set(name, value)

    async def kept(self, name: str) -> str:
        return str(await self._memory.get(name) or "")

    async def play(self, address: str) -> None:
        """Plays to its end, or until it is silenced. Raises TimeoutError when nothing begins."""
        self._began, self._ended = asyncio.Event(), asyncio.Event()
        self._audio = fa.Audio(src=address, autoplay=True, on_state_change=self._changed)
        async with asyncio.timeout(SOUND_SECONDS):
            await self._began.wait()
        await self._ended.wait()

    async def silence(self) -> None:
        self._began.set()
        self._ended.set()
        if self._audio is not None:
            audio, self._audio = self._audio, None
            await audio.release()

    def _changed(self, event: fa.AudioStateChangeEvent) -> None:
        self._began.set()
        if event.state in (fa.AudioState.COMPLETED, fa.AudioState.DISPOSED):
            self._ended.set()

    @property
    def _memory(self) -> ft.SharedPreferences:
        if self._kept is None:
            self._kept = ft.SharedPreferences()
        return self._kept
