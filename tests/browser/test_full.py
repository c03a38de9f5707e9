"""When nothing is free there are other ways, a waiting list and a person: never a dead end."""

from conftest import OpenPage, hands_of
from errands import bookings
from hands import Hands
from neighbour import Neighbour
from town_process import TownProcess

THERE = {"topic": "pension", "office": "izumigaoka_station"}
"""The corner sees people in person only, so nobody is asked how."""
DAY = "2026-11-26"


def fill(neighbour: Neighbour) -> list[str]:
    """Every slot of that day is taken, one after the other."""
    taken = []
    for period in ("morning", "afternoon"):
        while True:
            booking = neighbour.reserve({**THERE, "date": DAY, "period": period})
            if booking is None:
                break
            taken.append(booking)
    return taken


def to_the_full_day(hands: Hands) -> None:
    hands.tap("tile:counter_reservation")
    hands.mark("choice:pension")
    hands.tap("action:next")
    hands.choose("izumigaoka_station")
    hands.tap("action:more")
    hands.tap("action:month-before")  # November is full: December is shown first
    hands.tap(f"day:{DAY}")
    hands.see("trouble")


def test_a_full_day_leads_to_the_nearest_others(town: TownProcess, open_page: OpenPage) -> None:
    with Neighbour(town, "やまさき かずお") as neighbour:
        assert len(fill(neighbour)) == 10, "10:00 to 13:00 and 14:00 to 16:00, half an hour each"
    hands = hands_of(open_page(town.url))
    to_the_full_day(hands)
    others = hands.among("choice:")
    assert 1 <= len(others) <= 3
    hands.see("action:human")
    hands.tap(others[0])
    hands.see("readback")
    hands.tap("action:confirm")
    hands.see("done")


def test_a_freed_slot_is_offered_to_the_one_who_waits(
    town: TownProcess, open_page: OpenPage
) -> None:
    with Neighbour(town, "やまさき かずお") as neighbour:
        taken = fill(neighbour)
        hands = hands_of(open_page(town.url))
        to_the_full_day(hands)
        hands.tap("action:wait")
        hands.see("readback")
        hands.tap("action:confirm")
        hands.see("done")
        hands.tap("action:home")
        hands.see("action:today")
        neighbour.cancel(taken[2])
    hands.page.reload()
    (booked,) = bookings(hands)
    hands.tap(booked)
    hands.tap("action:accept")
    if "action:keep" in hands.among("action:"):
        hands.tap("action:accept")
    hands.gone("action:accept")
    assert "午前11時" in hands.screen()
