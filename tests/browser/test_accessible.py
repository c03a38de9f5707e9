"""Every screen can be read, reached and pressed: in each size of letters, theme and window."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import pytest
from conftest import hands_of
from pixels import text_contrast
from playwright.sync_api import Browser
from survey import Control, Seen, survey
from tour import chosen, tour
from town_process import TownProcess

CONTROL, TILE, GAP, CHOICES = 64, 96, 12, 5
READABLE = 7
FRAME = {"action:back", "action:listen", "action:human", "action:emergency"}
SLACK = 0.6
"""Rectangles are whole device pixels, so that sizes may be off by half of one."""
USUAL = {"text": "normal", "theme": "light", "furigana": "off", "language": "ja"}
HIRAGANA = re.compile(r"[ぁ-ん]{2,}")
NUMBER = re.compile(r"MN-\d{4}")
CALLED = "むすめ けいこ"
"""Whom the sample resident calls: a person's own name."""


@dataclass(frozen=True)
class Way:
    """How one person looks at the app; ``like`` is the way whose words must all be there."""

    name: str
    width: int
    height: int
    settings: tuple[tuple[str, str], ...] = ()
    like: str = ""


WAYS = [
    Way("phone", 390, 844),
    Way("tablet", 800, 1280),
    Way("wide-dark", 1280, 800, (("theme", "dark"),)),
    Way("tablet-largest", 800, 1280, (("text", "largest"), ("theme", "contrast")), "phone"),
    Way("phone-largest", 390, 844, (("text", "largest"),), like="phone"),
    Way("phone-furigana", 390, 844, (("furigana", "on"),), like="phone"),
    Way("zoomed-to-200-percent", 400, 640, like="phone"),
    Way("phone-english", 390, 844, (("language", "en"),)),
]
Screens = dict[str, Seen]
SeenBy = Callable[[str], Screens]


@pytest.fixture(scope="module")
def seen_by(browser: Browser, lasting_town: TownProcess) -> SeenBy:
    """All screens as one of the ways meets them; each way is walked once."""
    known: dict[str, Screens] = {}

    def seen(name: str) -> Screens:
        if name not in known:
            known[name] = walked(browser, lasting_town, next(w for w in WAYS if w.name == name))
        return known[name]

    return seen


def walked(browser: Browser, town: TownProcess, way: Way) -> Screens:
    size = {"width": way.width, "height": way.height}
    context = browser.new_context(  # type: ignore[call-arg]
        viewport=size, locale="ja-JP", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(town.url)
    hands, found = hands_of(page), {}
    for group, value in way.settings:
        chosen(hands, group, value)
    tour(hands, lambda name: found.update({name: survey(hands, name)}))
    for group, _value in way.settings:
        chosen(hands, group, USUAL[group])
    context.close()
    return found


@pytest.fixture(scope="module", params=WAYS, ids=[way.name for way in WAYS])
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


def test_every_control_is_large_enough_for_a_finger(way: Way, seen_by: SeenBy) -> None:
    small = [
        (name, one.handle, one.width, one.height)
        for name, seen in seen_by(way.name).items()
        for one in seen.largest().values()
        if min(one.width, one.height) < least(one.handle) - SLACK
    ]
    assert small == []


def least(handle: str) -> int:
    return TILE if handle.startswith("tile:") else CONTROL


def test_neighbours_are_apart_and_nothing_overlaps(way: Way, seen_by: SeenBy) -> None:
    close = [
        (name, one.handle, other.handle)
        for name, seen in seen_by(way.name).items()
        for view in seen.views
        for one, other in combinations(view, 2)
        if not passes_below(seen, one, other) and gap(one, other) < GAP - SLACK
    ]
    assert close == []


def passes_below(seen: Seen, one: Control, other: Control) -> bool:
    """What scrolls ends at the frame, where the picture is cut and the rectangle may not be."""
    return len(seen.views) > 1 and (one.handle in FRAME) != (other.handle in FRAME)


def gap(one: Control, other: Control) -> float:
    """The larger of the horizontal and the vertical distance; below 0 they overlap."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down)


def test_nothing_is_cut_by_the_window(way: Way, seen_by: SeenBy) -> None:
    cut = [
        (name, one.handle)
        for name, seen in seen_by(way.name).items()
        for view in seen.views
        for one in view
        if one.left < 0 or one.right > way.width
    ]
    assert cut == []


def test_at_most_five_answers_stand_on_a_screen(way: Way, seen_by: SeenBy) -> None:
    for name, seen in seen_by(way.name).items():
        choices = [handle for handle in seen.largest() if handle.startswith("choice:")]
        assert len(choices) <= CHOICES, name


def test_a_screen_reader_finds_one_heading_and_a_name_on_every_button(
    way: Way, seen_by: SeenBy
) -> None:
    for name, seen in seen_by(way.name).items():
        assert seen.headings == 1, name
        for one in seen.largest().values():
            assert one.handle, (name, one)
            assert one.name.strip() or one.handle.startswith("field:"), (name, one)


def test_the_words_of_a_control_stand_out_from_its_ground(way: Way, seen_by: SeenBy) -> None:
    """Measured on the pixels of the screen."""
    faint = [
        (name, one.handle, round(contrast, 1))
        for name, seen in seen_by(way.name).items()
        for one in seen.views[0]
        if is_in_sight(one, seen) and not one.handle.startswith("field:")
        if (contrast := text_contrast(seen.picture, one)) < READABLE
    ]
    assert faint == []


def is_in_sight(one: Control, seen: Seen) -> bool:
    """Screen readers are told of more than is drawn: what scrolls passes below the helpers."""
    helpers = min((c.top for c in seen.views[0] if c.handle == "action:human"), default=0)
    is_whole = one.height >= CONTROL - SLACK and one.top >= 0
    return is_whole and (one.handle in FRAME or one.bottom <= helpers)


@pytest.mark.parametrize("name", [way.name for way in WAYS if way.like])
def test_no_word_is_lost(name: str, seen_by: SeenBy) -> None:
    """In large letters, with kana, and zoomed in, every word is still there."""
    way = next(w for w in WAYS if w.name == name)
    usual, seen = seen_by(way.like), seen_by(name)
    for screen in usual.keys() - {"settings"}:  # which names what is chosen
        assert words(usual[screen]) - words(seen[screen]) == set(), screen


def words(seen: Seen) -> set[str]:
    """Cut at spaces and ends of lines, which a screen reader may be told as one or as several."""
    return {word for said in seen.words for word in NUMBER.sub("MN", said).split()}


def test_in_english_no_japanese_sentence_is_left(seen_by: SeenBy) -> None:
    left = {
        (name, said)
        for name, seen in seen_by("phone-english").items()
        for said in seen.words
        if HIRAGANA.search(said) and said != CALLED
    }
    assert left == set()
