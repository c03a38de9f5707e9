"""A window that only remembers what it was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flet.controls.context import _context_page
from flet.controls.services.service import Service


@dataclass
class FakeDevice:
    """What a window would have done."""

    drawn: int = 0
    routes: list[str] = field(default_factory=list)
    memory: dict[str, str] = field(default_factory=dict)
    played: list[str] = field(default_factory=list)
    silenced: int = 0

    def redraw(self) -> None:
        self.drawn += 1

    def say_where(self, route: str) -> None:
        self.routes.append(route)

    async def keep(self, name: str, value: str) -> None:
        self.memory[name] = value

    async def kept(self, name: str) -> str:
        return self.memory.get(name, "")

    async def play(self, address: str) -> None:
        self.played.append(address)

    async def silence(self) -> None:
        self.silenced += 1


class StillPage:
    """Stands for the page that a link to a file registers with."""

    def __init__(self) -> None:
        self._services = self

    def register_service(self, _service: Service) -> None:
        """Nobody calls it."""


@contextmanager
def on_a_page() -> Iterator[None]:
    """Within it, controls that open addresses can be made."""
    was = _context_page.set(StillPage())  # type: ignore[arg-type]
    try:
        yield
    finally:
        _context_page.reset(was)
