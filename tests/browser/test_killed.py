"""The town dies while it says yes: one booking and one slot in the end, and no yes before that."""

from datetime import datetime

import pytest
from conftest import OpenPage, hands_of
from desk_hands import DeskHands
from errands import NUMBER, bookings, to_read_back
from hands import Hands
from ledger import Ledger, ledger
from neighbour import booked
from town_process import TOKYO, TownProcess

TEN = datetime(2026, 11, 26, 10, 0, tzinfo=TOKYO)
TWO = datetime(2026, 11, 27, 14, 0, tzinfo=TOKYO)
DAY = "counter_reservation.day"


def dies_at_the_yes(hands: Hands, town: TownProcess) -> Ledger:
    """What the dead town has written down; the person sees the outage, and never a success."""
    hands.tap("action:confirm")
    town.has_died()
    outage = hands.page.get_by_role("alert").get_by_text("つながりません")
    outage.wait_for()
    assert hands.among("done") == []
    assert "予約しました" not in hands.screen()
    left = ledger(town.data)
    town.start()
    outage.wait_for(state="hidden")
    return left


def goes_on(hands: Hands) -> str:
    """Says yes once more if still asked to; the number of what is booked."""
    hands.page.locator(
        '[flt-semantics-identifier="done"], [flt-semantics-identifier="action:confirm"]'
    ).first.wait_for(state="attached")
    if hands.among("action:confirm"):
        hands.tap("action:confirm")
    hands.see("done")
    assert "予約しました" in hands.screen()
    found = NUMBER.search(hands.screen())
    assert found, hands.screen()
    hands.tap("action:home")
    return found[0]


def at_the_desk(town: TownProcess, open_page: OpenPage, days_on: int) -> list[str]:
    """The lines of that day's list."""
    hands = DeskHands(hands_of(open_page(f"{town.url}/desk", 1280, 800)).page)
    hands.log_in(town.account, town.password)
    for _day in range(days_on):
        before = hands.text("action:calendar")
        hands.tap("action:day-after")
        hands.page.wait_for_function(
            "before => !document.body.innerHTML.includes(before)", arg=before
        )
    found = hands.page.locator(
        f'[flt-semantics-identifier="table:{DAY}"] [flt-semantics-identifier^="row:"]'
    )
    handles = {str(one.get_attribute("flt-semantics-identifier")) for one in found.all()}
    return [hands.text(handle) for handle in handles]


@pytest.mark.parametrize(
    ("dies", "states", "taken"),
    [
        ("before asked", [], []),
        ("after asked", ["requested"], []),
        ("after kept", ["requested"], [TEN]),
    ],
)
def test_killed_at_the_yes_there_is_one_booking_and_one_slot(
    town: TownProcess, open_page: OpenPage, dies: str, states: list[str], taken: list[datetime]
) -> None:
    town.stop()
    town.start(dies)
    hands = hands_of(open_page(town.url))
    to_read_back(hands, "2026-11-26", "morning", "10:00")

    left = dies_at_the_yes(hands, town)
    assert left == Ledger(states, taken, taken), "it died where it was told to"
    number = goes_on(hands)

    (row,) = bookings(hands)
    hands.tap(row)
    hands.see("readback")
    assert number in hands.screen()
    assert ledger(town.data) == Ledger(["confirmed"], [TEN], [TEN])
    (line,) = at_the_desk(town, open_page, days_on=2)
    assert number in line


@pytest.mark.parametrize(("dies", "taken"), [("amid kept", TEN), ("after kept", TWO)])
def test_killed_amid_a_change_there_are_never_two_slots(
    town: TownProcess, open_page: OpenPage, dies: str, taken: datetime
) -> None:
    number = booked(town)
    town.stop()
    town.start(dies)
    hands = hands_of(open_page(town.url))
    (row,) = bookings(hands)
    hands.tap(row)
    hands.tap("action:change")
    hands.choose("2026-11-27")
    hands.choose("afternoon")
    hands.choose("14:00")
    hands.see("readback")

    left = dies_at_the_yes(hands, town)
    assert left == Ledger(["confirmed"], [taken], [taken]), "the old is freed when the new is kept"
    assert goes_on(hands) == number

    assert bookings(hands) == [row]
    assert "11月27日" in hands.screen()
    assert "11月26日" not in hands.screen()
    assert ledger(town.data) == Ledger(["confirmed"], [TWO], [TWO])
    (line,) = at_the_desk(town, open_page, days_on=3)
    assert number in line
