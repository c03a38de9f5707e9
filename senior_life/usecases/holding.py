"""What the other parts of a plan hold, while one of them is quoted: nothing of it is booked yet.

A provider asks ``Host.day`` within that very call, hence a variable of the call's own context.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from senior_life.contract import Engagement

_HELD: ContextVar[tuple[Engagement, ...]] = ContextVar("held", default=())
_MOVED: ContextVar[frozenset[str]] = ContextVar("moved", default=frozenset())


@contextmanager
def holding(held: Sequence[Engagement], but: frozenset[str] = frozenset()) -> Iterator[None]:
    """``but``: the providers' own names of what moves away under the same yes."""
    tokens = _HELD.set(tuple(held)), _MOVED.set(but)
    try:
        yield
    finally:
        _HELD.reset(tokens[0])
        _MOVED.reset(tokens[1])


def held() -> Sequence[Engagement]:
    return _HELD.get()


def moved() -> frozenset[str]:
    return _MOVED.get()
