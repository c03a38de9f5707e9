"""The rules of every screen, held by every screen: sizes, handles, five choices, one heading."""

import re
from dataclasses import replace
from typing import Any

import flet as ft
import pytest
from drawing import buttons, controls_of, drawn, handles, texts
from fake_client import FakeTown
from fake_words import w
from gallery import every_screen, question

from senior_life import wire
from senior_life.contract import Kind
from senior_life.speech.check import faults
from senior_life.ui.look import CONTRAST, DARK, Look, Shape
from senior_life.ui.spoken import spoken
from senior_life.ui.visit import Visit

HANDLE = re.compile(
    r"(action|tile|choice|field|day(?:-cancelled|-stays)?|row|habit|notice|question|draft):[\w:#.-]+"
    r"|heading|habit|readback(:[0-9]+)?|done|trouble(:[0-9]+)?|flag|told|sample|picture|next"
)
LOOKS = [
    Look(),
    Look(shape=Shape.PHONE, width=390, height=840),
    Look(shape=Shape.WIDE, width=1280, height=800, theme=DARK),
    Look(scale=1.45, theme=CONTRAST, furigana=True),
]


@pytest.fixture
async def screens(visit: Visit, town: FakeTown) -> Any:
    return await every_screen(visit, town)


@pytest.mark.parametrize("look", LOOKS)
async def test_every_screen_keeps_the_rules(screens: Any, visit: Visit, look: Look) -> None:
    for what in screens:
        screen = drawn(look, what, visit)
        assert has_one_heading([*screen.bar, *screen.controls]), what.key
        check_handles(handles(screen), what.key)
        assert smallest_text([*screen.bar, *screen.controls]) >= 22, what.key
        for button in buttons(screen):
            assert least_height(button) >= 64, (what.key, button)


@pytest.mark.parametrize("is_desk", [False, True])
async def test_what_could_go_along_is_said_on_the_choice_on_tablets_and_at_the_desk(
    visit: Visit, is_desk: bool
) -> None:
    here = await question(visit, Kind.TIME)
    car = wire.AlongOut(service="rides", says=w("送り迎えの車があります"), icon="airport_shuttle")
    first = here.card.choices[0].model_copy(update={"along": (car,)})
    card = here.card.model_copy(update={"choices": (first, *here.card.choices[1:])})
    screen = drawn(Look(at_desk=is_desk), replace(here, card=card), visit)
    says = [str(one.value).replace("\u2060", "") for one in texts(list(screen.controls))]
    assert says.count("送り迎えの車があります") == 1


def has_one_heading(root: Any) -> bool:
    found = [c for c in controls_of(root) if isinstance(c, ft.Semantics) and c.header]
    return [c.heading_level for c in found].count(1) == 1


def check_handles(found: list[str], key: str) -> None:
    assert len(found) == len(set(found)), (key, found)
    assert len([h for h in found if h.startswith("choice:")]) <= 5, (key, found)
    for handle in found:
        assert HANDLE.fullmatch(handle), (key, handle)


def smallest_text(root: Any) -> float:
    sizes = [t.style.size for t in texts(root) if t.value and t.style]
    sizes += [span.style.size for t in texts(root) if t.spans for span in t.spans[1:]]
    return min(sizes)


def least_height(button: ft.Button) -> float:
    """With a single line of its largest text."""
    if button.height:
        return float(button.height)
    padding = button.style.padding
    upright = 2 * padding if isinstance(padding, int | float) else padding.top + padding.bottom
    drawn_texts = texts(button.content)
    styles = [t.style for t in drawn_texts if t.style]
    styles += [span.style for t in drawn_texts for span in t.spans or ()]
    return float(upright + max(style.size * style.height for style in styles))


@pytest.mark.parametrize("kind", list(Kind))
async def test_every_kind_has_a_card_with_an_answer_and_a_way_out(visit: Visit, kind: Kind) -> None:
    here = await question(visit, kind)
    found = handles(drawn(Look(), here, visit))
    assert f"question:{here.card.step}" in found
    assert "action:dont-know" in found
    assert any(h.startswith(("choice:", "field:", "day:")) for h in found)


async def test_a_screen_offers_its_act_once(screens: Any, visit: Visit) -> None:
    look = Look()
    for what in screens:
        grounds = [b.style.bgcolor for b in buttons(drawn(look, what, visit))]
        assert grounds.count(look.theme.act) <= 1, what.key


async def test_every_screen_can_be_heard_with_a_reading_for_each_kanji(
    screens: Any, visit: Visit
) -> None:
    for what in screens:
        lines = spoken(Look(), drawn(Look(), what, visit))
        assert lines, what.key
        assert faults(lines) == [], what.key


async def test_furigana_stay_out_of_what_screen_readers_say(screens: Any, visit: Visit) -> None:
    look = replace(Look(), furigana=True)
    for what in screens:
        for control in controls_of(drawn(look, what, visit).controls):
            if isinstance(control, ft.Text) and control.spans:
                assert not control.value, what.key


async def test_a_phone_has_one_column(screens: Any, visit: Visit) -> None:
    phone = Look(shape=Shape.PHONE, width=390, height=840)
    screen = drawn(phone, screens[0], visit)
    rows = [c for c in controls_of(screen.controls) if isinstance(c, ft.Row)]
    assert not [
        r
        for r in rows
        if sum(isinstance(c, ft.Container) and c.expand == 1 for c in r.controls) > 1
    ]
