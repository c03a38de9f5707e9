"""How a booking stands and what follows, each in a sentence or two."""

from dataclasses import replace

from senior_life.contract import State, Text
from senior_life.providing import JAPAN
from services.counter_reservation.availability import clock
from services.counter_reservation.offices import Offices
from services.counter_reservation.pack import Mode
from services.counter_reservation.sentences import _
from services.counter_reservation.tables import Booking, Hold, Visit

MOVED = "moved"
CALLS = {
    Mode.PHONE: _("Booked: {day:near} {at:clock}, {office} telephones you."),
    Mode.VIDEO: _("Booked: {day:near} {at:clock}, a video talk with {office}."),
}
BY_CALL: dict[tuple[State, str], Text] = {
    (State.UNDER_WAY, "called"): _("The office is calling you now."),
    (State.DONE, "no_show"): _("The office could not reach you."),
}
STANDS: dict[tuple[State, str], Text] = {
    (State.WAITING, MOVED): _("The counter has to close then. The office will telephone you."),
    (State.PROPOSED, MOVED): _("The counter has to close then. Would another time suit you?"),
    (State.PROPOSED, ""): _("A time has become free. Would it suit you?"),
    (State.UNDER_WAY, "arrived"): _("You have arrived. Please wait until you are called."),
    (State.UNDER_WAY, "called"): _("It is your turn. Please come to the counter."),
    (State.DONE, "no_show"): _("The visit did not take place."),
    (State.DONE, "done"): _("The visit is over."),
    (State.FAILED, ""): _("Sadly nothing became free on that day. Please choose another day."),
    (State.CANCELLED, ""): _("The booking is cancelled."),
}


def is_visit(visit: Visit) -> bool:
    """Who is called by telephone or video stays where they are."""
    return visit.mode == Mode.IN_PERSON


def stands(offices: Offices, booking: Booking) -> Text:
    state, office = State(booking.state), offices.office_name(booking.office)
    if state is State.CONFIRMED:
        at = clock(booking.first)
        booked = CALLS.get(Mode(booking.mode), _("Booked: {day:near} {at:clock}, {office}."))
        return replace(booked, values={"day": booking.day, "at": at, "office": office})
    is_moved = booking.is_moved and state in {State.WAITING, State.PROPOSED}
    if state is State.WAITING and not is_moved:
        return _(
            "You are waiting for a free time on {day:near} at {office}.",
            day=booking.day,
            office=office,
        )
    how = (state, MOVED if is_moved else booking.outcome)
    return STANDS[how] if is_visit(booking) else BY_CALL.get(how, STANDS[how])


def follows(offices: Offices, booking: Booking, proposal: Hold | None) -> Text | None:
    """What happens next, and whom to call; None once it is over."""
    phone = offices.phone(booking.office)
    match State(booking.state):
        case State.CONFIRMED:
            return _on_the_day(offices, booking)
        case State.WAITING if booking.is_moved:
            return _("If you are in a hurry, please call {phone}.", phone=phone)
        case State.WAITING:
            return _("As soon as a time becomes free we will tell you here.")
        case State.PROPOSED if proposal:
            until = proposal.holds_until.astimezone(JAPAN)
            return _(
                "Please answer by {by:near}, {at:clock}. If you have a question, call {phone}.",
                by=until.date(),
                at=until.time().replace(second=0, microsecond=0),
                phone=phone,
            )
        case _:
            return None


def _on_the_day(offices: Offices, booking: Booking) -> Text:
    phone = offices.phone(booking.office)
    called = offices.calls(booking.office, Mode(booking.mode))
    if called:
        return _("{how} If you have a question, call {phone}.", how=called, phone=phone)
    return _(
        "On the day, please come to {where} and say the number {number}. "
        "If you are late or cannot come, call {phone}.",
        where=offices.where(booking.office, booking.counter),
        number=booking.number,
        phone=phone,
    )
