"""A whole reservation without a finger: Tab, Enter, Escape and typed words."""

from io import BytesIO

import pytest
from conftest import OpenPage, hands_of
from hands import Hands
from PIL import Image
from playwright.sync_api import expect
from town_process import TownProcess

MANY = 30
LATE_MS = 3_000
RING_MS = 400
SETTLED_MS = 800
"""A new screen gives the focus to its first answer; a person waits for that."""
BLACK, YELLOW = (0, 0, 0), (255, 228, 92)
FOCUSED = """() => {
  const at = document.activeElement && document.activeElement.closest('[flt-semantics-identifier]');
  return at ? at.getAttribute('flt-semantics-identifier') : ''; }"""


def focused(hands: Hands) -> str:
    return str(hands.page.evaluate(FOCUSED))


def reach(hands: Hands, handle: str) -> None:
    """Tab by Tab, as long as it takes."""
    hands.see(handle)
    passed = []
    for _ in range(MANY):
        if focused(hands) == handle:
            return
        passed.append(focused(hands))
        hands.page.keyboard.press("Tab")
        hands.page.wait_for_timeout(80)
    raise AssertionError(f"Tab never came to {handle}, only to {passed}")


def press(hands: Hands, handle: str, key: str = "Enter") -> None:
    """Where a person sees the ring, and it stays."""
    hands.see(handle)
    hands.page.wait_for_timeout(SETTLED_MS)
    reach(hands, handle)
    hands.page.wait_for_timeout(RING_MS)
    reach(hands, handle)
    hands.page.keyboard.press(key)


def test_a_reservation_is_made_with_keys_alone(town: TownProcess, open_page: OpenPage) -> None:
    hands = hands_of(open_page(town.url))
    press(hands, "tile:counter_reservation")
    assert hands.question() == "topic"
    press(hands, "choice:pension", "Space")
    press(hands, "action:next")
    hands.gone("question:topic")
    for answer in ("minami_ward_office", "in_person", "2026-11-26", "morning", "10:00"):
        step = hands.question()
        press(hands, f"choice:{answer}")
        hands.gone(f"question:{step}")
    hands.see("readback")
    press(hands, "action:confirm")
    hands.see("done")
    hands.page.wait_for_timeout(SETTLED_MS)
    hands.page.keyboard.press("Escape")
    hands.see("tile:counter_reservation")
    hands.page.wait_for_timeout(RING_MS)


def test_a_question_is_answered_in_typed_words_and_left_with_escape(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    press(hands, "action:speak")
    hands.see("field:words")
    hands.page.wait_for_timeout(SETTLED_MS)
    reach(hands, "field:words")
    hands.page.keyboard.insert_text("あさっての10時に南区役所で年金の相談をしたい")
    press(hands, "action:next")
    assert hands.question() == "mode"
    hands.page.wait_for_timeout(SETTLED_MS)
    hands.page.keyboard.press("Escape")
    hands.gone("question:mode")
    hands.page.wait_for_timeout(RING_MS)


@pytest.mark.parametrize("times_slower", [1, 4])
def test_a_new_screen_starts_at_its_first_answer(
    town: TownProcess, open_page: OpenPage, times_slower: int
) -> None:
    """Also in a browser with much else to do, whose own late work takes the focus away."""
    hands = hands_of(open_page(town.url))
    throttle = hands.page.context.new_cdp_session(hands.page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": times_slower})
    press(hands, "tile:counter_reservation")
    hands.question()
    first = hands.among("choice:")[0]
    hands.page.wait_for_timeout(LATE_MS)
    expect(hands.button(first)).to_be_focused()


def test_the_focus_has_a_black_ring_with_yellow_round_it(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    reach(hands, "action:more")
    hands.page.wait_for_timeout(RING_MS)
    box = hands.see("action:more").bounding_box()
    assert box
    picture = Image.open(BytesIO(hands.page.screenshot())).convert("RGB")
    middle = round(box["x"] + box["width"] / 2)
    column = [picture.getpixel((middle, round(box["y"]) + dy)) for dy in range(-8, 12)]
    assert column.count(BLACK) >= 3
    assert column.count(YELLOW) >= 3
    assert column.index(YELLOW) < column.index(BLACK)
