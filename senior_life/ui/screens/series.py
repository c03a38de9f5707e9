"""An errand of several days or of every week before its yes: each of its days, which of them are
kept, and why not."""

from collections.abc import Iterator

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, card, fact, note, subheading, wide
from senior_life.ui.look import ANSWER, BODY, Look

_ = words("senior_life")
PICTURES = {"kept": "check_circle", "waited": "hourglass_empty", "missed": "event_busy"}


def days(look: Look, walk: wire.WalkOut, offer: wire.OfferOut, do: Do) -> Iterator[ft.Control]:
    """All the days, above what is the same for each, and a way to wait for those that are full."""
    if offer.series is not None:
        yield from _days(look, walk, offer, offer.series, do)


def series(look: Look, walk: wire.WalkOut, offer: wire.OfferOut, do: Do) -> Iterator[ft.Control]:
    """The way back to a single one; or, of what is booked once, the buttons that make it one of
    every week, or of several days."""
    yield from once(look, walk, offer, do)
    if offer.could_repeat is not None:
        yield wide(
            look,
            "action:weekly",
            offer.could_repeat,
            do(errand.make_often(walk, offer, "weekly")),
            picture="calendar_month",
        )
        yield wide(
            look,
            "action:also",
            _("On other days, too"),
            do(errand.make_often(walk, offer, "several")),
            picture="date_range",
        )


def _days(
    look: Look, walk: wire.WalkOut, offer: wire.OfferOut, told: wire.SeriesOut, do: Do
) -> Iterator[ft.Control]:
    yield subheading(look, told.count_says)
    lines: list[ft.Control] = [
        ft.Semantics(
            identifier=f"day-{one.state}:{one.day.isoformat()}",
            content=fact(look, PICTURES[one.state], one.says, size=BODY, bold=one.state == "kept"),
        )
        for one in told.days
    ]
    yield card(look, lines, spacing=8)
    if told.may_wait:
        says = _("Leave out the full days") if told.waits else _("Wait for the full days")
        yield wide(
            look,
            "action:without-waiting" if told.waits else "action:wait",
            says,
            do(errand.wait_for_days(walk, not told.waits)),
            picture="close" if told.waits else "hourglass_empty",
            below=None if told.waits else _("We tell you as soon as a place is free."),
        )
    if told.later_says is not None:
        yield note(look, told.later_says, "schedule")
    yield note(look, _("Each day can be cancelled by itself."), "undo")
    if offer.total_says is not None:
        yield fact(look, "payments", offer.total_says, size=ANSWER - 2, bold=True)
    yield subheading(look, _("So it is on the first day"))


def once(look: Look, walk: wire.WalkOut, offer: wire.OfferOut, do: Do) -> Iterator[ft.Control]:
    """Back to a single one; what was begun from a booking that stands has that one already."""
    if offer.series is not None and offer.series.may_be_once:
        yield wide(
            look,
            "action:once",
            _("Only this once after all"),
            do(errand.make_often(walk, offer, "once")),
            picture="event",
        )


def weekly(look: Look, booking: wire.BookingOut) -> Iterator[ft.Control]:
    """Of which habit a booking is a day, which weeks are booked, and what is left out."""
    for at, says in enumerate(booking.weekly):
        yield note(look, says, "schedule" if at else "calendar_month", "weekly")


def whole_habit(look: Look, booking: wire.BookingOut, do: Do) -> Iterator[ft.Control]:
    """The way from one day to all of it."""
    if booking.habit:
        yield wide(
            look,
            "action:habit",
            _("See all of every week, or let it rest"),
            do(open_at(f"/habit/{booking.habit}")),
            picture="calendar_month",
        )


def make_weekly(look: Look, here: shown.Booked, do: Do) -> Iterator[ft.Control]:
    """The button on a booking that stands."""
    booking = here.booking
    if booking.could_repeat is not None:
        yield wide(
            look,
            "action:weekly",
            booking.could_repeat,
            do(errand.begin(booking.service, weekly=booking.ref)),
            picture="calendar_month",
        )
