"""From screen to screen a browser ends up with what was drawn, and the frame stays."""

import random
from dataclasses import replace
from functools import reduce
from typing import Any

import flet as ft
import msgpack
import pytest
from fake_client import FakeTown
from fake_device import on_a_page
from flet.components.component import Component, Renderer
from flet.controls.object_patch import ObjectPatch
from flet.messaging.protocol import configure_encode_object_for_msgpack
from gallery import every_screen

from senior_life.ui.app import drawn
from senior_life.ui.listening import Listening
from senior_life.ui.look import Look, Shape
from senior_life.ui.visit import Visit

ENCODE = configure_encode_object_for_msgpack(ft.BaseControl)
REPLACE, ADD, REMOVE, MOVE = 0, 1, 2, 3
LOOKS = [
    Look(),
    Look(shape=Shape.PHONE, width=390, height=844),
    Look(shape=Shape.WIDE, width=1280, height=800),
]
FRAME = ("action:back", "action:listen", "action:human", "action:emergency")


class Browser:
    """What the client knows, by the patches that it was sent."""

    def __init__(self) -> None:
        self.root = ft.Container()
        self.shows: Any = {}
        self.before: dict[str, Any] = {}

    def take(self, control: ft.Control) -> None:
        object.__setattr__(control, "_frozen", True)
        now = {"_b": control}
        with on_a_page():
            patch, _added, _gone = ObjectPatch.from_diff(
                self.before or {"_b": None},
                now,
                control_cls=ft.BaseControl,
                parent=self.root,
                path=[],
                frozen=True,
            )
        self.before = now
        self._apply(sent(patch.to_message()))

    def _apply(self, patch: Any) -> None:
        """As the client does: each path is followed when its operation's turn comes."""
        paths = dict(numbered(patch[0]))
        for kind, at, key, *rest in patch[1:]:
            holder = self._at(paths[at])
            if kind == REMOVE:
                del holder[key]
            elif kind == MOVE:
                item = holder.pop(key)
                self._at(paths[rest[0]]).insert(rest[1], item)
            elif kind == ADD and isinstance(holder, list):
                holder.insert(key, rest[0])
            else:
                holder[key] = rest[0]

    def _at(self, path: tuple[Any, ...]) -> Any:
        return reduce(lambda holder, key: holder[key], path, self.shows)


def sent(part: Any) -> Any:
    return msgpack.unpackb(msgpack.packb(part, default=ENCODE), strict_map_key=False)


def numbered(tree: list[Any], path: tuple[Any, ...] = ()) -> Any:
    yield tree[0], path
    for key, deeper in (tree[1] if len(tree) > 1 else {}).items():
        yield from numbered(deeper, (*path, key))


def nodes(part: Any) -> Any:
    if isinstance(part, dict):
        if "_i" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from nodes(one)


def parts_of(control: Any) -> Any:
    yield control
    for one in [*getattr(control, "controls", []), getattr(control, "content", None)]:
        if isinstance(one, ft.BaseControl):
            yield from parts_of(one)


def set_values(part: Any) -> Any:
    """Without what stands for nothing: Flet's patches say None where a property went."""
    if isinstance(part, dict):
        return {k: set_values(v) for k, v in part.items() if v is not None and v != []}
    return [set_values(one) for one in part] if isinstance(part, list) else part


@pytest.fixture
async def screens(visit: Visit, town: FakeTown) -> Any:
    """Those that are nothing but controls: what draws itself needs a real session."""
    every = await every_screen(visit, town)
    visit.look = Look()
    found = []
    for visit.shown in every:
        if not any(isinstance(one, Component | ft.TextField) for one in parts_of(draw(visit))):
            found.append(visit.shown)
    return found


def draw(visit: Visit) -> ft.Control:
    with on_a_page(), Renderer().with_context():
        return drawn(visit)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_comes_after_whatever_the_browser_shows_what_was_drawn(
    visit: Visit, screens: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, browser = random.Random(seed), Browser()
    for _tap in range(120):
        visit.shown = dice.choice(screens)
        if dice.random() < 0.2:
            visit.look = dice.choice(LOOKS)
        monkeypatch.setattr(Listening, "is_on", dice.random() < 0.3)
        control = draw(visit)
        browser.take(control)
        assert set_values(browser.shows["_b"]) == set_values(sent(control))
        numbers = [node["_i"] for node in nodes(browser.shows["_b"])]
        assert len(numbers) == len(set(numbers)), visit.shown


async def test_the_frame_is_not_drawn_again_while_the_screen_changes(
    visit: Visit, screens: Any
) -> None:
    browser, visit.look = Browser(), Look()
    questions = [one for one in screens if one.key.startswith("/walk")][:3]
    kept = []
    for visit.shown in questions:
        browser.take(draw(visit))
        parts = {n.get("identifier"): n["_i"] for n in nodes(browser.shows["_b"])}
        kept.append([parts[handle] for handle in FRAME])
        drawn_now = list(parts_of(browser.before["_b"]))
        assert all(one.parent in drawn_now for one in drawn_now[1:])
    assert len(questions) == 3
    assert kept[0] == kept[1] == kept[2]


async def test_another_look_draws_the_frame_anew(visit: Visit, screens: Any) -> None:
    visit.shown, visit.look = screens[0], Look()
    first = draw(visit)
    visit.look = replace(visit.look, furigana=True)
    assert sent(draw(visit)) != sent(first)
