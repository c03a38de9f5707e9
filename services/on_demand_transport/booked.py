"""Finding and making rides: whose they are, what may change, and the number read out."""

from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life import providing
from senior_life.contract import Caller, State, Trouble, Unclear
from senior_life.providing import STAFF, Keys, new_number
from services.on_demand_transport import showing
from services.on_demand_transport.clock import day_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.sentences import _
from services.on_demand_transport.tables import Applied, Hold, Ride, Trip

OPEN_STATES = {State.WAITING, State.PROPOSED, State.CONFIRMED}
KEYS = Keys(Applied)
UNKNOWN = _("This ride is not known here. Please ask a person.")


def of(session: Session, who: Caller, ref: str) -> Ride:
    """Raises Trouble when it is not theirs, in the same words as when there is none."""
    found = session.get(Ride, ref)
    if found is None or found.resident != who.ref:
        raise Trouble(UNKNOWN)
    return found


def by_ref(session: Session, ref: str) -> Ride:
    """For staff."""
    found = session.get(Ride, ref)
    if found is None:
        raise Trouble(UNKNOWN)
    return found


def of_trip(session: Session, trip: str) -> Ride | None:
    return session.scalar(select(Ride).where(col(Ride.trip) == trip)) if trip else None


def of_day(session: Session, day: date, *states: State) -> list[Ride]:
    query = (
        select(Ride)
        .where(col(Ride.day) == day, col(Ride.state).in_(states))
        .order_by(col(Ride.board_from), col(Ride.ref))
    )
    return list(session.scalars(query))


def changeable(session: Session, network: Network, who: Caller, ref: str) -> Ride:
    """Raises Trouble, with whom to call, when it is over or too late."""
    found, phone = of(session, who, ref), network.phone
    if State(found.state) not in OPEN_STATES:
        raise Trouble(_("This ride can no longer be changed. Please call {phone}.", phone=phone))
    if is_too_late(network, who, found):
        raise Trouble(_("It is too late to change this here. Please call {phone}.", phone=phone))
    return found


def is_too_late(network: Network, who: Caller, ride: Ride) -> bool:
    """Staff at the telephone may until the vehicle comes, however late it is."""
    if State(ride.state) is not State.CONFIRMED or ride.undo_until is None:
        return False
    until = ride.undo_until
    if who.channel in STAFF and ride.trip:
        until = max(until, showing.comes_by(ride))
    return network.host.now() > until


def refuse_twice(session: Session, asked: Trip) -> None:
    """Nobody waits twice for the same thing: two would be called, and one would come. Unclear."""
    query = select(Ride).where(
        col(Ride.resident) == asked.resident,
        col(Ride.day) == asked.day,
        col(Ride.origin) == asked.origin,
        col(Ride.destination) == asked.destination,
        col(Ride.state).in_((State.WAITING, State.PROPOSED)),
    )
    found = session.scalar(query)
    if found is not None:
        says = _(
            "You are waiting for a seat on {day:near} already. We will tell you here.",
            day=day_at(found.day, found.minute),
        )
        raise Unclear(says, "date")


def join(session: Session, stays: str, goes: str) -> None:
    providing.join(session, (Ride, Hold), stays, goes)


def done_before(session: Session, key: str) -> Ride | None:
    ref = KEYS.ref_of(session, key)
    return session.get(Ride, ref) if ref else None


def proposal_of(session: Session, ride: Ride) -> Hold | None:
    return session.get(Hold, ride.proposal) if ride.proposal else None


def new(session: Session, network: Network, who: Caller, trip: Trip, state: State) -> Ride:
    return Ride(
        **trip.model_dump(include=set(Trip.model_fields)),
        ref=uuid4().hex,
        number=new_number(session, col(Ride.number), network.rules.letters),
        state=state.value,
        made_by=who.made_by,
        made_at=network.host.now(),
    )


def place_on(network: Network, ride: Ride, trip: Trip, name: str) -> None:
    """The ride now has this seat."""
    for field in Trip.model_fields:
        if field not in {"resident", "channel"}:
            setattr(ride, field, getattr(trip, field))
    ride.trip, ride.state, ride.outcome = name, State.CONFIRMED, ""
    ride.undo_until = showing.undo_until(network, ride, network.host.now())
    ride.proposal, ride.waiting_since = "", None
    ride.is_moved = ride.needs_call = False
    ride.late_minutes = ride.soon_minutes = 0
