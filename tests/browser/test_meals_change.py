"""A meal that was ordered and cannot come as it was: an outing over it, another menu, a disliked
dish; the resident is asked each time, and what they say is what stands."""

import os
import time
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import Clerk
from errands import bookings, to_time
from hands import Hands
from town_process import TownProcess

PICTURES = os.environ.get("MEAL_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
MEALS, KITCHEN, DAY = "meal_delivery", "izumi_kitchen", "2026-11-26"
LUNCH = {"date": DAY, "meal": "lunch", "diet": "regular", "count": "1"}
A_MINUTE_AND_MORE = 150
SIZES = pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
STEW = {"name": "クリームシチュー", "kana": "くりーむしちゅー"}


def keep(hands: Hands, name: str, width: int) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(600)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-{name}.png"))


def hana(clerk: Clerk) -> str:
    return str(clerk.get("/desk/residents", query="たかはし")[0]["ref"])


def lunch_of_hana(town: TownProcess) -> str:
    """Her booking."""
    with Clerk(town) as clerk:
        ref = clerk.books(hana(clerk), LUNCH, MEALS)
    assert ref
    return ref


@SIZES
def test_an_outing_over_a_lunch_moves_it_under_the_same_yes(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    lunch = lunch_of_hana(town)
    hands = hands_of(open_page(town.url, width, height))
    to_time(hands, DAY, "morning")
    hands.choose("11:00")
    hands.see("trouble")
    keep(hands, "in-the-way", width)
    asked = hands.screen()
    for said in ("午前11時から午前11時45分", "午前11時45分から午後0時30分に変える", "なしにする"):
        assert said in asked
    hands.tap("choice:0")
    hands.see("readback")
    assert "お出かけと重ならない時間に変えます。" in hands.screen()
    assert "午前11時45分から午後0時30分" in hands.screen()
    keep(hands, "moved-readback", width)
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    assert len(bookings(hands)) == 2
    hands.tap(f"row:{lunch}")
    hands.hear("午前11時45分から午後0時30分")
    keep(hands, "moved", width)


def another_menu(town: TownProcess, open_page: OpenPage) -> None:
    """The kitchen fills in the form; what is in it is said anew."""
    desk = DeskHands(hands_of(open_page(f"{town.url}/desk", 1280, 800)).page)
    desk.log_in(town.account, town.password)
    desk.work_at(KITCHEN)
    for day in ("11月25日", "11月26日"):
        desk.go_on_to(day)
    item = f"menu_{DAY}_lunch_regular"
    desk.tap(f"action:another_menu:{item}")
    desk.see("side")
    keep(desk, "menu-form", 1280)
    for step, words in STEW.items():
        field = desk.see(f"field:{step}").locator("input, textarea").first
        field.click()
        field.fill("")
        desk.type(f"field:{step}", words)
    for food in ("wheat", "milk"):
        desk.mark(f"choice:allergens:{food}")
    desk.tap("action:next")
    desk.see("action:confirm")
    keep(desk, "menu-readback", 1280)
    desk.tap("action:confirm")
    desk.hear("クリームシチュー", f"row:{item}")
    keep(desk, "menu", 1280)


def is_asked(town: TownProcess, lunch: str) -> None:
    """By the kitchen's round of the minute."""
    until = time.monotonic() + A_MINUTE_AND_MORE
    with Clerk(town) as clerk:
        while clerk.get(f"/bookings/{lunch}")["state"] != "proposed":
            assert time.monotonic() < until, "nobody was asked"
            time.sleep(1)


def proposed(town: TownProcess, open_page: OpenPage, lunch: str, width: int, height: int) -> Hands:
    """The resident's screen of what is proposed."""
    is_asked(town, lunch)
    hands = hands_of(open_page(town.url, width, height))
    notice = hands.first("notice:")
    hands.hear("献立が変わりました")
    keep(hands, "told", width)
    hands.tap(notice)
    hands.see("action:accept")
    keep(hands, "proposed", width)
    assert "クリームシチュー" in hands.screen()
    assert "小麦・乳" in hands.screen()
    return hands


def test_another_menu_is_asked_about_and_taken(town: TownProcess, open_page: OpenPage) -> None:
    lunch = lunch_of_hana(town)
    another_menu(town, open_page)
    hands = proposed(town, open_page, lunch, 800, 1280)
    hands.tap("action:accept")
    hands.gone("action:accept")
    hands.hear("クリームシチュー")
    keep(hands, "accepted", 800)


def test_another_menu_is_asked_about_and_not_wanted(town: TownProcess, open_page: OpenPage) -> None:
    lunch = lunch_of_hana(town)
    with Clerk(town) as clerk:
        form = {**STEW, "kcal": "620", "salt_g": "2.1", "protein_g": "24"}
        work = {"service": MEALS, "place": KITCHEN, "day": DAY, "action": "another_menu"}
        answers = {**form, "allergens": ["wheat", "milk"]}
        item = f"menu_{DAY}_lunch_regular"
        clerk.send("/desk/actions", {**work, "item": item, "answers": answers})
    hands = proposed(town, open_page, lunch, 390, 844)
    hands.tap("action:cancel")
    hands.see("action:keep")
    keep(hands, "not-wanted", 390)
    hands.tap("action:cancel")
    hands.gone("action:keep")
    hands.hear("注文を取り消しました。")
    assert not hands.among("action:accept")


@SIZES
def test_a_dish_that_is_not_liked_is_exchanged(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    """Of Thursday's lunches only the soft one is not chicken with egg."""
    with Clerk(town) as clerk:
        said = {"resident": hana(clerk), "words": "親子煮", "consent": "yes"}
        work = {"service": MEALS, "place": KITCHEN, "day": DAY, "action": "dislikes"}
        clerk.send("/desk/actions", {**work, "answers": said})
    lunch = lunch_of_hana(town)
    hands = hands_of(open_page(town.url, width, height))
    bookings(hands)
    hands.tap(f"row:{lunch}")
    hands.see("action:exchange")
    keep(hands, "disliked", width)
    assert "苦手な親子煮" in hands.screen()
    hands.tap("action:exchange")
    assert hands.question() == "diet"
    keep(hands, "exchange", width)
    assert hands.among("choice:") == ["choice:soft"]
    hands.tap("choice:soft")
    hands.gone("question:diet")
    hands.hear("かれいのやわらか煮")
    keep(hands, "exchanged", width)
    assert not hands.among("action:exchange")
