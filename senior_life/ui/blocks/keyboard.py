"""Who has the keyboard: the first answer of a new screen, and again if the client drops it.

A new address makes the client build what it tells assistive tools of the screen once more, a few
frames later. An element that moves in a page loses the focus, and an overloaded machine moves it
after the focus was given. Then nobody has it, which no person's own act ever leads to: whoever
presses Tab or taps on a field gives it to another control.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

import flet as ft

SETTLED_SECONDS = 0.3
"""A new address takes the focus away from whatever had it; only then is it given."""
NEXT_SECONDS = 0.15
"""Between a control that gives the keyboard away and the one that takes it."""
WATCHED_SECONDS = 3.0
TRIES = 5
HOLDER = "keyboard"


class Memory(Protocol):
    """What belongs to one window alone: ``page.session.store``."""

    def get(self, key: str) -> object: ...
    def set(self, key: str, value: object) -> None: ...


class Keyboard:
    """Of one window; ``holder`` is the handle of the control that has it, or empty."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def holder(self) -> str:
        return str(self._memory.get(HOLDER) or "")

    def heard(self, handle: str, is_focused: bool) -> None:
        """As the client tells it; the one that lost it may be told after the one that took it."""
        if is_focused:
            self._memory.set(HOLDER, handle)
        elif self.holder == handle:
            self.forget()

    def forget(self) -> None:
        """What had it is gone with its screen, of which the client tells nothing."""
        self._memory.set(HOLDER, "")


def keyboard() -> Keyboard:
    """Of the window in which this is called."""
    return Keyboard(ft.context.page.session.store)


async def give(of: Keyboard, lost: asyncio.Event, focus: Callable[[], Awaitable[None]]) -> None:
    """Until somebody has it; ``lost`` is set whenever the control that ``focus`` is of loses it."""
    of.forget()
    await asyncio.sleep(SETTLED_SECONDS)
    for _try in range(TRIES):
        lost.clear()
        await focus()
        with suppress(TimeoutError):
            await asyncio.wait_for(lost.wait(), WATCHED_SECONDS)
            await asyncio.sleep(NEXT_SECONDS)
        if of.holder:
            return
