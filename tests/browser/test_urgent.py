"""An urgent circular finds whoever is in the middle of something, and leaves them there."""

import os
import time
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from desk_over_api import Clerk
from errands import to_read_back
from hands import Hands
from newcomer import paired
from town_process import TownProcess

PICTURES = os.environ.get("CIRCULAR_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
SERVICE, DAY = "circular_board", "2026-11-24"
WITHIN_SECONDS = 5.0
KAZUO = "やまさき かずお"
QUAKE = {
    "title": "地震のあとの確認",
    "text": "大きな地震がありました。火のもとをたしかめてください。",
    "audience": ["everyone"],
    "urgent": "yes",
    "asks": ["safety"],
}


def keep(hands: Hands, name: str) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(700)
        width = (hands.page.viewport_size or {}).get("width", 0)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-{name}.png"))


def publish(clerk: Clerk) -> str:
    """Written and published at the desk of the town; its ref."""
    work = {"service": SERVICE, "place": "town", "day": DAY, "item": None}
    clerk.send("/desk/actions", {**work, "action": "write", "answers": QUAKE})
    tables = {one["name"]: one for one in clerk.get("/desk/views", day=DAY, place="town")}
    item = str(tables["drafts"]["lines"][0]["item"])
    clerk.send("/desk/actions", {**work, "item": item, "action": "publish", "answers": {}})
    return item


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_it_is_seen_within_five_seconds_and_the_walk_goes_on_where_it_was(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    with Clerk(town) as clerk:
        hana = hands_of(open_page(town.url, width, height))
        (kazuo,) = clerk.get("/desk/residents", query=KAZUO)
        home = paired(town, open_page, clerk.pairs(kazuo["ref"]))
        to_read_back(hana, "2026-11-26", "morning", "10:00")
        hana.tap("action:back")
        asked = hana.question()

        notice = publish(clerk)
        published = time.monotonic()
        hana.see("urgent")
        home.see(f"notice:{notice}")
        assert time.monotonic() - published < WITHIN_SECONDS
        keep(hana, "urgent-over-a-question")
        keep(home, "urgent-at-home")

        assert hana.question() == asked
        assert "地震のあとの確認" in hana.text("urgent")
        hana.tap("urgent:safety:well")
        hana.hear("返事を受け取りました")
        hana.gone("urgent")
        assert hana.question() == asked
        hana.choose("10:00")
        hana.tap("action:confirm")
        hana.see("done")

        home.tap(f"notice:{notice}")
        home.hear("火のもとをたしかめてください")
        home.tap("action:next")
        assert home.question() == "safety"
        home.tap("choice:help")
        home.hear("返事を受け取りました")
        wishes = clerk.get("/desk/help")
        assert [one["resident"]["ref"] for one in wishes if not one["is_done"]] == [kazuo["ref"]]


def test_it_can_be_read_and_one_comes_back_to_what_one_was_doing(
    town: TownProcess, open_page: OpenPage
) -> None:
    hana = hands_of(open_page(town.url))
    hana.tap("tile:counter_reservation")
    assert hana.question() == "topic"
    with Clerk(town) as clerk:
        publish(clerk)
    hana.tap("urgent:read")
    hana.hear("火のもとをたしかめてください")
    hana.gone("urgent")
    hana.tap("action:next")
    assert hana.question() == "safety"
    hana.mark("choice:well")
    hana.tap("action:next")
    hana.gone("question:safety")
    assert hana.question() == "topic"
