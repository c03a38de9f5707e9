"""Meals by touch: one is ordered, one refused with what fits instead, some are of every week."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from desk_over_api import Clerk
from errands import bookings
from hands import Hands
from town_process import TOKYO, TownProcess

PICTURES = os.environ.get("MEAL_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
LUNCH = {"date": "2026-11-27", "meal": "lunch", "diet": "regular", "count": "1"}


def keep(hands: Hands, name: str, width: int) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(600)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-{name}.png"))


def to_read_back(hands: Hands, width: int = 0) -> None:
    """From the home screen: one ordinary lunch on Friday."""
    hands.tap("tile:meal_delivery")
    for step, value in LUNCH.items():
        assert hands.question() == step
        keep(hands, step, width)
        hands.choose(value)
    hands.see("readback")


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_meal_is_ordered_and_stands_on_the_plan_of_its_day(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    keep(hands, "home", width)
    to_read_back(hands, width)
    keep(hands, "readback", width)
    read_back = hands.screen()
    for said in (
        "令和8年11月27日 金曜日",
        "昼食、さばのみそ煮",
        "小麦・さば・大豆",
        "午前11時から午前11時45分のあいだ",
        "400円、町の補助250円を引いた金額",
    ):
        assert said in read_back
    hands.tap("action:confirm")
    hands.see("done")
    keep(hands, "done", width)
    assert "072-000-0031" in hands.screen()
    hands.tap("action:home")
    (ordered,) = bookings(hands)
    hands.tap(ordered)
    keep(hands, "booked", width)
    hands.tap("action:cancel")
    hands.see("action:keep")
    hands.tap("action:keep")

    town.set_clock(datetime(2026, 11, 27, 8, 30, tzinfo=TOKYO))
    hands = hands_of(open_page(town.url, width, height))
    assert "さばのみそ煮" in hands.text("action:today")
    keep(hands, "today", width)


def test_a_sentence_asks_only_what_it_did_not_say(town: TownProcess, open_page: OpenPage) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("action:speak")
    hands.hand_in("field:words", "あしたのお昼のお弁当を一つ", "action:next", "question:diet")
    hands.choose("low_salt")
    hands.see("readback")
    assert "11月25日 水曜日" in hands.screen()
    assert "減塩食" in hands.screen()


def test_lunch_every_week_is_ordered_and_one_day_left_out(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    to_read_back(hands)
    hands.tap("action:weekly")
    assert hands.question() == "weekly-days"
    for day in ("mon", "wed"):
        hands.tap(f"day:{day}")
    hands.tap("action:next")
    hands.gone("question:weekly-days")
    hands.tap(hands.among("choice:")[1])
    hands.see("readback")
    days = hands.among("day-kept:")
    assert days[:3] == [f"day-kept:2026-{day}" for day in ("11-27", "11-30", "12-02")]
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    before = bookings(hands)
    assert len(before) == len(days)
    hands.tap(before[1])
    hands.tap("action:cancel")
    hands.see("action:keep")
    hands.tap("action:cancel")
    hands.gone("action:keep")
    hands.tap("action:back")
    hands.gone(before[1])
    assert hands.among("row:") == [before[0], *before[2:]]


def test_what_must_not_be_eaten_is_refused_with_what_fits_instead(
    town: TownProcess, open_page: OpenPage
) -> None:
    """Fried chicken on Wednesday has egg in it, whatever the kind."""
    write_down(town, "egg")
    hands = hands_of(open_page(town.url))
    hands.tap("tile:meal_delivery")
    hands.choose("2026-11-25")
    assert "卵が入っているため、お出しできません。" in hands.text("choice:lunch")
    hands.choose("lunch")
    hands.see("trouble")
    assert "卵が入っているため、お出しできません。" in hands.screen()
    hands.see("action:human")
    hands.tap(hands.among("choice:")[0])
    assert hands.question() == "count"
    hands.choose("1")
    hands.see("readback")
    assert "夕食" in hands.screen()


def write_down(town: TownProcess, *avoids: str) -> None:
    """What the sample's resident must not eat."""
    with Clerk(town) as clerk:
        hana = clerk.get("/desk/residents", query="たかはし")[0]["ref"]
        answers = {"resident": hana, "avoids": avoids}
        work = {"service": "meal_delivery", "place": "izumi_kitchen", "day": "2026-11-24"}
        clerk.send("/desk/actions", {**work, "action": "record", "answers": answers})
