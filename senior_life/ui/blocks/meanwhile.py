"""What a screen does by itself from time to time; it ends with the screen."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import flet as ft
from flet.components.hooks.use_ref import MutableRef


@ft.component
def Meanwhile(  # noqa: N802 a component
    act: Callable[[], Awaitable[None]], every_seconds: int, times: int | None = None
) -> ft.Control:
    """``act`` is that of the screen's first drawing: it must look at what is shown by then."""
    task: MutableRef[asyncio.Task[None]] = ft.use_ref(None)

    async def acting() -> None:
        for _round in count() if times is None else range(times):
            await asyncio.sleep(every_seconds)
            await act()

    def start() -> None:
        task.current = asyncio.ensure_future(acting())

    def stop() -> None:
        if task.current is not None:
            task.current.cancel()

    ft.use_effect(start, [], stop)
    return ft.Container(height=0)
