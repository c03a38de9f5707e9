"""A ride of every week by touch: from the read-back, and from a ride that stands."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from errands import bookings
from hands import Hands
from town_process import TOKYO, TownProcess

PICTURES = os.environ.get("WEEKLY_PICTURES", "")
"""A folder in which each screen is kept, for whoever wants to look at them."""
RIDE = (
    ("origin", "home"),
    ("destination", "kindai_hospital"),
    ("date", "2026-11-27"),
    ("time_kind", "arrive"),
    ("time", "10:00"),
    ("riders", "1"),
    ("wheelchair", "none"),
    ("round_trip", "no"),
)


def keep(hands: Hands, name: str, width: int) -> None:
    if PICTURES:
        hands.page.wait_for_timeout(600)
        hands.page.screenshot(path=str(Path(PICTURES) / f"{width}-{name}.png"))


def to_read_back(hands: Hands) -> None:
    """From the home screen: to the hospital on Friday, there by ten."""
    hands.tap("tile:on_demand_transport")
    for step, value in RIDE:
        assert hands.question() == step
        while not hands.at(f"choice:{value}").count():
            hands.tap("action:more")
            hands.page.wait_for_timeout(600)
        hands.choose(value)
    hands.see("question:offer")
    hands.tap(hands.among("choice:")[0])
    hands.see("readback")


def choose_days(hands: Hands, width: int, *others: str) -> None:
    """The weekday that was proposed, and others; for four weeks."""
    assert hands.question() == "weekly-days"
    for day in others:
        hands.tap(f"day:{day}")
    keep(hands, "days", width)
    hands.tap("action:next")
    hands.gone("question:weekly-days")
    assert hands.question() == "weekly-until"
    keep(hands, "until", width)
    hands.tap(hands.among("choice:")[1])
    hands.see("readback")


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_a_ride_of_every_week_is_booked_goes_on_and_is_ended(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    to_read_back(hands)
    hands.page.wait_for_timeout(1500 if PICTURES else 0)
    keep(hands, "once", width)
    hands.tap("action:weekly")
    choose_days(hands, width, "tue")
    read_back = hands.screen()
    for said in (
        "毎週、火曜日・金曜日、12月22日 火曜日まで",
        "4日ぶん",
        "12月8日 火曜日よりあとの4回",
    ):
        assert said in read_back
    kept = hands.among("day-kept:")
    assert kept == [f"day-kept:2026-{day}" for day in ("11-27", "12-01", "12-04", "12-08")]
    keep(hands, "readback", width)
    hands.tap("action:confirm")
    hands.see("done")
    assert "12月8日 火曜日までは、予約してあります" in hands.screen()
    keep(hands, "done", width)
    hands.tap("action:home")
    first, second, third, fourth = bookings(hands)

    hands.tap(second)
    hands.see("action:cancel-rest")
    keep(hands, "booked", width)
    hands.tap("action:cancel")
    hands.see("action:keep")
    hands.tap("action:cancel")
    hands.gone("action:keep")
    hands.tap("action:back")
    hands.gone(second)
    assert hands.among("row:") == [first, third, fourth]

    hands.tap(third)
    hands.tap("action:cancel-rest")
    hands.see("action:keep")
    keep(hands, "end", width)
    hands.tap("action:cancel-rest")
    hands.gone("action:keep")
    hands.tap("action:back")
    hands.gone(third)
    hands.gone(fourth)
    assert hands.among("row:") == [first]


def test_a_ride_that_stands_is_made_weekly_and_later_days_follow_by_themselves(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    to_read_back(hands)
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    (first,) = bookings(hands)
    hands.tap(first)
    hands.tap("action:weekly")
    choose_days(hands, 0)
    assert hands.among("day-kept:") == ["day-kept:2026-12-04"]
    assert not hands.at("action:once").count(), "it is booked once already"
    hands.tap("action:confirm")
    hands.see("done")

    town.stop()
    town.set_clock(datetime(2026, 11, 28, 9, tzinfo=TOKYO) + timedelta(hours=1))
    town.start()
    hands = hands_of(open_page(town.url))
    assert "12月11日 金曜日の" in hands.screen()
    assert len(bookings(hands)) == 2
    assert "12月11日" in hands.screen()


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_whoever_touched_every_week_by_mistake_is_back_with_one_tap(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    to_read_back(hands)
    hands.tap("action:weekly")
    assert hands.question() == "weekly-days"
    hands.tap("action:back")
    hands.see("readback")
    hands.see("action:weekly")
    hands.tap("action:change:time")
    assert hands.question() == "time"
    hands.tap("action:back")
    hands.see("question:offer")
    hands.tap(hands.among("choice:")[0])
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")
    (ride,) = bookings(hands)

    hands.tap(ride)
    hands.tap("action:weekly")
    assert hands.question() == "weekly-days"
    hands.tap("action:back")
    hands.see("action:weekly")
    hands.tap("action:back")
    hands.tap("action:back")
    hands.see("tile:on_demand_transport")
    assert hands.among("draft:") == [], "nothing was answered, so nothing waits"


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_an_errand_that_waits_is_put_away_at_home(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    for place in ("kindai_hospital", "takashimaya"):
        hands.tap("tile:on_demand_transport")
        hands.choose("home")
        assert hands.question() == "destination"
        while not hands.at(f"choice:{place}").count():
            hands.tap("action:more")
            hands.page.wait_for_timeout(600)
        hands.choose(place)
        assert hands.question() == "date"
        for step in ("date", "destination", "origin"):
            hands.tap("action:back")
            hands.gone(f"question:{step}")
    waiting = hands.screen()
    assert "自宅・近畿大学病院" in waiting
    assert "自宅・泉北タカシマヤ" in waiting
    keep(hands, "drafts", width)
    first, second = (one.removeprefix("draft:") for one in hands.among("draft:"))
    hands.tap(f"action:leave:{first}")
    hands.tap("action:quit")
    hands.gone(f"draft:{first}")
    hands.tap(f"draft:{second}")
    assert hands.question() == "origin"


def test_a_sentence_of_every_week_is_read_back_as_such(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("action:speak")
    hands.type("field:words", "毎週火曜の10時に家から病院まで")
    hands.tap("action:next")
    hands.gone("field:words")
    while (step := hands.question()) != "weekly-until":
        assert step not in {"origin", "destination", "date", "time", "weekly-days"}
        hands.choose(dict(RIDE)[step])
    hands.tap(hands.among("choice:")[1])
    hands.see("readback")
    assert "毎週、火曜日" in hands.screen()
    assert hands.among("day-kept:") == ["day-kept:2026-12-01", "day-kept:2026-12-08"]
    keep(hands, "said", 800)
