"""How a ride stands and what follows, each in a sentence or two."""

from dataclasses import dataclass

from senior_life.contract import Name, State, Text
from senior_life.providing import JAPAN
from services.on_demand_transport.clock import day_at, time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _, clock_of
from services.on_demand_transport.tables import Hold, Ride

MOVED = "moved"
SOON_MINUTES = 30
"""From then on a resident is told how far the vehicle is."""
LATE_MINUTES = 5
"""Later than the end of the window by this, and it is told as late."""
STANDS: dict[tuple[State, str], Text] = {
    (State.WAITING, MOVED): _("The car cannot come then. We will telephone you."),
    (State.PROPOSED, MOVED): _("The car cannot come then. Would another one suit you?"),
    (State.PROPOSED, ""): _("A seat has become free. Would it suit you?"),
    (State.UNDER_WAY, "boarded"): _("You are on board."),
    (State.DONE, "no_show"): _("The ride did not take place."),
    (State.DONE, "done"): _("You have arrived."),
    (State.FAILED, ""): _("Sadly no seat became free on that day. Please choose another day."),
    (State.CANCELLED, ""): _("The ride is cancelled."),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """Of the vehicle on its way: minutes from midnight, and from now.

    ``was_there``: by the clock it has been at their stop, but nobody said that they boarded, and
    their window is over.
    """

    comes: float
    minutes: int
    late_minutes: int
    arrives: float
    was_there: bool = False


def stands(network: Network, ride: Ride, expected: Expected | None) -> Text:
    state = State(ride.state)
    if state is State.CONFIRMED:
        return _booked(network, ride, expected)
    if state is State.UNDER_WAY and expected is not None:
        return _(
            "You are on board. You will arrive at about {at:clock}.", at=time_at(expected.arrives)
        )
    is_moved = ride.is_moved and state in {State.WAITING, State.PROPOSED}
    if state is State.WAITING and not is_moved:
        day = day_at(ride.day, ride.minute)
        return _("You are waiting for a free seat on {day:near}.", day=day)
    return STANDS[state, MOVED if is_moved else ride.outcome]


def _booked(network: Network, ride: Ride, expected: Expected | None) -> Text:
    if not ride.trip:
        return _(
            "Your way back on {day:near} is booked: call the car when you are ready.",
            day=day_at(ride.day, ride.minute),
        )
    if expected is not None and expected.was_there:
        return _was_there(network, ride, expected)
    if expected is not None and expected.late_minutes >= LATE_MINUTES:
        return _(
            "We are sorry: {vehicle} is late. It comes at about {at:clock}.",
            vehicle=vehicle_name(network, ride.run),
            at=time_at(expected.comes),
        )
    if expected is not None and expected.minutes <= SOON_MINUTES:
        return _(
            "{vehicle} comes at about {at:clock}, in about {minutes} minutes.",
            vehicle=vehicle_name(network, ride.run),
            at=time_at(expected.comes),
            minutes=max(1, expected.minutes),
        )
    return _(
        "Booked: {day:near}, we come between {since:clock} and {until:clock}.",
        day=day_at(ride.day, ride.board_from),
        since=time_at(ride.board_from),
        until=time_at(ride.board_by),
    )


def _was_there(network: Network, ride: Ride, expected: Expected) -> Text:
    return _(
        "By its plan {vehicle} was at your stop by {at:clock}. "
        "If you are still waiting, please call {phone}.",
        vehicle=vehicle_name(network, ride.run),
        at=time_at(expected.comes),
        phone=network.phone,
    )


def news(network: Network, ride: Ride, expected: Expected | None) -> Text | None:
    """What is still so some minutes later: for the day's plan, and for a notice."""
    if expected is None:
        return None
    lasts = expected.was_there or expected.late_minutes >= LATE_MINUTES
    if State(ride.state) is State.CONFIRMED and not lasts:
        if expected.minutes > SOON_MINUTES:
            return None
        name, at = vehicle_name(network, ride.run), time_at(expected.comes)
        return _("{vehicle} comes at about {at:clock}.", vehicle=name, at=at)
    return stands(network, ride, expected)


def vehicle_name(network: Network, run: str) -> Name:
    vehicle = network.vehicle_of(run)
    return vehicle.name.name if vehicle else Name("車", "くるま", "the car")


def follows(network: Network, ride: Ride, proposal: Hold | None) -> Text | None:
    """What happens next, and whom to call; None once it is over."""
    phone = network.phone
    match State(ride.state):
        case State.CONFIRMED if not ride.trip:
            return _(
                "When you are ready, press the button here, or call {phone}. "
                "We then say when the car comes.",
                phone=phone,
            )
        case State.CONFIRMED:
            return _(
                "Please wait at the stop from {since:clock} on and say the number {number}. "
                "If you are late or cannot come, call {phone}.",
                since=time_at(ride.board_from),
                number=ride.number,
                phone=phone,
            )
        case State.WAITING if ride.is_moved:
            return _("If you are in a hurry, please call {phone}.", phone=phone)
        case State.WAITING:
            return _("As soon as a seat becomes free we will tell you here.")
        case State.PROPOSED if proposal:
            until = proposal.holds_until
            return _(
                "Please answer by {by:near}, {at:clock}. If you have a question, call {phone}.",
                by=until.astimezone(JAPAN).date(),
                at=clock_of(until),
                phone=phone,
            )
        case _:
            return None
