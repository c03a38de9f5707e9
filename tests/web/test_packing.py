"""What browsers are sent is what Flet's own packer would send, byte for byte."""

from collections.abc import Callable
from typing import Any

import flet as ft
import msgpack
import pytest
from flet.controls.object_patch import DiffBuilder
from flet.messaging.protocol import configure_encode_object_for_msgpack

from senior_life.ui.blocks import heading, wide
from senior_life.ui.look import Look
from senior_life.web import packing
from senior_life.web.lightening import lighten
from senior_life.web.packing import PACKED, packer
from senior_life.words import Words

FULL = configure_encode_object_for_msgpack(ft.BaseControl)
STYLE = ft.ButtonStyle(bgcolor="white", elevation=0, side=ft.BorderSide(2, "black"))


async def nothing() -> None:
    """What these buttons do."""


def said(text: str) -> Words:
    return Words(text, ())


def two_answers() -> ft.Control:
    look = Look()
    answers = [wide(look, f"choice:{n}", said(n), nothing, picture="check") for n in ("a", "b")]
    return ft.Column([heading(look, said("?")), *answers], key="k", spacing=0)


def restyled() -> ft.Control:
    return ft.Button("a", style=STYLE, elevation=3, color="red", on_click=lambda _: None)


def rings() -> ft.Control:
    states: Any = {ft.ControlState.FOCUSED: ft.BorderSide(4), ft.ControlState.DEFAULT: None}
    return ft.Row([ft.Button("a", style=ft.ButtonStyle(side=states)), ft.Container()])


def values_with_controls() -> ft.Control:
    return ft.Container(
        ft.TextField("typed", suffix=ft.Text("年")), padding=ft.Padding.only(left=3), data=[1]
    )


TREES = pytest.mark.parametrize(
    "tree", [two_answers, restyled, rings, values_with_controls], ids=lambda f: f.__name__
)


def readied(tree: ft.Control, frozen: bool) -> ft.Control:
    builder = DiffBuilder(None, tree, control_cls=ft.BaseControl)
    list(builder._configure_dataclass(tree, None, frozen))
    return tree


def packed(tree: ft.Control, pack: Callable[[Any], Any]) -> bytes:
    return bytes(msgpack.packb(tree, default=pack))


@TREES
@pytest.mark.parametrize("frozen", [True, False])
def test_the_same_bytes_are_sent(tree: Callable[[], ft.Control], frozen: bool) -> None:
    lighten()
    drawn = readied(tree(), frozen)
    once = packed(drawn, FULL)
    quick = packer(ft.BaseControl)
    assert packed(drawn, quick) == once
    assert packed(drawn, quick) == once, "and again, when values are packed already"


def test_a_button_whose_style_changes_nothing_shares_it(monkeypatch: pytest.MonkeyPatch) -> None:
    own = readied(two_answers(), True)
    monkeypatch.setattr(ft.Button, "before_update", packing._share_style)
    shared = readied(two_answers(), True)
    assert numberless(packed(shared, packer(ft.BaseControl))) == numberless(packed(own, FULL))
    again = readied(restyled(), True)
    assert again._internals["style"] is not STYLE
    assert again._internals["style"].color == "red"


def numberless(sent: bytes) -> Any:
    """Without the controls' numbers, of which no two are the same."""

    def without(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: without(value) for key, value in part.items() if key != "_i"}
        return [without(one) for one in part] if isinstance(part, list) else part

    return without(msgpack.unpackb(sent))


def test_a_shared_value_is_packed_once_and_a_control_each_time() -> None:
    drawn = readied(ft.Container(padding=ft.Padding.all(3), border=ft.Border.all(1)), True)
    packed(drawn, packer(ft.BaseControl))
    assert isinstance(drawn, ft.Container)
    assert PACKED in vars(drawn.padding)
    assert PACKED not in vars(drawn)
