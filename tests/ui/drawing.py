"""Draws a screen without a browser, and walks what was drawn."""

from collections.abc import Iterator
from typing import Any

import flet as ft
from fake_device import on_a_page
from flet.components.component import Component, Renderer

from senior_life.ui.blocks import Do, Screen
from senior_life.ui.look import Look
from senior_life.ui.screens import draw
from senior_life.ui.shown import Shown


def drawn(look: Look, what: Shown, do: Do) -> Screen:
    with on_a_page(), Renderer().with_context():
        return draw(look, what, do)


def controls_of(root: Any) -> Iterator[Any]:
    """Every control, with components unfolded."""
    for control in root if isinstance(root, list | tuple) else [root]:
        if isinstance(control, Component):
            yield from controls_of(unfolded(control))
        elif isinstance(control, ft.Control):
            yield control
            inner = [getattr(control, "controls", None), getattr(control, "content", None)]
            for part in inner:
                if isinstance(part, ft.BaseControl | list):
                    yield from controls_of(part)


def unfolded(component: Component) -> Any:
    with on_a_page():
        return Renderer(component).render(component.fn, *component.args, **component.kwargs)


def handles(screen: Screen) -> list[str]:
    found = controls_of([*screen.bar, *screen.controls])
    return [c.identifier for c in found if isinstance(c, ft.Semantics) and c.identifier]


def buttons(screen: Screen) -> list[ft.Button]:
    return [c for c in controls_of([*screen.bar, *screen.controls]) if isinstance(c, ft.Button)]


def texts(root: Any) -> list[ft.Text]:
    return [c for c in controls_of(root) if isinstance(c, ft.Text)]
