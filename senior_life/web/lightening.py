"""Takes two weights off Flet 1.0.5 that every changed screen carries for nothing.

It writes each message out in full for a debug log, also when nobody keeps that log. And it looks
for controls inside plain values, of which a screen has a hundred for each control. What browsers
are sent stays the same.
"""

from collections.abc import Callable, Iterable
from typing import Any

from flet.controls.object_patch import DiffBuilder
from flet.messaging.protocol import Message

HOLDERS = (dict, list)
Look = Callable[..., Iterable[Any]]


def lighten() -> None:
    """For the whole process; a second time changes nothing."""
    Message.__repr__ = _name  # type: ignore[method-assign,assignment]
    DiffBuilder._configure_dataclass = _look  # type: ignore[method-assign,assignment]


def _name(message: Message) -> str:
    return f"Message({message.action.name})"


_look_inside: Look = DiffBuilder._configure_dataclass


def _look(builder: DiffBuilder, item: Any, *how: Any) -> Iterable[Any]:
    """Only dataclasses, and what may hold them, can contain controls."""
    if hasattr(item, "__dataclass_fields__") or isinstance(item, HOLDERS):
        return _look_inside(builder, item, *how)
    return ()
