"""Every screen of the residents' app, as a walk through the town comes by them."""

from collections.abc import Callable
from urllib.parse import urlsplit

from errands import to_time
from hands import Hands

Looks = Callable[[str], None]
"""What is done on each screen; told the screen's name."""
DAY = "2026-11-26"


def tour(hands: Hands, look: Looks) -> None:
    """From the home screen and back to it; what was booked on the way is cancelled."""
    hands.see("action:today")
    look("home")
    the_tablets_own(hands, look)
    the_helpers(hands, look)
    an_errand(hands, look)
    a_booking(hands, look)


def go(hands: Hands, handle: str, arrived: str) -> None:
    """Taps, and waits for a control that only the next screen has."""
    hands.tap(handle)
    hands.see(arrived)


def the_tablets_own(hands: Hands, look: Looks) -> None:
    go(hands, "action:more", "action:settings")
    look("services")
    hands.tap("action:about")
    hands.gone("action:about")
    look("about")
    go(hands, "action:back", "action:settings")
    go(hands, "action:settings", "action:settings:text")
    look("settings")
    for group in ("text", "theme"):
        go(hands, f"action:settings:{group}", "action:next")
        look(f"settings-{group}")
        go(hands, "action:back", "action:settings:text")
    go(hands, "action:back", "action:about")
    go(hands, "action:back", "action:today")


def the_helpers(hands: Hands, look: Looks) -> None:
    go(hands, "action:speak", "field:words")
    look("speak")
    go(hands, "action:back", "action:today")
    go(hands, "action:human", "action:ask")
    look("person")
    go(hands, "action:back", "action:today")
    hands.tap("action:emergency")
    hands.gone("action:today")
    look("emergency")
    go(hands, "action:back", "action:today")


def an_errand(hands: Hands, look: Looks) -> None:
    """Every question of a real walk, the calendar too, to the done screen and back home."""
    hands.tap("tile:counter_reservation")
    assert hands.question() == "topic"
    look("question-topic")
    hands.mark("choice:pension")
    hands.tap("action:next")
    hands.gone("question:topic")
    for answer in ("minami_ward_office", "in_person"):
        look(f"question-{hands.question()}")
        hands.choose(answer)
    assert hands.question() == "date"
    look("question-date")
    go(hands, "action:more", f"day:{DAY}")
    look("calendar")
    hands.tap(f"day:{DAY}")
    hands.gone(f"day:{DAY}")
    for answer in ("morning", "10:00"):
        look(f"question-{hands.question()}")
        hands.choose(answer)
    hands.see("readback")
    look("readback")
    go(hands, "action:confirm", "done")
    look("done")
    go(hands, "action:home", "action:today")
    look("home-booked")


def a_booking(hands: Hands, look: Looks) -> None:
    """The same hour once more is refused; the booking is looked at and cancelled."""
    to_time(hands, DAY, "morning", topic="tax")
    go(hands, "choice:10:00", "trouble")
    look("trouble")
    hands.choose("11:00")
    hands.see("readback")
    go(hands, "action:quit", "action:keep")
    look("leave")
    go(hands, "action:quit", "action:today")
    go(hands, "action:today", "action:back")
    hands.gone("action:speak")
    look("today")
    (row,) = hands.among("row:")
    go(hands, row, "action:cancel")
    look("booking")
    go(hands, "action:cancel", "action:keep")
    look("cancel-readback")
    hands.tap("action:cancel")
    hands.gone("action:keep")
    hands.gone("action:change")
    hands.see("readback")
    look("cancelled")
    hands.tap("action:back")
    hands.gone(row)
    go(hands, "action:back", "action:speak")


def chosen(hands: Hands, group: str, value: str) -> None:
    """Sets one of the settings, from home to home."""
    go(hands, "action:more", "action:settings")
    go(hands, "action:settings", f"action:settings:{group}")
    go(hands, f"action:settings:{group}", f"choice:{group}:{value}")
    hands.mark(f"choice:{group}:{value}")
    go(hands, "action:next", f"action:settings:{group}")
    go(hands, "action:back", "action:about")
    go(hands, "action:back", "action:today")


def elsewhere(url: str) -> str:
    """The same town under a name that is not this machine's own: an unpaired tablet's view."""
    return f"http://tablet.localhost:{urlsplit(url).port}"
