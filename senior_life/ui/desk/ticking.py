"""Reads what stands on the screen again, now and then; ends with the screen."""

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

EVERY_SECONDS = 20


@ft.component
def Ticking(again: Callable[[], Awaitable[None]]) -> ft.Control:  # noqa: N802 a component
    """``again`` is called every twenty seconds, for as long as this stands on the screen."""
    task: ft.MutableRef[asyncio.Task[None] | None] = ft.use_ref(None)

    async def ticking() -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await again()

    def begin() -> None:
        task.current = asyncio.ensure_future(ticking())

    def end() -> None:
        if task.current is not None:
            task.current.cancel()

    ft.use_effect(begin, [], end)
    return ft.Container(height=0)
