"""The way back is called by one tap: the first vehicle that can come, and an honest wait.

Where none can come as it is the others make room, as for a fresh request: nobody is left standing
at the hospital whom another order of rides would take home.
"""

from collections.abc import Iterator

from sqlmodel import Session

from senior_life.dispatch import Fleet, Proposal, Wish
from services.on_demand_transport import booked, driving, holding, making_room
from services.on_demand_transport.driving import Day
from services.on_demand_transport.making_room import Room
from services.on_demand_transport.network import Network
from services.on_demand_transport.rows import Overtaken
from services.on_demand_transport.tables import Ride, Trip
from services.on_demand_transport.wishes import DEPART, wish_of

FARTHEST_MINUTES = 120
"""Nobody is told to wait longer than this; a person is to be asked then."""
STEP_MINUTES = 30


def take_now(session: Session, network: Network, ride: Ride) -> bool:
    """Whether a seat was found, from now on; the ride then has it."""
    day = driving.load(session, network, ride.day)
    asked = _asked(network, ride)
    found = _first(network, day, asked)
    if found is None:
        return False
    name = holding.new_name()
    taken = day.with_fleet(day.fleet.taking(holding.named(found, name)))
    if not driving.write(session, taken):
        raise Overtaken
    booked.place_on(network, ride, holding.promised(asked, found), name)
    return True


def room_now(network: Network, day: Day, ride: Ride, until: float) -> Room | None:
    """The soonest place that others can leave, looked for until then by ``time.monotonic``.

    ``day`` is as ``improving`` reads it: who may know the vehicle is settled.
    """
    asked = _asked(network, ride)

    def placed(fleet: Fleet) -> Proposal | None:
        place = fleet.without(name).keeping(fleet.rides[name])
        return place if place and _is_in_time(network, asked, place) else None

    name = holding.new_name()
    for wish in _wishes(network, asked, name):
        room = making_room.others_moved(day, wish, until, placed)
        if room is not None:
            return room
    return None


def take_room(session: Session, network: Network, ride: Ride, day: Day, room: Room) -> bool:
    """False: one of the runs is another by now."""
    if not making_room.take(session, day, room):
        return False
    _fleet, place = room
    trip = holding.promised(_asked(network, ride), place)
    booked.place_on(network, ride, trip, place.ride.id)
    return True


def _asked(network: Network, ride: Ride) -> Trip:
    asked = Trip(**ride.model_dump(include=set(Trip.model_fields)))
    asked.time_kind, asked.minute = DEPART, network.minute_now(ride.day)
    return asked


def _wishes(network: Network, asked: Trip, name: str) -> Iterator[Wish]:
    """From now on, the soonest first; none outside the hours."""
    opening = network.opening(asked.day)
    if opening is not None and opening.since <= asked.minute <= opening.until:
        tried = network.rules.promise.flexible_minutes + network.promise.step_minutes
        for later in range(0, FARTHEST_MINUTES, max(1, round(min(tried, STEP_MINUTES)))):
            yield wish_of(network, asked, name, asked.minute + later)


def _first(network: Network, day: Day, asked: Trip) -> Proposal | None:
    for wish in _wishes(network, asked, "asked"):
        offers = [one for one in day.fleet.offers(wish) if _is_in_time(network, asked, one)]
        if offers:
            return min(offers, key=lambda one: one.board_from)
    return None


def _is_in_time(network: Network, asked: Trip, place: Proposal) -> bool:
    opening = network.opening(asked.day)
    return opening is not None and place.arrive_by <= opening.until
