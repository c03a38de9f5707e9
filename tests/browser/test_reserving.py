"""A resident reserves a counter, changes it and cancels it, by tapping what the screen offers."""

from datetime import datetime

import pytest
from conftest import OpenPage, hands_of
from errands import bookings, to_read_back, to_time
from neighbour import booked
from town_process import TOKYO, TownProcess


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844), (1280, 800)])
def test_a_resident_books_changes_and_cancels(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page(town.url, width, height, reduced_motion="no-preference")
    hands = hands_of(page)

    to_read_back(hands, "2026-11-26", "morning", "10:00")
    read_back = hands.screen()
    for said in ("令和8年11月26日 木曜日", "午前10時", "南区役所", "無料", "年金手帳", "予約する"):
        assert said in read_back
    hands.tap("action:confirm")
    hands.see("done")
    assert "072-000-0001" in hands.screen()
    hands.tap("action:home")

    (booked,) = bookings(hands)
    hands.tap(booked)
    hands.tap("action:change")
    assert hands.question() == "date"
    hands.choose("2026-11-27")
    hands.choose("afternoon")
    hands.choose("14:00")
    hands.see("readback")
    hands.tap("action:confirm")
    hands.see("done")
    assert "11月27日 金曜日" in hands.screen()
    hands.tap("action:home")

    assert bookings(hands) == [booked], "a change keeps the booking and makes no second one"
    assert "11月26日" not in hands.screen()
    hands.tap(booked)
    hands.tap("action:cancel")
    hands.see("action:keep")
    assert "取り消さない" in hands.text("action:keep")
    hands.tap("action:cancel")
    hands.gone("action:keep")
    assert "取り消しました" in hands.screen()
    hands.tap("action:back")
    hands.gone(booked)


def test_what_is_booked_stands_in_the_plan_of_its_day(
    town: TownProcess, open_page: OpenPage
) -> None:
    booked(town)
    town.set_clock(datetime(2026, 11, 26, 8, 30, tzinfo=TOKYO))
    hands = hands_of(open_page(town.url))
    hands.see("action:today")
    assert "令和8年11月26日" in hands.screen()
    assert "午前10時" in hands.text("action:today")


def test_a_mistaken_answer_is_put_right_from_the_read_back(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    to_read_back(hands, "2026-11-26", "morning", "10:00")
    hands.tap("action:change:date")
    assert hands.question() == "date"
    hands.choose("2026-11-25")
    hands.choose("morning")
    hands.choose("10:00")
    hands.see("readback")
    assert "11月25日 水曜日" in hands.screen()


def test_two_bookings_at_the_same_hour_are_refused_with_the_reason(
    town: TownProcess, open_page: OpenPage
) -> None:
    booked(town)
    hands = hands_of(open_page(town.url))
    to_time(hands, "2026-11-26", "morning", topic="tax")
    hands.tap("choice:10:00")
    hands.see("trouble")
    assert hands.question() == "time"
    assert "午前10時" in hands.screen()
    assert "年金" in hands.screen() or "窓口予約" in hands.screen()
    hands.choose("11:00")
    hands.see("readback")


def test_a_resident_answers_in_words(town: TownProcess, open_page: OpenPage) -> None:
    hands = hands_of(open_page(town.url))
    hands.tap("action:speak")
    hands.hand_in(
        "field:words",
        "あさっての10時に南区役所で年金の相談をしたい",
        "action:next",
        "question:mode",
    )
    hands.choose("in_person")
    hands.see("readback")
    assert "11月26日 木曜日" in hands.screen()
    assert "午前10時" in hands.screen()
