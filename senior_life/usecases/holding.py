"""What the other parts of a plan hold, while one of them is quoted: nothing of it is booked yet.

A provider asks ``Host.day`` within that very call, hence a variable of the call's own context.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from senior_life.contract import Engagement

_HELD: ContextVar[tuple[Engagement, ...]] = ContextVar("held", default=())


@contextmanager
def holding(held: Sequence[Engagement]) -> Iterator[None]:
    token = _HELD.set(tuple(held))
    try:
        yield
    finally:
        _HELD.reset(token)


def held() -> Sequence[Engagement]:
    return _HELD.get()
