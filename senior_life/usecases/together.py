"""What goes together: a booking and those that were made for it; one undo for all, and a flag on
what no longer fits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, or_, select

from senior_life.contract import Action, Appointment, Offer, Progress, Text, words
from senior_life.flows.states import ENDED, OVER
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases.reminders import notify, settle
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
OPEN = col(ActRow.done_at).is_(None)
CANCEL, CANCEL_ALL, CANCEL_REST = "cancel", "cancel-all", "cancel-rest"
CHANGE = "change"


def rows(s: Session, row: BookingRow) -> Sequence[BookingRow]:
    """Those that go together, this one among them, the earliest first."""
    first = row.goes_with or row.ref
    return s.exec(
        select(BookingRow)
        .where(
            or_(BookingRow.ref == first, BookingRow.goes_with == first),
            BookingRow.resident == row.resident,
        )
        .order_by(col(BookingRow.starts))
    ).all()


def appointment_of(row: BookingRow) -> Appointment | None:
    """Where and when the resident has to be, as the booking stands now."""
    if row.starts is None or row.ends is None:
        return None
    offer: Offer = from_json(row.offer)
    progress: Progress | None = from_json(row.progress)
    place = (progress.place if progress else "") or offer.place
    return Appointment(place, offer.title or offer.summary, row.starts, row.ends)


def flag(row: BookingRow, lead: BookingRow | None) -> Text | None:
    """What the booking was made for is no longer so; None: it fits, or is over."""
    if lead is None or row.around is None or row.state in OVER or not row.is_whole:
        return None
    before: Appointment = from_json(row.around)
    if lead.state in ENDED:
        return _("{what} was cancelled. Do you still need this booking?", what=before.name)
    now = appointment_of(lead)
    if now is None or _is_as(now, before):
        return None
    start: datetime = now.starts.astimezone(TOKYO)
    return _(
        "{what} is now on {day:day} at {start:clock}. Please change this booking, too.",
        what=now.name,
        day=start,
        start=start,
    )


def fits_again(s: Session, row: BookingRow) -> None:
    """Its resident changed it, knowing how what it goes with stands now."""
    lead = s.get(BookingRow, row.goes_with) if row.goes_with else None
    if lead is not None:
        row.around = to_json(appointment_of(lead))


def flag_others(s: Session, row: BookingRow, now: datetime) -> None:
    """A notice about each booking that was made for this one, and no longer fits; one that is just
    moving along says so itself if it cannot, and of one that is just being cancelled nobody asks
    whether it is still needed."""
    going = or_(col(ActRow.after).is_not(None), col(ActRow.action) == CANCEL)
    made_for = select(BookingRow).where(
        BookingRow.goes_with == row.ref,
        col(BookingRow.ref).not_in(select(ActRow.booking).where(going, OPEN)),
    )
    for other in s.exec(made_for).all():
        says = flag(other, row)
        settle(s, other.ref, now, "flag")
        if says is not None:
            notify(s, other, "change", says, now, once=f"flag:{row.seq}")


def rows_of_habit(s: Session, row: BookingRow) -> Sequence[BookingRow]:
    """Those of its day and of all later days of its habit, the earliest first; those that wait
    have no time yet, and come too."""
    if not row.habit:
        return ()
    lead = s.get(BookingRow, row.goes_with) if row.goes_with else None
    first = lead if lead is not None and lead.habit == row.habit else row
    standing = (BookingRow.habit == row.habit, col(BookingRow.state).not_in(OVER))
    asked = select(BookingRow).where(*standing)
    if first.starts is not None:
        is_later = col(BookingRow.starts) >= first.starts
        asked = asked.where(or_(col(BookingRow.starts).is_(None), is_later))
    return s.exec(asked.order_by(col(BookingRow.starts))).all()


def may_cancel(progress: Progress | None) -> bool:
    return progress is not None and any(one.name == CANCEL for one in progress.actions)


def may_change(progress: Progress | None) -> bool:
    return progress is not None and any(one.name == CHANGE for one in progress.actions)


def with_all(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Where others go with it: all of them at once, or only this one."""
    warns = _("All of these bookings will be cancelled.")
    everything = Action(CANCEL_ALL, _("Cancel all of them"), warns=warns)
    found: list[Action] = []
    for action in actions:
        if action.name == CANCEL:
            found += [everything, replace(action, label=_("Cancel only this one"))]
        else:
            found.append(action)
    return tuple(found)


def with_rest(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Of a habit: this one and all later ones at once, and nothing is booked any more."""
    if not any(one.name == CANCEL for one in actions):
        return tuple(actions)
    warns = _("This and all later ones of every week will be cancelled.")
    return (*actions, Action(CANCEL_REST, _("Cancel this and all later ones"), warns=warns))


def _is_as(now: Appointment, before: Appointment) -> bool:
    return (now.place, now.starts, now.ends) == (before.place, before.starts, before.ends)
