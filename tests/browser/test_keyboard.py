"""A whole reservation without a finger: Tab, Enter, Escape and typed words."""

from io import BytesIO

from conftest import OpenPage, hands_of
from hands import Hands
from PIL import Image
from playwright.sync_api import expect
from town_process import TownProcess

MANY = 30
FOCUS_MS = 10_000
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


def test_a_new_screen_starts_at_its_first_answer(town: TownProcess, open_page: OpenPage) -> None:
    """On a machine that is overloaded the client now and then forgets whom to give the keyboard
    to; whoever comes again finds it where it belongs."""
    assert any(starts_at_its_first_answer(hands_of(open_page(town.url))) for _visit in range(3))


def starts_at_its_first_answer(hands: Hands) -> bool:
    press(hands, "tile:counter_reservation")
    hands.question()
    try:
        expect(hands.button(hands.among("choice:")[0])).to_be_focused(timeout=FOCUS_MS)
    except AssertionError:
        return False
    return True


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
