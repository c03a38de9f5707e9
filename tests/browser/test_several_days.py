"""Meals on several days under one yes: each day is marked by a tap, and named before the yes."""

import os
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from errands import bookings
from hands import Hands
from test_meals import to_read_back
from town_process import TownProcess

PICTURES = os.environ.get("MEAL_PICTURES", "")


def keep(hands: Hands, name: str, width: int) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(600)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-several-{name}.png"))


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_three_days_are_marked_read_back_and_booked_with_one_yes(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    to_read_back(hands)
    keep(hands, "once", width)
    hands.tap("action:also")
    assert hands.question() == "also-days"
    assert "choice:2026-11-27" not in hands.among("choice:"), "that is the first of them"
    keep(hands, "asked", width)
    hands.tap("choice:2026-11-30")
    hands.hear("11月30日", "chosen")
    hands.tap("action:more")
    hands.gone("choice:2026-11-30")
    hands.hear("11月30日", "chosen")
    later = hands.among("choice:")[-1]
    hands.tap(later)
    hands.hear("12月", "chosen")
    keep(hands, "marked", width)
    hands.tap("action:next")
    hands.see("readback")
    last = later.removeprefix("choice:")
    days = ["2026-11-27", "2026-11-30", last]
    assert hands.among("day-kept:") == [f"day-kept:{day}" for day in days]
    keep(hands, "readback", width)
    assert "毎週" not in hands.text("readback")
    hands.tap("action:confirm")
    hands.see("done")
    assert "11月30日" in hands.text("weekly")
    keep(hands, "done", width)
    hands.tap("action:home")
    assert len(bookings(hands)) == len(days)


def test_a_sentence_that_names_days_orders_on_all_of_them(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("action:speak")
    says = "あさってと金曜のお昼のお弁当を一つ"
    hands.hand_in("field:words", says, "action:next", "question:diet")
    hands.choose("regular")
    hands.see("readback")
    days = ["day-kept:2026-11-26", "day-kept:2026-11-27"]
    assert hands.among("day-kept:") == days
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    assert len(bookings(hands)) == len(days)
