"""A counter and the car there and back: added by one tap, booked by one yes, undone by one tap."""

from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from errands import bookings, to_read_back
from town_process import TownProcess

CAR = "on_demand_transport"


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_an_appointment_and_both_rides_in_one_yes_and_one_undo(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))

    to_read_back(hands, "2026-11-26", "morning", "10:00")
    hands.tap(f"action:with:{CAR}")
    hands.see("readback:2")
    hands.tap(f"action:without:{CAR}")
    hands.gone("readback:1")
    hands.tap(f"action:with:{CAR}")
    hands.see("readback:2")
    read_back = hands.screen()
    for said in ("年金", "午前10時", "自宅の入口", "南区役所の入口", "ぜんぶで", "予約する"):
        assert said in read_back
    hands.tap("action:confirm")
    hands.see("done")
    hands.see("readback:2")
    assert "予約しました" in hands.screen()
    hands.tap("action:home")

    there, counter, back = bookings(hands)
    hands.tap(there)
    hands.see(f"row:{counter.removeprefix('row:')}")
    hands.see("action:cancel")
    hands.tap("action:cancel-all")
    hands.see("action:keep")
    assert "すべて取り消します" in hands.screen()
    hands.tap("action:cancel-all")
    hands.gone("action:keep")
    assert "取り消" in hands.screen()
    hands.tap("action:back")
    for gone in (there, counter, back):
        hands.gone(gone)
    assert town.faults() == []


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_an_appointment_that_moves_takes_both_rides_along(
    town: TownProcess, open_page: OpenPage, tmp_path: Path, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    to_read_back(hands, "2026-11-26", "morning", "10:00")
    hands.tap(f"action:with:{CAR}")
    hands.see("readback:2")
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")

    _there, counter, _back = booked = bookings(hands)
    hands.tap(counter)
    hands.tap("action:change")
    assert hands.question() == "date"
    hands.choose("2026-11-27")
    hands.choose("afternoon")
    hands.choose("14:00")
    hands.see("readback:2")
    read_back = hands.screen()
    for said in ("11月27日 金曜日", "午後2時", "自宅の入口", "南区役所の入口"):
        assert said in read_back
    hands.picture(tmp_path / f"{width}.png")
    hands.tap("action:confirm")
    hands.see("done")
    hands.see("readback:2")
    hands.tap("action:home")

    moved = bookings(hands)
    assert sorted(moved) == sorted(booked)
    assert "11月26日" not in hands.screen()
    assert moved[1] == counter, "there before it, back after it"
    hands.tap(moved[0])
    hands.see("action:cancel-all")
    assert not hands.at("flag").count()
    assert town.faults() == []
