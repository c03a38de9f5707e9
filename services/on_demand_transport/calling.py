"""The way back is called by one tap: the first vehicle that can come, and an honest wait."""

from sqlmodel import Session

from senior_life.dispatch import Proposal
from services.on_demand_transport import booked, driving, holding
from services.on_demand_transport.driving import Day
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
    asked = Trip(**ride.model_dump(include=set(Trip.model_fields)))
    asked.time_kind, asked.minute = DEPART, network.minute_now(ride.day)
    found = _first(network, day, asked)
    if found is None:
        return False
    name = holding.new_name()
    taken = day.with_fleet(day.fleet.taking(holding.named(found, name)))
    if not driving.write(session, taken):
        raise Overtaken
    booked.place_on(network, ride, holding.promised(asked, found), name)
    return True


def _first(network: Network, day: Day, asked: Trip) -> Proposal | None:
    opening = network.opening(day.day)
    now = network.minute_now(day.day)
    if opening is None or not opening.since <= now <= opening.until:
        return None
    for later in range(0, FARTHEST_MINUTES, STEP_MINUTES):
        wish = wish_of(network, asked, "asked", now + later)
        offers = [one for one in day.fleet.offers(wish) if one.arrive_by <= opening.until]
        if offers:
            return min(offers, key=lambda one: one.board_from)
    return None
