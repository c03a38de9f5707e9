"""A ride as it is just now, with the vehicle on its way: what ``status`` says."""

from sqlmodel import Session

from senior_life.contract import Progress, State
from services.on_demand_transport import booked, driving, showing
from services.on_demand_transport.driving import Day
from services.on_demand_transport.network import Network
from services.on_demand_transport.standing import Expected
from services.on_demand_transport.tables import Ride


async def status(network: Network, ref: str) -> Progress:
    return await network.host.read(lambda session: progress(session, network, ref))


def progress(session: Session, network: Network, ref: str) -> Progress:
    ride = booked.by_ref(session, ref)
    day = None
    if ride.day == network.today() and ride.trip:
        day = driving.load(session, network, ride.day)
    return of(session, network, ride, day)


def of(session: Session, network: Network, ride: Ride, day: Day | None) -> Progress:
    """``day``: of the ride, if it is today."""
    known = expected(network, ride, day) if day else None
    return showing.progress(network, ride, booked.proposal_of(session, ride), known)


def expected(network: Network, ride: Ride, day: Day) -> Expected | None:
    """None: no vehicle is on its way to it or with it."""
    if State(ride.state) not in {State.CONFIRMED, State.UNDER_WAY} or not ride.trip:
        return None
    board, leave = day.call(ride.trip, is_pickup=True), day.call(ride.trip, is_pickup=False)
    if leave is None:
        return None
    if board is None:
        came = day.boarded(ride.trip)
        unsaid = State(ride.state) is State.CONFIRMED
        return None if came is None else Expected(came, 0, 0, leave.begins, was_there=unsaid)
    late, minutes = board.begins - ride.board_by, board.begins - network.minute_now(ride.day)
    return Expected(board.begins, round(minutes), max(0, round(late)), leave.begins)
