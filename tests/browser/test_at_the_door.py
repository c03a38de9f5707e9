"""Nobody opens when a meal is brought: the desk telephones until somebody goes, and says so."""

import os
from datetime import datetime
from pathlib import Path

from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from desk_over_api import Clerk
from town_process import TOKYO, TownProcess

PICTURES = os.environ.get("MEAL_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
MEALS, KITCHEN, DAY = "meal_delivery", "izumi_kitchen", "2026-11-25"
LUNCH = {"date": DAY, "meal": "lunch", "diet": "low_salt", "count": "1"}
CHECKS, ROUND = f"table:{MEALS}.checks", f"table:{MEALS}.round_early_lunch"
CONTACTS = {
    "first_name": "むすこ いちろう",
    "first_phone": "072-000-0161",
    "second_name": "めい はるこ",
    "second_phone": "072-000-0162",
}


def keep(hands: DeskHands, name: str) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(600)
        hands.page.screenshot(path=str(Path(PICTURES) / f"door-{name}.png"))


def lunch_of_a_caller(town: TownProcess) -> None:
    with Clerk(town) as clerk:
        who = clerk.enters("森 なみ", home="34.4899,135.5071", birth_date="1940-01-01")
        work = {"service": MEALS, "place": KITCHEN, "day": DAY, "action": "contacts"}
        clerk.send("/desk/actions", {**work, "answers": {"resident": who, **CONTACTS}})
        assert clerk.books(who, LUNCH, MEALS)


def kitchen(town: TownProcess, open_page: OpenPage, width: int, height: int) -> DeskHands:
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", width, height)).page)
    hands.log_in(town.account, town.password)
    hands.work_at(KITCHEN)
    hands.see(CHECKS)
    return hands


def open_check(desk: DeskHands) -> str:
    return desk.first("row:", within=CHECKS).removeprefix("row:")


def telephones(desk: DeskHands, answer: str) -> None:
    """Each step gives the line a new name."""
    item = open_check(desk)
    desk.tap(f"action:telephoned:{item}")
    desk.see("side")
    desk.tap(f"choice:answer:{answer}")
    desk.tap("action:next")
    desk.gone(f"row:{item}")


def test_a_missed_hand_over_is_escalated_until_all_is_well(
    town: TownProcess, open_page: OpenPage
) -> None:
    lunch_of_a_caller(town)
    town.set_clock(datetime(2026, 11, 25, 11, 30, tzinfo=TOKYO))
    driver = kitchen(town, open_page, 390, 844)
    order = driver.first("row:", within=ROUND).removeprefix("row:")
    assert "森 なみ" in driver.text(f"row:{order}")
    keep(driver, "round")
    driver.do(f"action:not_home:{order}")
    driver.see(f"action:undo:{order}")

    desk = kitchen(town, open_page, 1280, 800)
    keep(desk, "check")
    assert "むすこ いちろうさんへお電話ください。" in desk.text(f"row:{open_check(desk)}")
    telephones(desk, "no_answer")
    assert "めい はるこさんへお電話ください。" in desk.text(f"row:{open_check(desk)}")
    telephones(desk, "goes")
    item = open_check(desk)
    assert "どうだったか" in desk.text(f"row:{item}")
    keep(desk, "goes")
    desk.tap(f"action:well:{item}")
    desk.tap("action:confirm")
    desk.gone(f"row:{item}")
    told = desk.text(f"row:{open_check(desk)}")
    for said in ("お留守でした", "電話に出ない", "見に行ってくれる", "無事でした", town.account):
        assert said in told
    keep(desk, "well")
