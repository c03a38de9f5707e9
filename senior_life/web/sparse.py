"""Makes a control of what it is given, where Flet 1.0.5 goes through all that it could be given.

A button has a hundred properties or so, and its constructor sets each, though only the few that
differ from their default are kept. A screen has dozens of controls, and all are new at a tap.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from functools import wraps
from typing import Any, NamedTuple

import flet as ft
from flet.controls.value_types import Prop

OFTEN: tuple[type[ft.BaseControl], ...] = (
    ft.Button,
    ft.Column,
    ft.Container,
    ft.Icon,
    ft.MergeSemantics,
    ft.Row,
    ft.Semantics,
    ft.Text,
)
"""What nearly all of a screen is made of."""


class _Shape(NamedTuple):
    """What a constructor must know: ``sparse`` properties with their defaults, ``plain`` ones
    with theirs, what is made anew for ``each``, what must be ``given``, and the order."""

    sparse: Mapping[str, Any]
    plain: Mapping[str, Any]
    each: tuple[tuple[str, Callable[[], Any]], ...]
    needed: frozenset[str]
    order: tuple[str, ...]
    known: frozenset[str]


def spare() -> None:
    """For the whole process; a second time changes nothing."""
    for kind in OFTEN:
        if not hasattr(kind.__init__, "__wrapped__"):
            kind.__init__ = _lean(kind, kind.__init__)  # type: ignore[method-assign]


def _lean(kind: type[ft.BaseControl], full: Callable[..., None]) -> Callable[..., None]:
    """The same constructor; whatever it cannot take is left to ``full``, and refused there."""
    shape = _shape_of(kind)
    sparse, plain, each = shape.sparse, shape.plain, shape.each

    @wraps(full)
    def init(self: Any, *places: Any, **given: Any) -> None:
        if places:
            by_name = dict(zip(shape.order, places, strict=False))
            if len(by_name) < len(places) or by_name.keys() & given.keys():
                return full(self, *places, **given)
            given = by_name | given
        if not (shape.needed <= given.keys() <= shape.known):
            return full(self, *places, **given)
        ref = given.pop("ref", None)
        own = self.__dict__
        own.update(plain)
        for name, make in each:
            if name not in given:
                own[name] = make()
        values = own["_values"]
        for name, value in given.items():
            if name not in sparse:
                own[name] = value
            elif not value == sparse[name]:  # noqa: SIM201 as Flet asks it
                values[name] = value
        self.__post_init__(ref)
        return None

    return init


def _shape_of(kind: type[ft.BaseControl]) -> _Shape:
    """``ref`` is no property: whoever made the control finds it there."""
    fields: dict[str, Field[Any]] = kind.__dataclass_fields__
    names = list(inspect.signature(kind.__init__).parameters.values())[1:]
    known = frozenset(one.name for one in names)
    held = {name: inspect.getattr_static(kind, name, None) for name in known - {"ref"}}
    sparse = {name: prop.default for name, prop in held.items() if isinstance(prop, Prop)}
    made = {n: f.default_factory for n, f in fields.items() if f.default_factory is not MISSING}
    rest = held.keys() - sparse.keys() - made.keys()
    return _Shape(
        sparse,
        {name: fields[name].default for name in rest},
        tuple(made.items()),
        frozenset(one.name for one in names if one.default is inspect.Parameter.empty),
        tuple(one.name for one in names if one.kind is one.POSITIONAL_OR_KEYWORD),
        known,
    )
