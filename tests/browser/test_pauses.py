"""Lunch of every week rests for a stay at the hospital and goes on, by touch and by a sentence."""

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
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-pause-{name}.png"))


def order_every_week(hands: Hands) -> list[str]:
    """Lunch on Mondays and Fridays, for some weeks; the days that are booked."""
    to_read_back(hands)
    hands.tap("action:weekly")
    hands.tap("day:mon")
    hands.tap("action:next")
    hands.gone("question:weekly-days")
    hands.tap(hands.among("choice:")[1])
    hands.see("readback")
    days = hands.among("day-kept:")
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    return [one.removeprefix("day-kept:") for one in days]


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_lunch_of_every_week_rests_and_goes_on(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    first, second, third, *_more = order_every_week(hands)
    before = bookings(hands)
    keep(hands, "plan", width)
    hands.tap(before[1])
    hands.tap("action:habit")
    hands.see("habit")
    keep(hands, "habit", width)
    hands.tap("action:pause")
    assert hands.question() == "since"
    assert hands.among("choice:")[:3] == [f"choice:{day}" for day in (first, second, third)]
    keep(hands, "since", width)
    hands.tap(f"choice:{second}")
    hands.see("question:until")
    keep(hands, "until", width)
    if not hands.at(f"choice:{third}").count():
        hands.tap("action:more")
    hands.tap(f"choice:{third}")
    hands.see("readback")
    assert hands.among("day-cancelled:") == [f"day-cancelled:{day}" for day in (second, third)]
    keep(hands, "readback", width)
    hands.tap("action:confirm")
    hands.see("habit")
    assert "お休みです" in hands.screen()
    assert not {before[1], before[2]} & set(hands.among("row:"))
    keep(hands, "rests", width)

    hands.tap(f"action:resume:{second}")
    hands.see("readback")
    keep(hands, "resume", width)
    hands.tap("action:confirm")
    hands.see("habit")
    assert "お休みです" not in hands.screen()
    hands.tap("action:back")
    hands.gone("habit")
    assert len(hands.among("row:")) == len(before)


def test_a_sentence_lets_it_rest_until_somebody_is_home_again(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    days = order_every_week(hands)
    hands.tap("action:speak")
    hands.hand_in("field:words", "入院のあいだ、お弁当を休みたい", "action:next", "question:since")
    hands.tap(f"choice:{days[0]}")
    hands.see("question:until")
    hands.tap(hands.among("choice:")[1])
    hands.see("readback")
    assert "再開するまで" in hands.screen()
    assert len(hands.among("day-cancelled:")) == len(days)
    hands.tap("action:confirm")
    hands.see("habit")
    assert not hands.among("row:")
    hands.tap("action:back")
    hands.gone("habit")
    assert hands.among("habit:"), "it is still on the plan"

    hands.tap("action:back")
    hands.tap("action:speak")
    hands.hand_in(
        "field:words", "退院したので、お弁当を再開してください", "action:next", "readback"
    )
    hands.tap("action:confirm")
    hands.see("habit")
    assert len(hands.among("row:")) == len(days)
