"""Parts of the frame that stay as they were drawn while the screen between them changes."""

from collections.abc import Callable

import flet as ft


class Kept:
    """What was drawn last time, and what for.

    Flet takes the very same control for unchanged, and looks no further into it; so what is kept
    must be an item of a list of controls, where Flet 1.0.5 tells it of its new parent. What is
    not asked for in one drawing is forgotten: it has left the window.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[object, ft.Control]] = {}
        self._now: dict[str, tuple[object, ft.Control]] = {}

    def begin(self) -> None:
        """Another drawing of the window."""
        self._last, self._now = self._now, {}

    def part(self, name: str, of: object, draw: Callable[[], ft.Control]) -> ft.Control:
        """``of`` is all that it depends on."""
        was = self._last.get(name)
        control = was[1] if was and was[0] == of else draw()
        self._now[name] = (of, control)
        return control
