"""A booking in two short lines, for lists: when, and what and where."""

from senior_life import wire
from senior_life.contract import State, Text
from senior_life.ui.blocks.lettering import Said
from senior_life.words import Words

SETTLED = (State.CONFIRMED, State.UNDER_WAY)
GAP = " "


def when_of(booking: wire.BookingOut) -> Said:
    if booking.starts is None or booking.ends == booking.starts:
        return booking.when or booking.state_says
    return Text("{start:day} {start:clock}", {"start": booking.starts})


def what_of(booking: wire.BookingOut) -> Words:
    """What is not settled says so in its own sentence."""
    if booking.state not in SETTLED:
        return booking.says
    if booking.where is None:
        return booking.title
    return beside(booking.title, booking.where)


def beside(one: Words, other: Words) -> Words:
    return Words(f"{one.text}{GAP}{other.text}", (*_ruby(one), (GAP, ""), *_ruby(other)))


def _ruby(words: Words) -> tuple[tuple[str, str], ...]:
    return words.ruby or ((words.text, ""),)
