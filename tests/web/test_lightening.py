import gc
import weakref
from dataclasses import dataclass, field, fields
from types import FunctionType
from typing import Any

import flet as ft
from flet.controls import base_control
from flet.controls.control_event import get_event_field_type
from flet.controls.object_patch import DiffBuilder, ObjectPatch
from flet.messaging.protocol import Message, MessageAction
from flet.utils import validation

from senior_life.web.lightening import FAULTS, lighten


@dataclass
class Holder:
    inner: ft.Control
    plain: dict[str, Any] = field(default_factory=dict)


def found_in(item: object) -> set[str]:
    builder = DiffBuilder(None, item, control_cls=ft.BaseControl)
    return {type(c).__name__ for c in builder._configure_dataclass(item, None, False)}


def test_every_control_is_still_found_wherever_it_is_held() -> None:
    lighten()
    tree = ft.Column([ft.Button(content=ft.Text("a")), ft.Container(ft.Icon(ft.Icons.CHECK))])
    assert found_in(tree) == {"Column", "Button", "Text", "Container", "Icon"}
    assert found_in({"b": [Holder(ft.Text("c"))]}) == {"Text"}
    assert found_in("text") == set()


def test_every_handler_of_every_control_takes_the_same_kind_of_event() -> None:
    """As Flet itself says when its own control asks."""
    lighten()
    asked = FunctionType(ask.__code__, vars(base_control))
    seen = 0
    for kind in {getattr(ft, name) for name in ft.__all__}:
        if not (isinstance(kind, type) and issubclass(kind, ft.BaseControl)):
            continue
        control = object.__new__(kind)
        for each in fields(kind):
            if each.name.startswith("on_") and "Event" in str(each.type):
                told = asked(control, each.name, get_event_field_type)
                assert base_control.get_event_field_type(control, each.name) == told
                seen += 1
    assert seen > 100


def ask(control: Any, name: str, of: Any) -> Any:
    return of(control, name)


def test_a_message_is_named_by_its_action_alone() -> None:
    lighten()
    assert repr(Message(MessageAction.PATCH_CONTROL, {"long": "body"})) == "Message(PATCH_CONTROL)"


def test_what_is_gone_is_found_wherever_it_was_held() -> None:
    lighten()
    tree = ft.Column([ft.Button(content=ft.Text("a")), ft.Container(ft.Icon(ft.Icons.CHECK))])
    builder = DiffBuilder(tree, None, control_cls=ft.BaseControl)
    gone = {type(one).__name__ for one in builder._removed_controls([tree], True)}
    assert gone == {"Column", "Button", "Text", "Container", "Icon"}


def test_a_change_after_it_was_drawn_is_noted() -> None:
    lighten()
    text = ft.Text("a")
    found_in(text)
    assert not text._dirty
    text.value = "b"
    assert set(text._dirty) == {"value"}


def test_the_faults_of_a_control_are_kept_from_the_first_one_on() -> None:
    lighten()
    control, found = ft.Text("a"), validation._get_reported_validation_errors
    control._before_update_safe()
    assert not hasattr(control, FAULTS)
    found(control).add(("ValueError", "too wide"))
    assert found(control) == getattr(control, FAULTS) == {("ValueError", "too wide")}
    found(control).clear()
    assert found(control) == set()


def test_the_screen_before_is_let_go_of_as_soon_as_another_is_drawn() -> None:
    """Not only when garbage is looked for, however much of it changed."""
    lighten()
    before, after = screen("a"), screen("b")
    gone = [weakref.ref(one) for one in before.controls]
    gc.disable()
    try:
        ObjectPatch.from_diff(before, after, control_cls=ft.BaseControl, frozen=True)
        del before
        assert [one() for one in gone] == [None, None, None]
    finally:
        gc.enable()


def screen(says: str) -> ft.Column:
    return frozen(ft.Column([ft.Row([ft.Text(says)], key=f"{says}{n}") for n in range(3)]))


def frozen(control: ft.Column) -> ft.Column:
    object.__setattr__(control, "_frozen", True)
    return control


def test_what_is_gone_with_a_frozen_control_is_known_from_when_it_came() -> None:
    lighten()
    tree = frozen(
        ft.Column([ft.Button(content=ft.Text("a")), ft.Container(ft.Icon(ft.Icons.CHECK))])
    )
    came = DiffBuilder(None, tree, control_cls=ft.BaseControl)
    seen = {one._i for one in came._configure_dataclass(tree, None, False)}
    gone = DiffBuilder(tree, None, control_cls=ft.BaseControl)
    assert {one._i for one in gone._removed_controls(tree, True)} == seen
    assert [one._i for one in gone._removed_controls(tree, False)] == [tree._i]
