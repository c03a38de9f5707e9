"""It is booked: the number, what happens next, whom to call, and paper for those who like it."""

import flet as ft

from senior_life import wire
from senior_life.contract import Phone, State, Text, words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.acts.papers import sign_again
from senior_life.ui.blocks import (
    Do,
    Screen,
    call,
    card,
    fact,
    heading,
    lettering,
    note,
    opens,
    readback,
    subheading,
    whereabouts,
    wide,
)
from senior_life.ui.blocks.meanwhile import Meanwhile
from senior_life.ui.look import ANSWER, BODY, HEADING, Look
from senior_life.ui.screens.beside import others
from senior_life.ui.screens.series import weekly
from senior_life.words import Words

_ = words("senior_life")
SIGNED_EVERY_SECONDS = 240
"""An address is good for ten minutes; the screen may be left on for longer."""
OVER = (State.CANCELLED, State.FAILED, State.DONE)


def done(look: Look, here: shown.Done, do: Do) -> Screen:
    booking = here.booking
    controls: list[ft.Control] = [
        ft.Semantics(identifier="done", content=heading(look, _headline(here), "heading")),
        number(look, booking),
        readback(look, facts(booking)),
    ]
    controls += weekly(look, booking)
    controls += bring(look, booking)
    if booking.next is not None:
        controls.append(note(look, booking.next, "info"))
    if booking.undo_says is not None:
        controls.append(note(look, booking.undo_says, "undo"))
    controls += others(look, booking)
    controls += [
        wide(
            look,
            "action:home",
            _("Back to the first screen"),
            do(open_at("/")),
            picture="home",
            primary=True,
            first=True,
        ),
        *(whereabouts(look, booking.picture) if booking.state not in OVER else ()),
        *files(look, here, do),
        whom_to_call(look, booking),
    ]
    return Screen(here.key, controls, title=booking.service_name, back=do(open_at("/")))


def _headline(here: shown.Done) -> Text:
    """Never more than is so: a request is no booking yet."""
    match here.booking.state:
        case State.CONFIRMED if here.is_change:
            return _("It is changed.")
        case State.CONFIRMED | State.UNDER_WAY | State.DONE:
            return _("It is booked.")
        case State.WAITING:
            return _("You are on the waiting list.")
        case State.CANCELLED:
            return _("It is cancelled.")
        case State.FAILED:
            return _("It could not be booked.")
        case _:
            return _("We have asked for it, and wait for the answer.")


def whom_to_call(look: Look, booking: wire.BookingOut) -> ft.Control:
    """Staff are themselves whom one would call: to them it is only said."""
    says = _("Questions? Call {phone}.", phone=Phone(booking.phone))
    if look.at_desk:
        return note(look, says, "call")
    return call(look, "action:call", says, booking.phone)


def number(look: Look, booking: wire.BookingOut) -> ft.Control:
    """Large enough to be read out on the telephone."""
    label = lettering(look, _("Number"), BODY, color=look.theme.soft)
    says = ft.Text(
        booking.number,
        data=Words(booking.number),
        style=ft.TextStyle(
            size=look.px(ANSWER if look.is_phone else HEADING + 6),
            color=look.theme.ink,
            weight=ft.FontWeight.BOLD,
            letter_spacing=2,
        ),
    )
    return card(look, [ft.Row([label, says], spacing=18, wrap=True)])


def bring(look: Look, booking: wire.BookingOut) -> list[ft.Control]:
    """Nothing to bring where nobody goes any more."""
    if not booking.bring or booking.state in OVER:
        return []
    things = [fact(look, "check", thing, size=ANSWER - 2) for thing in booking.bring]
    return [card(look, [subheading(look, _("What to bring"), BODY + 2), *things], spacing=6)]


def facts(booking: wire.BookingOut) -> list[wire.RowOut]:
    """The rows, without the one that says what to bring: that is a list of its own."""
    things = [thing.text for thing in booking.bring]
    return [
        row for row in booking.rows if not things or any(t not in row.says.text for t in things)
    ]


def files(look: Look, here: shown.Done | shown.Booked, do: Do) -> list[ft.Control]:
    """Opened by the browser at addresses that are signed already, and again while this stands."""
    if here.links is None:
        return []
    again = do.stays(sign_again(here.booking.ref))
    return [
        opens(look, "action:print", _("Print a slip"), here.links.slip, picture="print"),
        opens(
            look,
            "action:calendar",
            _("Put it into a calendar"),
            here.links.calendar,
            picture="event",
        ),
        Meanwhile(again, SIGNED_EVERY_SECONDS),
    ]
