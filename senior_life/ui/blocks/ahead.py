"""A booking in two short lines, for lists: when, and what and where."""

from senior_life import wire
from senior_life.contract import State, Text, words
from senior_life.ui.blocks.lettering import Said
from senior_life.words import Words

_ = words("senior_life")
SETTLED = (State.CONFIRMED, State.UNDER_WAY)
GAP = " "


def when_of(booking: wire.BookingOut) -> Said:
    if booking.starts is None:
        return booking.when or booking.state_says
    if booking.ends == booking.starts:
        return _("{start:day}, hour still open", start=booking.starts)
    return Text("{start:day} {start:clock}", {"start": booking.starts})


def what_of(booking: wire.BookingOut) -> Words:
    """What is not settled says so in its own sentence; where it is, unless its title says so."""
    if booking.state not in SETTLED:
        return booking.says
    if booking.where is None or booking.where.text in booking.title.text:
        return booking.title
    return beside(booking.title, booking.where)


def beside(one: Words, other: Words) -> Words:
    return Words(f"{one.text}{GAP}{other.text}", (*_ruby(one), (GAP, ""), *_ruby(other)))


def _ruby(words: Words) -> tuple[tuple[str, str], ...]:
    return words.ruby or ((words.text, ""),)
