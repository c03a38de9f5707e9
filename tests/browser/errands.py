"""What a resident does with their hands, step by step; each ends where the next may begin."""

import re

from hands import Hands

NUMBER = re.compile(r"MN-\d{4}")


def to_read_back(hands: Hands, day: str, period: str, time: str, topic: str = "pension") -> None:
    """From the home screen: Minami ward office, in person."""
    to_time(hands, day, period, topic)
    hands.choose(time)
    hands.see("readback")


def to_time(hands: Hands, day: str, period: str, topic: str = "pension") -> None:
    """As ``to_read_back``, up to the last question."""
    hands.tap("tile:counter_reservation")
    assert hands.question() == "topic"
    hands.tap(f"choice:{topic}")
    hands.tap("action:next")
    hands.choose("minami_ward_office")
    hands.choose("in_person")
    hands.choose(day)
    hands.choose(period)


def reserve(
    hands: Hands, day: str = "2026-11-26", period: str = "morning", time: str = "10:00"
) -> str:
    """From the home screen to the done screen; the number that the desk knows."""
    to_read_back(hands, day, period, time)
    hands.tap("action:confirm")
    hands.see("done")
    found = NUMBER.search(hands.screen())
    assert found, hands.screen()
    return found[0]


def bookings(hands: Hands) -> list[str]:
    """From the home screen: the handles of all that is booked; stays on the plan's screen."""
    hands.tap("action:today")
    hands.gone("action:today")
    hands.see("heading")
    return hands.among("row:")
