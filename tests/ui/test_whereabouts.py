"""The plan of a stop: for the eye alone, every sign in its place, no name over another."""

from itertools import combinations
from typing import Any

import flet as ft
import flet.canvas as cv
import pytest
from drawing import controls_of, handles
from drawing import drawn as drawn_screen
from fake_device import on_a_page
from fake_plan_of_a_stop import STOP, mark, plan, proposed
from fake_words import offer
from flet.components.component import Renderer

from senior_life.ui import shown
from senior_life.ui.blocks import whereabouts
from senior_life.ui.blocks.lettering import words_in
from senior_life.ui.blocks.places import LINE, Box, breadth
from senior_life.ui.look import CONTRAST, DARK, Look, Shape
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit
from senior_life.wire import MapOut

LOOKS = [
    Look(),
    Look(shape=Shape.PHONE, width=390, height=844, theme=DARK),
    Look(shape=Shape.PHONE, width=390, height=844, scale=1.45, theme=CONTRAST),
    Look(shape=Shape.WIDE, width=1280),
]


def drawn(look: Look, picture: MapOut | None) -> list[Any]:
    with on_a_page(), Renderer().with_context():
        return list(controls_of(list(whereabouts(look, picture))))


def canvas_of(controls: list[Any]) -> cv.Canvas:
    (canvas,) = [one for one in controls if isinstance(one, cv.Canvas)]
    return canvas


def names(canvas: cv.Canvas) -> dict[str, Box]:
    found = {}
    for one in canvas.shapes:
        if isinstance(one, cv.Text):
            assert one.style is not None
            assert one.style.size is not None
            size = float(one.style.size)
            right = one.x + breadth(one.value or "") * size
            found[one.value or ""] = Box(one.x, one.y, right, one.y + LINE * size)
    return found


def test_without_a_picture_nothing_is_drawn() -> None:
    assert drawn(Look(), None) == []
    assert drawn(Look(), MapOut(marks=(), ways=())) == []


def test_the_plan_is_one_thing_and_its_words_are_read_aloud() -> None:
    controls = drawn(Look(), plan())
    (silent,) = [one for one in controls if getattr(one, "exclude_semantics", False)]
    assert silent.label
    with on_a_page():
        said = [words.text for one in whereabouts(Look(), plan()) for words in words_in(one)]
    assert said == ["お乗りになる場所", *(one.text for one in plan().says)]


@pytest.mark.parametrize("look", LOOKS)
def test_no_name_covers_another_or_leaves_the_plan(look: Look) -> None:
    crowd = [mark((34.4931 + n * 0.0001, 135.5131), f"集会所の{n}番") for n in range(-4, 5)]
    canvas = canvas_of(drawn(look, plan(*crowd)))
    boxes = names(canvas)
    assert {"のりば", "ご自宅"} <= set(boxes), "the two that matter are named"
    for one, other in combinations(boxes.values(), 2):
        assert not one.meets(other)
    assert all(box.is_within(canvas.width, canvas.height) for box in boxes.values())
    assert canvas.width <= look.width


@pytest.mark.parametrize("look", LOOKS)
def test_every_letter_is_large_and_in_ink_that_can_be_read(look: Look) -> None:
    canvas = canvas_of(drawn(look, plan()))
    styles = [one.style for one in canvas.shapes if isinstance(one, cv.Text)]
    assert {one.size for one in styles if one} == {look.px(22)}
    assert {one.color for one in styles if one} <= {look.theme.ink, look.theme.act}


@pytest.mark.parametrize(("lat", "lon"), [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)])
def test_what_is_far_is_pointed_to_at_the_edge(lat: int, lon: int) -> None:
    away = (STOP[0] + lat * 0.02, STOP[1] + lon * 0.02)
    far = mark(away, "光明池駅へ2000m", "far")
    near = canvas_of(drawn(Look(), plan()))
    canvas = canvas_of(drawn(Look(), plan(far)))
    assert (canvas.width, canvas.height) == (near.width, near.height), "it makes nothing smaller"
    box = names(canvas)["光明池駅へ2000m"]
    middle = ((box.left + box.right) / 2 - canvas.width / 2, canvas.height / 2 - box.top)
    assert middle[0] * lon >= 0
    assert middle[1] * lat >= 0


def test_the_signs_differ_by_their_shapes() -> None:
    shapes = canvas_of(drawn(Look(), plan(mark((34.494, 135.513), "駅")))).shapes
    kinds = [type(one) for one in shapes]
    assert kinds.count(cv.Circle) == 3, "the stop is a target"
    assert kinds.count(cv.Path) == 2, "north, and the house"
    assert kinds.count(cv.Rect) == 1, "a landmark is a square"
    assert isinstance(shapes[0], cv.Path)
    assert shapes[0].paint.style is ft.PaintingStyle.FILL


async def test_whoever_is_asked_reads_and_sees_what_is_proposed(visit: Visit) -> None:
    screen = drawn_screen(Look(), shown.Booked(proposed()), visit)
    assert "picture" in handles(screen)
    said = " ".join(one.text for one in spoken(Look(), screen))
    for row in offer().rows:
        assert row.says.text in said
