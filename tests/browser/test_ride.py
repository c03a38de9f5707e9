"""A resident books a shared ride to the hospital by touch and sees it under today's plan."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from errands import bookings, to_read_back
from hands import Hands
from neighbour import HANA, Neighbour
from riding import STEPS, to_offers
from town_process import TOKYO, TownProcess

PICTURES = os.environ.get("RIDE_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""


class Album:
    """Keeps what was on the screen, where somebody asked for it."""

    def __init__(self, hands: Hands, width: int) -> None:
        self.hands, self.width, self.count = hands, width, 0

    def keep(self, name: str) -> None:
        if PICTURES:
            self.count += 1
            self.hands.page.wait_for_timeout(600)
            file = Path(PICTURES) / f"{self.width}-{self.count:02d}-{name}.png"
            self.hands.picture(file)


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_resident_books_a_ride_and_sees_it_under_today(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    album = Album(hands, width)
    album.keep("home")
    to_offers(hands, album.keep)
    album.keep("offers")
    hands.tap(hands.among("choice:")[0])
    hands.see("readback")
    album.keep("readback")
    said = hands.screen()
    for words in (
        "11月25日 水曜日",
        "自宅",
        "近畿大学病院",
        "100円",
        "9時40分から",
        "午前10時",
    ):
        assert words in said
    hands.tap("action:confirm")
    hands.see("done")
    album.keep("done")
    assert "DR-" in hands.screen()
    town.set_clock(datetime(2026, 11, 25, 8, 30, tzinfo=TOKYO))
    hands.tap("action:home")
    hands.see("action:today")
    assert "午前9時" in hands.text("action:today")
    hands.tap("action:today")
    row = hands.first("row:")
    album.keep("today")
    hands.tap(row)
    hands.see("action:cancel")
    album.keep("booked")
    hands.tap("action:cancel")
    hands.see("action:keep")
    hands.tap("action:cancel")
    hands.gone("action:keep")
    assert "取り消しました" in hands.screen()


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_ride_that_moves_takes_its_way_back_along_and_says_so_before_the_yes(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    album = Album(hands, 5000 + width)
    to_offers(hands, answers={"round_trip": "open"})
    hands.tap(hands.among("choice:")[0])
    hands.see("readback:1")
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    hands.see("action:today")
    album.keep("home")
    (ride, back) = bookings(hands)
    album.keep("ahead")
    assert "時刻は当日" in hands.text(back)
    hands.tap(ride)
    hands.tap("action:change")
    for step, value in (("date", "2026-11-27"), ("time", "10:00")):
        assert hands.question() == step
        hands.choose(value)
    hands.see("question:offer")
    hands.tap(hands.among("choice:")[0])
    hands.see("readback:1")
    album.keep("readback")
    assert "11月27日" in hands.text("readback:1")
    hands.tap("action:confirm")
    hands.see("done")
    album.keep("done")
    assert "変更しました" in hands.screen()
    hands.tap("action:home")
    hands.see("action:today")
    album.keep("moved")
    assert len(bookings(hands)) == 2
    assert "11月25日" not in hands.screen()


def test_a_driver_says_who_is_on_board_and_takes_it_back(
    town: TownProcess, open_page: OpenPage
) -> None:
    with Neighbour(town, HANA) as hana:
        assert hana.reserve(STEPS, "on_demand_transport")
    town.set_clock(datetime(2026, 11, 25, 9, 45, tzinfo=TOKYO))
    driver = DeskHands(hands_of(open_page(f"{town.url}/desk", 390, 844)).page)
    driver.log_in(town.account, town.password)
    album = Album(driver, 1)
    driver.work_at("all_depots")
    boards = driver.first("action:boarded:").removeprefix("action:boarded:")
    album.keep("drive")
    assert "髙橋 ハナ" in driver.text(f"row:{boards}")
    driver.do(f"action:boarded:{boards}")
    driver.tap(f"action:undo:{boards}")
    driver.see(f"action:no_show:{boards}")
    driver.do(f"action:boarded:{boards}")
    leaves = boards.removesuffix("-on") + "-off"
    driver.do(f"action:arrived:{leaves}")
    driver.see(f"action:undo:{leaves}")
    album.keep("arrived")


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_visit_and_the_rides_there_and_back_are_booked_with_one_yes(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    album = Album(hands, 2000 + width)
    to_read_back(hands, "2026-11-26", "morning", "10:30")
    album.keep("alone")
    hands.tap("action:with:on_demand_transport")
    hands.see("readback:2")
    album.keep("together")
    said = hands.screen()
    for words in ("南区役所", "自宅", "100円"):
        assert words in said
    hands.tap("action:confirm")
    hands.see("done")
    album.keep("done")
    town.set_clock(datetime(2026, 11, 26, 8, 0, tzinfo=TOKYO))
    hands.tap("action:home")
    assert len(bookings(hands)) == 3
    album.keep("today")
