"""Takes six weights off Flet 1.0.5 that every tap and changed screen carries for nothing.

It writes each message out in full for a debug log, also when nobody keeps that log. And for each
new and each gone control it reads every property that a control could have, a hundred or so, to
find further controls inside: only the few that were set can hold any. And at each tap it works
out anew, from all annotations of a control, what kind of event its handler takes. And each control
keeps a set of its own for the faults that were found in it, of which there are none. And it goes
through a style that all buttons share for each of them. And its list of what changed, linked both
ways, keeps the screen before alive until garbage is looked for. What browsers are sent stays the
same.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from flet.controls import base_control
from flet.controls.control_event import get_event_field_type
from flet.controls.object_patch import DiffBuilder, _control_setattr
from flet.messaging.protocol import Message
from flet.utils import validation

from senior_life.web.sparse import OFTEN

Look = Callable[..., Iterable[Any]]
FAULTS = validation._REPORTED_VALIDATION_ERRORS_KEY
READIED = "__readied"
"""On a shared value that holds no controls, and that nothing changes any more."""
WITHIN = "__within"
"""On a frozen control: its values that may hold others."""
_let_go = DiffBuilder.teardown
EVENT_TYPES: dict[tuple[type, str], Any] = {}


def lighten() -> None:
    """For the whole process; a second time changes nothing."""
    Message.__repr__ = _name  # type: ignore[method-assign,assignment]
    DiffBuilder._configure_dataclass = _configured  # type: ignore[method-assign,assignment]
    DiffBuilder._removed_controls = _removed  # type: ignore[method-assign,assignment]
    DiffBuilder.teardown = _unlinked  # type: ignore[method-assign,assignment]
    base_control.get_event_field_type = _event_type  # type: ignore[attr-defined]
    validation._get_reported_validation_errors = _faults


def _unlinked(builder: DiffBuilder) -> None:
    """As ``DiffBuilder.teardown``, which lets go of the list's head alone."""
    head = builder._DiffBuilder__root  # type: ignore[attr-defined]
    link = head[1]
    while link is not head:
        after = link[1]
        link.clear()
        link = after
    _let_go(builder)


def _name(message: Message) -> str:
    return f"Message({message.action.name})"


class _Faults(set[tuple[str, str]]):
    """Those told of one control; kept with it from the first one on."""

    def __init__(self, of: Any) -> None:
        super().__init__()
        self._of = of

    def add(self, fault: tuple[str, str]) -> None:
        setattr(self._of, FAULTS, self)
        super().add(fault)


def _faults(instance: Any) -> set[tuple[str, str]]:
    """As ``_get_reported_validation_errors``, which leaves an empty set with each control."""
    kept: set[tuple[str, str]] | None = getattr(instance, FAULTS, None)
    return _Faults(instance) if kept is None else kept


def _event_type(control: Any, field_name: str) -> Any:
    """As ``get_event_field_type``, which asks only for the control's class."""
    kind = (type(control), field_name)
    if kind not in EVENT_TYPES:
        EVENT_TYPES[kind] = get_event_field_type(control, field_name)
    return EVENT_TYPES[kind]


def _configured(
    builder: DiffBuilder, item: Any, parent: Any, frozen: bool, alone: bool = False
) -> Iterator[Any]:
    """As ``DiffBuilder._configure_dataclass``: readies what is new, and gives its controls.

    ``alone``: what is inside was readied before.
    """
    found: list[Any] = []
    _ready(builder, item, parent, frozen, found, alone)
    return iter(found)


class _Holders(dict[type, bool]):
    """The kinds of values that can hold controls."""

    def __missing__(self, kind: type) -> bool:
        holds = issubclass(kind, dict | list) or hasattr(kind, "__dataclass_fields__")
        self[kind] = holds
        return holds


HOLDS = _Holders()


