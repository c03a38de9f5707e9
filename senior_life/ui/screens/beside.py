"""What is booked beside it: the parts under one yes, and what goes together or could."""

from collections.abc import Iterator

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.booking import see
from senior_life.ui.blocks import Do, card, fact, note, readback, subheading, wide
from senior_life.ui.look import ANSWER, Look

_ = words("senior_life")


def beside(look: Look, walk: wire.WalkOut, offer: wire.OfferOut, do: Do) -> Iterator[ft.Control]:
    """Each part with a heading of its own, then the price of all, then what else is possible."""
    told = [offer.shares]
    for at, part in enumerate(offer.parts, start=1):
        yield from _part(look, at, part)
        if part.shares is not None and part.shares not in told:
            yield note(look, part.shares, "verified_user")
        told.append(part.shares)
    if offer.total_says is not None and offer.series is None:
        yield fact(look, "payments", offer.total_says, size=ANSWER - 2, bold=True)
    for one in offer.companions:
        yield wide(
            look,
            f"action:{'without' if one.is_wanted else 'with'}:{one.service}",
            _("Leave this out again") if one.is_wanted else one.label,
            do(errand.accompany(walk, offer, one.service, not one.is_wanted)),
            below=one.name if one.is_wanted else None,
            picture="remove_circle_outline" if one.is_wanted else one.icon,
        )


def _part(look: Look, at: int, part: wire.PartOut) -> Iterator[ft.Control]:
    yield subheading(look, part.title or part.service_name)
    if part.trouble is not None:
        yield note(look, part.trouble, "error_outline", f"trouble:{at}")
        without = _("Without it the rest can be booked all the same.")
        stays = _("It stays as it is. You can change it afterwards.")
        yield note(look, stays if part.stays else without)
        return
    if part.gives_way is not None:
        yield note(look, part.gives_way, "info", f"gives-way:{at}")
    if part.rows:
        yield readback(look, part.rows, handle=f"readback:{at}")
    if part.undo_says is not None:
        yield note(look, part.undo_says, "undo")


def others(look: Look, booking: wire.BookingOut) -> Iterator[ft.Control]:
    """What was booked under the same yes, in full."""
    for at, other in enumerate(booking.others, start=1):
        yield subheading(look, other.says)
        yield fact(look, other.icon, other.state_says, bold=True)
        yield readback(look, other.rows, handle=f"readback:{at}")


def goes_together(look: Look, here: shown.Booked, do: Do) -> Iterator[ft.Control]:
    """A way to each booking that goes with this one, and to what could."""
    booking = here.booking
    if booking.others:
        yield subheading(look, _("Goes together with"))
    for other in booking.others:
        yield wide(
            look,
            f"row:{other.ref}",
            other.says,
            do(see(other.ref, f"/booking/{booking.ref}")),
            below=other.when or other.state_says,
            picture=other.icon,
        )
    for one in booking.companions:
        yield wide(
            look,
            f"action:with:{one.service}",
            one.label,
            do(errand.begin(one.service, around=booking.ref)),
            picture=one.icon,
        )


def together(look: Look, booking: wire.BookingOut) -> ft.Control:
    """All of it in a few lines, so that what can be pressed is in sight: what, and when."""
    lines = [(booking.icon, booking.title, booking.when or booking.state_says)]
    lines += [(one.icon, one.says, one.when or one.state_says) for one in booking.others]
    drawn: list[ft.Control] = []
    for picture, what, when in lines:
        drawn += [fact(look, picture, what, size=ANSWER - 2, bold=True), note(look, when)]
    return ft.Semantics(identifier="readback", content=card(look, drawn, spacing=8))
