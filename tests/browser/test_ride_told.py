"""What a rider is told: a seat that becomes free, a vehicle that is near or late, and the ride."""

from datetime import datetime

import pytest
from conftest import OpenPage, hands_of
from desk_over_api import Clerk
from errands import bookings
from hands import Hands
from riding import STEPS, answer, book
from test_ride import Album
from town_process import TOKYO, TownProcess

DAY = "2026-11-25"
SIZES = [(390, 844), (800, 1280)]
HOME = "34.4899,135.5071"


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 25, hour, minute, tzinfo=TOKYO)


def fill(clerk: Clerk) -> list[str]:
    """Two of the three vehicles rest that day; callers book the third until nothing is left."""
    for item in clerk.lines(DAY, "out"):
        if not item.startswith("nagomi_3"):
            until = "12:00" if "-0800-" in item else "18:00"
            clerk.does(DAY, item, "out", until="13:00" if "nagomi_2-0800" in item else until)
    taken = []
    for n in range(20):
        who = clerk.enters(f"森 なみ{n}", home=HOME, birth_date="1950-01-01")
        ride = clerk.books(who, {**STEPS, "riders": "4"})
        if ride is None:
            return taken
        taken.append(ride)
    raise AssertionError("there is no end of it")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_seat_that_becomes_free_is_offered_to_whoever_waits(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    album = Album(hands, 3000 + width)
    with Clerk(town) as clerk:
        taken = fill(clerk)
        assert taken
        answer(hands)
        hands.see("trouble")
        album.keep("full")
        assert 1 <= len(hands.among("choice:")) <= 3
        hands.see("action:human")
        hands.tap("action:wait")
        hands.see("readback")
        hands.tap("action:confirm")
        hands.see("done")
        album.keep("waiting")
        hands.tap("action:home")
        hands.see("action:today")
        clerk.cancels(taken[0])
    hands.page.reload()
    hands.first("notice:")
    album.keep("freed")
    assert "席が空きました" in hands.screen()
    (booked,) = bookings(hands)
    hands.tap(booked)
    hands.see("action:decline")
    album.keep("proposed")
    assert "9時" in hands.screen()
    hands.tap("action:accept")
    hands.gone("action:decline")
    hands.see("action:change")
    album.keep("accepted")
    assert "予約できています" in hands.screen()
    hands.tap("action:back")  # to the day's plan
    hands.gone("action:change")
    hands.tap("action:back")
    hands.see("action:today")
    assert hands.among("notice:") == [], "what was asked is settled"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_rider_hears_that_the_car_is_late_before_going_out_and_is_told_of_the_whole_ride(
    town: TownProcess, open_page: OpenPage, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    album = Album(hands, 4000 + width)
    book(hands)
    hands.tap("action:home")
    town.set_clock(at(9, 20))
    with Clerk(town) as clerk:
        [vehicle] = [one for one in clerk.lines(DAY, "late") if drives(clerk, one)]
        clerk.does(DAY, vehicle, "late", minutes="30")
        hands.page.reload()
        hands.first("notice:")
        album.keep("home-late")
        assert "遅れています" in hands.text("action:today")
        to_the_ride(hands, album, "late")
        said = hands.screen()
        assert "なごみ" in said
        assert "10時" in said, "by what hour it comes"

        clerk.does(DAY, vehicle, "in_time")
        seen_again(hands, album, "near", "あと")
        assert "遅れています" not in hands.text("heading")

        town.set_clock(at(9, 55))
        seen_again(hands, album, "was-there", "まだお待ちでしたら")
        assert "お待ちください" not in hands.screen(), "it is not on its way any more"
        [boards] = clerk.lines(DAY, "boarded")
        clerk.does(DAY, boards, "boarded")
        seen_again(hands, album, "aboard", "着きます")
        [leaves] = clerk.lines(DAY, "arrived")
        clerk.does(DAY, leaves, "arrived")
        seen_again(hands, album, "arrived", "着きました")


def drives(clerk: Clerk, item: str) -> bool:
    """Whether somebody rides with it."""
    tables = clerk.get("/desk/views", day=DAY, place="all_depots")
    run = item.rpartition("-")[0]
    return any(one["name"] == f"run_{run}" and one["lines"] for one in tables)


def to_the_ride(hands: Hands, album: Album, name: str) -> None:
    (booked,) = bookings(hands)
    album.keep(f"today-{name}")
    assert "遅れています" in hands.text(booked)
    hands.tap(booked)
    hands.see("readback")
    album.keep(f"ride-{name}")


def seen_again(hands: Hands, album: Album, name: str, news: str) -> None:
    hands.page.reload()
    hands.see("readback")
    hands.hear(news, "heading")
    album.keep(f"ride-{name}")


def test_who_loses_a_vehicle_is_offered_another_and_takes_it(
    town: TownProcess, open_page: OpenPage
) -> None:
    hands = hands_of(open_page(town.url, *SIZES[0]))
    album = Album(hands, 4500)
    book(hands)
    hands.tap("action:home")
    hands.see("action:today")
    town.set_clock(at(8, 30))
    with Clerk(town) as clerk:
        [vehicle] = [one for one in clerk.lines(DAY, "out") if drives(clerk, one)]
        clerk.does(DAY, vehicle, "out", until="12:00")
        hands.page.reload()
        hands.first("notice:")
        album.keep("lost")
        assert "別の車" in hands.screen()
        (booked,) = bookings(hands)
        hands.tap(booked)
        hands.see("action:decline")
        album.keep("another")
        hands.tap("action:accept")
        hands.gone("action:decline")
        hands.see("action:cancel")
        [boards] = clerk.lines(DAY, "boarded")
        tables = clerk.get("/desk/views", day=DAY, place="all_depots")
        [now] = [one["name"] for one in tables if boards in [row["item"] for row in one["lines"]]]
        assert not vehicle.startswith(now.removeprefix("run_")), "another vehicle comes"