def _ready(
    builder: DiffBuilder, item: Any, parent: Any, frozen: bool, found: list[Any], alone: bool
) -> None:
    if isinstance(item, dict | list):
        for part in item.values() if isinstance(item, dict) else item:
            _ready(builder, part, parent, frozen, found, alone=False)
        return
    if not HOLDS[type(item)] or READIED in getattr(item, "__dict__", ()):
        return
    parent = _placed(builder, item, parent)
    frozen = _froze(item, frozen)
    is_control = isinstance(item, builder.control_cls or ())
    if is_control:
        if not alone:
            item.build()
            item._before_update_safe()
            object.__setattr__(item, "_initialized", True)
        found.append(item)
    if not alone:
        known = len(found)
        parts = _parts(item)
        for part in parts:
            _ready(builder, part, item if is_control else parent, frozen, found, alone=False)
        if frozen:
            _keep(item, parts, is_control, len(found) > known)
    if not frozen:
        _watch(item)


def _keep(item: Any, parts: list[Any], is_control: bool, held_some: bool) -> None:
    """What is frozen is not looked through again: a value that holds no control, nor, when it is
    gone one day, one of the plain controls."""
    if not is_control and not held_some:
        object.__setattr__(item, READIED, True)
    elif type(item) in OFTEN:
        item.__dict__[WITHIN] = parts


def _placed(builder: DiffBuilder, item: Any, parent: Any) -> Any:
    """Its nearest control above; an item that is updated in place has one already."""
    if parent is None:
        above = getattr(item, "_parent", None)
        parent = above() if above else None
    if parent is not None:
        item._parent = weakref.ref(parent)
    if getattr(type(item), "__flet_control_cls__", None) is None:
        type(item).__flet_control_cls__ = builder.control_cls
    return parent


def _froze(item: Any, frozen: bool) -> bool:
    if hasattr(item, "_frozen"):
        return bool(item._frozen)
    if frozen:
        item._frozen = True
    return frozen


def _watch(item: Any) -> None:
    """From here on its changes are noted one by one."""
    dirty = getattr(item, "_dirty", None)
    if dirty is not None:
        dirty.clear()
        return
    of: Any = type(item)
    if of.__setattr__ is not _control_setattr:
        of.__setattr__ = _control_setattr
    object.__setattr__(item, "__changes", {})


def _removed(builder: DiffBuilder, item: Any, recurse: bool) -> Iterator[Any]:
    """As ``DiffBuilder._removed_controls``: the controls that are gone with this one."""
    found: list[Any] = []
    _take_away(builder, item, recurse, found)
    return iter(found)


def _take_away(builder: DiffBuilder, item: Any, recurse: bool, found: list[Any]) -> None:
    if isinstance(item, dict | list):
        for part in item.values() if isinstance(item, dict) else item:
            _take_away(builder, part, recurse, found)
    elif isinstance(item, builder.control_cls or ()):
        for part in _parts_before(item, recurse):
            _take_away(builder, part, recurse, found)
        found.append(item)


def _parts_before(item: Any, recurse: bool) -> Iterable[Any]:
    """What it held when it was last drawn, where that was noted."""
    own = item.__dict__
    if WITHIN in own:
        return own[WITHIN] if recurse else ()
    if not hasattr(item, "__prev_lists"):
        return _parts(item) if recurse else ()
    noted = (getattr(item, f"__prev_{kind}", {}) for kind in ("lists", "dicts", "classes"))
    return [part for one in noted for part in one.values()]


def _parts(item: Any) -> list[Any]:
    """The values that may hold controls, of those that were set, and those that always are."""
    kept, of = getattr(item, "_values", None), item.__class__
    names = _always(of) if kept is not None else _all(of)
    values = [*(kept or {}).values(), *(getattr(item, name) for name in names)]
    return [value for value in values if HOLDS[type(value)]]


@cache
def _always(of: type) -> tuple[str, ...]:
    return tuple(getattr(of, "_structural_fields", _all(of)))


@cache
def _all(of: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of) if not field.metadata.get("skip", False))
