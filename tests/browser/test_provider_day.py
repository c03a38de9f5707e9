"""A provider's day: no more bookings, what was cancelled, and practice that no resident sees."""

import os
from pathlib import Path

import pytest
import riding
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import Clerk
from errands import reserve
from hands import Hands
from newcomer import BESIDE_THE_STATION, a_tablet, paired
from tour import elsewhere
from town_process import TownProcess

PICTURES = os.environ.get("DAY_PICTURES", "")
"""A folder in which the screens are kept, for whoever wants to look at them."""
PC, UPRIGHT, PHONE = (1280, 800), (800, 1280), (390, 844)
RIDES, COUNTERS = "on_demand_transport", "counter_reservation"
ACCEPTING, CANCELLED = f"table:{RIDES}.accepting", f"table:{RIDES}.cancelled"
TODAY = {"date": "2026-11-24", "time": "11:00"}


def look_at(hands: Hands, name: str) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(700)
        hands.picture(Path(PICTURES) / f"{name}.png")


def at_the_rides(town: TownProcess, open_page: OpenPage, size: tuple[int, int]) -> DeskHands:
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", *size)).page)
    hands.log_in(town.account, town.password)
    hands.work_at("all_depots")
    hands.see(ACCEPTING)
    return hands


@pytest.mark.parametrize(("desk", "tablet"), [(PC, UPRIGHT), (UPRIGHT, PHONE)])
def test_rides_stop_for_today_and_a_resident_is_led_to_tomorrow(
    town: TownProcess, open_page: OpenPage, desk: tuple[int, int], tablet: tuple[int, int]
) -> None:
    resident = a_tablet(town, open_page, *tablet)
    riding.to_offers(resident, answers=TODAY)
    resident.tap(resident.among("choice:")[0])
    resident.see("readback")

    clerk = at_the_rides(town, open_page, desk)
    clerk.tap("action:stop-accepting")
    clerk.type("field:why", "車両の点検のため")
    look_at(clerk, f"{desk[0]}-desk-asks")
    clerk.tap("action:next")
    clerk.says(ACCEPTING, "受付停止中")
    clerk.hear("車両の点検のため", ACCEPTING)
    look_at(clerk, f"{desk[0]}-desk-stopped")

    resident.tap("action:confirm")
    resident.hear("きょうの受付を終わりました")
    resident.gone("readback")
    for said in ("車両の点検のため", "11月25日 水曜日", "072-000-0001"):
        assert said in resident.screen()
    look_at(resident, f"{tablet[0]}-refused")
    resident.tap("choice:0")
    assert resident.question() == "time"
    resident.page.goto(elsewhere(town.url))
    resident.hear("きょうの受付は終わりました", f"tile:{RIDES}")
    look_at(resident, f"{tablet[0]}-home")

    clerk.tap(clerk.first("action:begin-again:", within=ACCEPTING))
    clerk.see("action:stop-accepting")
    resident.page.reload()
    resident.hear("お連れします", f"tile:{RIDES}")


def test_what_was_cancelled_is_listed_called_printed_and_taken_along(
    town: TownProcess, open_page: OpenPage
) -> None:
    with Clerk(town) as caller:
        person = caller.enters("森 なみ", birth_date="1952-05-01", home=BESIDE_THE_STATION)
        booking = caller.books(person, {**riding.STEPS, "time": "11:00"})
        assert booking
        caller.cancels(booking)
    clerk = at_the_rides(town, open_page, PC)
    for said in ("森 なみ", "072-000-0150", "11月25日 水曜日", "きょう 11月24日 火曜日", "desk"):
        clerk.hear(said, CANCELLED)
    clerk.see(f"action:call:{booking}").scroll_into_view_if_needed()
    look_at(clerk, "1280-desk-cancelled")
    name = CANCELLED.removeprefix("table:")
    assert "森 なみ" in clerk.opened(f"action:csv:{name}").body().decode("utf-8-sig")
    assert clerk.opened(f"action:paper:{name}").body().startswith(b"%PDF")


@pytest.mark.parametrize(("desk", "tablet"), [(PC, UPRIGHT), (UPRIGHT, PHONE)])
def test_a_service_is_hidden_practised_with_and_shown_again(
    town: TownProcess, open_page: OpenPage, desk: tuple[int, int], tablet: tuple[int, int]
) -> None:
    tile, table = f"tile:{COUNTERS}", f"table:{COUNTERS}.shown"
    clerk = DeskHands(hands_of(open_page(f"{town.url}/desk", *desk)).page)
    clerk.log_in(town.account, town.password)
    clerk.hear("利用者のみなさん", table)
    clerk.tap("action:practise")
    clerk.says("warning", "消えます")
    look_at(clerk, f"{desk[0]}-desk-asks-to-hide")
    clerk.tap("action:confirm")
    clerk.hear("練習 太郎さんだけに見えています", table)
    look_at(clerk, f"{desk[0]}-desk-hidden")

    resident = hands_of(open_page(town.url, *tablet))
    resident.see(f"tile:{RIDES}")
    assert tile not in resident.among("tile:")
    look_at(resident, f"{tablet[0]}-without")

    with Clerk(town) as paired_by:
        [taro] = paired_by.get("/desk/residents", query="練習")
        code = paired_by.pairs(taro["ref"])
    practice = paired(town, open_page, code, *tablet)
    practice.hear("練習用の画面です", tile)
    assert practice.among("tile:") == [tile]
    look_at(practice, f"{tablet[0]}-practice")
    reserve(practice, "2026-11-26", "morning", "10:00")
    for day in ("11月25日", "11月26日"):
        clerk.go_on_to(day)
    clerk.hear("練習 太郎", f"table:{COUNTERS}.day")

    clerk.tap("action:today")
    clerk.tap(clerk.first("action:show-to-residents:", within=table))
    clerk.says("warning", "取り消され")
    clerk.tap("action:confirm")
    clerk.hear("利用者のみなさん", table)
    for day in ("11月25日", "11月26日"):
        clerk.go_on_to(day)
    assert "練習 太郎" not in clerk.text(f"table:{COUNTERS}.day")
    resident.page.reload()
    resident.see(tile)
    practice.page.reload()
    practice.hear("取り消しました")
    practice.tap("action:home")
    practice.see("action:today")
    practice.gone(tile)
