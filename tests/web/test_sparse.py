"""A control made sparsely is the control that Flet's own constructor makes."""

from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import pytest

from senior_life.web.sparse import OFTEN, _lean

KINDS = pytest.mark.parametrize("kind", OFTEN, ids=lambda kind: kind.__name__)
Maker = Callable[..., ft.BaseControl]
NEEDED: dict[Any, dict[str, Any]] = {ft.Icon: {"icon": ft.Icons.CHECK}}


def makers(kind: type[ft.BaseControl]) -> tuple[Maker, Maker]:
    """Flet's own constructor and the lean one, whatever this process has put in its place."""
    full: Any = getattr(kind.__init__, "__wrapped__", kind.__init__)

    def maker(init: Callable[..., None]) -> Maker:
        return type(kind.__name__, (kind,), {"__init__": init, "__module__": kind.__module__})

    return maker(full), maker(_lean(kind, full))


def kept(control: ft.BaseControl) -> dict[str, Any]:
    """All that it holds, but for its number."""
    return {name: value for name, value in vars(control).items() if name != "_i"}


def values(kind: type[ft.BaseControl]) -> Iterator[dict[str, Any]]:
    """Nothing; each property alone, its default and another value; and several."""
    needed = NEEDED.get(kind, {})
    yield needed
    for name, default in kind._prop_defaults.items():  # type: ignore[attr-defined]
        if name not in needed:
            yield {**needed, name: default}
            yield {**needed, name: "other"}
    yield {**needed, "data": "kept", "key": "k"}


@KINDS
def test_it_holds_the_same(kind: type[ft.BaseControl]) -> None:
    full, lean = makers(kind)
    seen = 0
    for given in values(kind):
        assert kept(lean(**given)) == kept(full(**given)), given
        seen += 1
    assert seen > 10


def test_what_is_given_by_its_place_stands_there() -> None:
    full, lean = makers(ft.Row)
    inner: list[ft.Control] = [ft.Text("a")]
    assert kept(lean(inner, spacing=3)) == kept(full(inner, spacing=3))
    assert vars(lean(inner))["controls"] is inner
    full, lean = makers(ft.Text)
    assert kept(lean("said", color="red")) == kept(full("said", color="red"))


@KINDS
def test_lists_and_dictionaries_are_each_ones_own(kind: type[ft.BaseControl]) -> None:
    _, lean = makers(kind)
    needed = NEEDED.get(kind, {})
    one, other = vars(lean(**needed)), vars(lean(**needed))
    own = [name for name, value in one.items() if isinstance(value, list | dict)]
    assert "_values" in own
    assert all(one[name] is not other[name] for name in own)


@KINDS
def test_a_reference_is_filled(kind: type[ft.BaseControl]) -> None:
    _, lean = makers(kind)
    ref: ft.Ref[Any] = ft.Ref()
    control = lean(**NEEDED.get(kind, {}), ref=ref)
    assert ref.current is control


@KINDS
def test_what_flet_refuses_is_refused(kind: type[ft.BaseControl]) -> None:
    _, lean = makers(kind)
    with pytest.raises(TypeError, match="no_such_thing"):
        lean(no_such_thing=1)
    with pytest.raises(TypeError):
        lean(*range(200))
    with pytest.raises(TypeError):
        lean("first", **{first_of(kind): "again"})


def first_of(kind: type[ft.BaseControl]) -> str:
    return next(iter(kind.__match_args__))  # type: ignore[attr-defined]


def test_a_change_after_it_was_made_is_noted() -> None:
    _, lean = makers(ft.Text)
    text: Any = lean("a")
    assert not text._dirty
    text.value = "b"
    assert set(text._dirty) == {"value"}
