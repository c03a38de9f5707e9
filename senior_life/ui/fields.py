"""What stands in the fields of a window, kept as it is typed where a crash cannot reach it."""

import asyncio
from collections.abc import Awaitable, Callable

from senior_life.ui.blocks.press import Typed

SAVING_PAUSE_SECONDS = 0.4
"""After the last letter; who types on is not saved letter by letter."""

Save = Callable[[str, str], Awaitable[None]]
"""A field's name and what stands in it, to where it outlives the window."""


class Fields:
    """By name. Only what was typed last waits to be saved; what is forgotten never is."""

    def __init__(self, save: Save) -> None:
        self._save = save
        self._values: dict[str, str] = {}
        self._saving: asyncio.Task[None] | None = None
        self._name = ""

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self._values.get(name, "")

    def fill(self, name: str, value: str) -> None:
        self._values[name] = value

    def forget(self, name: str) -> bool:
        """Whether there was anything. A save that still waits would bring it back later."""
        if self._name == name:
            self._rest()
        return bool(self._values.pop(name, ""))

    def forget_all(self) -> None:
        self._rest()
        self._values.clear()

    def keeps(self, name: str) -> Typed:
        """Keeps a field as it is typed: at once here, and soon by ``save``."""

        async def typed(value: str) -> None:
            self._values[name] = value
            self._rest()
            self._name = name
            self._saving = asyncio.ensure_future(self._soon(name, value))

        return typed

    async def saved(self) -> None:
        """When nothing waits any more."""
        if self._saving is not None:
            await self._saving

    def _rest(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None

    async def _soon(self, name: str, value: str) -> None:
        await asyncio.sleep(SAVING_PAUSE_SECONDS)
        await self._save(name, value)
