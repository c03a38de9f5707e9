"""A slip to print, an entry for a calendar and a call: what a tap opens, and when."""

from conftest import OpenPage, hands_of
from errands import bookings, reserve
from playwright.sync_api import APIResponse
from town_process import TownProcess


def is_a_slip(opened: APIResponse) -> bool:
    return opened.ok and opened.body().startswith(b"%PDF")


def test_the_slip_and_the_calendar_entry_open_by_a_tap(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url))
    number = reserve(hands)
    assert is_a_slip(hands.opened("action:print", "slip"))
    hands.see("done")
    entry = hands.opened("action:calendar", "calendar")
    assert entry.headers["content-type"].startswith("text/calendar")
    assert number in entry.text()
    hands.tap("action:home")
    (booked,) = bookings(hands)
    hands.tap(booked)
    assert is_a_slip(hands.opened("action:print", "slip"))


def test_they_open_inside_the_tap_and_wait_for_no_answer_of_the_town(
    town: TownProcess, open_page: OpenPage
) -> None:
    """A browser opens another window only while the person's own tap lasts."""
    hands = hands_of(open_page(town.url))
    reserve(hands)
    hands.see("action:print")
    with town.standing_still():
        address = hands.address("action:print")
    assert is_a_slip(hands.page.request.get(address))
