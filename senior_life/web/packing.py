"""Packs what is drawn for browsers, quicker than Flet 1.0.5 does and to the same bytes.

Flet asks of every part of every message what it is made of, and keeps a copy of each list in it,
also where nothing can change any more; and a style that all buttons share is taken apart for each
of them, and copied for each first. Here a class is asked once, and a shared value packed once.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

import flet as ft
import flet_web.fastapi.flet_app as socket  # type: ignore[import-untyped]
from flet.controls.value_types import _UNSET
from flet.messaging.protocol import (
    _get_root_dataclass_field,
    configure_encode_object_for_msgpack,
)

Pack = Callable[[Any], Any]
"""What msgpack asks about objects it does not know."""
PACKED = "__packed"
"""Where a value that nothing changes any more keeps its packed form."""
_style_of_its_own: Callable[[ft.Button], None] = ft.Button.before_update


def pack_quickly() -> None:
    """For the whole process; a second time changes nothing."""
    socket.configure_encode_object_for_msgpack = cache(packer)
    ft.Button.before_update = _share_style  # type: ignore[method-assign]


def packer(control: type) -> Pack:
    """As ``configure_encode_object_for_msgpack``, for controls of this base class."""
    full: Pack = configure_encode_object_for_msgpack(control)  # type: ignore[no-untyped-call]

    def pack(item: Any) -> Any:
        own = getattr(item, "__dict__", {})
        if "_values" not in own or "_frozen" not in own:
            return full(item)
        if PACKED in own:
            return own[PACKED]
        parts = _parts_of(item)
        if not isinstance(item, control):
            with suppress(_HoldsControl):
                parts = own[PACKED] = _whole(parts, pack, control)
        return parts

    return pack


def _share_style(button: ft.Button) -> None:
    """As ``Button.before_update``, which makes a copy even of a style that it would not change."""
    style, values = button.style, button._values
    changes = {"color", "bgcolor"} & values.keys()
    if style is None or changes or style.elevation != button.elevation:
        _style_of_its_own(button)
    else:
        button._internals["style"] = style


class _Shape(NamedTuple):
    """Of a class: its handlers, the defaults that browsers know, those they do not know, and the
    fields that are not kept sparsely with theirs."""

    events: frozenset[str]
    known: Mapping[str, Any]
    unknown: Mapping[str, Any]
    fields: tuple[tuple[str, Any], ...]


@cache
def _shape(of: Any) -> _Shape:
    unknown = {name: value for name, value in of._override_props.items() if value is not None}
    fields = tuple((name, _default(of, name)) for name in of._structural_fields)
    return _Shape(of._event_fields, of._root_defaults, unknown, fields)


def _default(of: type, name: str) -> Any:
    field = _get_root_dataclass_field(of, name)  # type: ignore[no-untyped-call]
    return _UNSET if field is None else field.default


def _parts_of(item: Any) -> dict[str, Any]:
    of: Any = type(item)
    shape = _shape(of)
    parts = {}
    for name, value in item._values.items():
        if value is None or value == shape.known.get(name, _UNSET):
            continue
        parts[name] = True if name in shape.events else value
    for name, value in shape.unknown.items():
        parts.setdefault(name, value)
    for name, default in shape.fields:
        value = getattr(item, name)
        if _counts(value, default):
            parts[name] = value
    return parts


def _counts(value: Any, default: Any) -> bool:
    if isinstance(value, list | dict):
        return bool(value)
    return hasattr(value, "__dataclass_fields__") or (value is not None and value != default)


class _HoldsControl(Exception):
    """Which is packed anew each time."""


def _whole(part: Any, pack: Pack, control: type) -> Any:
    """Down to what msgpack knows. Raises _HoldsControl."""
    if isinstance(part, control):
        raise _HoldsControl
    if isinstance(part, dict):
        return {key: _whole(value, pack, control) for key, value in part.items()}
    if isinstance(part, list):
        return [_whole(value, pack, control) for value in part]
    if isinstance(part, Enum):
        return part.value
    return _whole(pack(part), pack, control) if hasattr(part, "__dataclass_fields__") else part
