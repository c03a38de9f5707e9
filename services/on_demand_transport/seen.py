"""A ride as it is just now, with the vehicle on its way: what ``status`` says."""

from sqlmodel import Session

from senior_life.contract import Progress, State
from senior_life.dispatch import Visit
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
    if ride.trip and network.is_on(ride.day):
        day = driving.load(session, network, ride.day)
    return of(session, network, ride, day)


def of(session: Session, network: Network, ride: Ride, day: Day | None) -> Progress:
    """``day``: of the ride, if it is on."""
    known = expected(network, ride, day) if day else None
    return showing.progress(network, ride, booked.proposal_of(session, ride), known)


def expected(network: Network, ride: Ride, day: Day) -> Expected | None:
    """None: no vehicle is on its way to it or with it."""
    state = State(ride.state)
    if state not in {State.CONFIRMED, State.UNDER_WAY} or not ride.trip:
        return None
    board, leave = day.call(ride.trip, is_pickup=True), day.call(ride.trip, is_pickup=False)
    if board is None and state is State.CONFIRMED:
        return _was_there(network, ride, day)
    if leave is None:
        return None
    if board is None:
        return Expected(leave.begins, 0, 0, leave.begins)
    late, minutes = board.begins - ride.board_by, board.begins - network.minute_now(ride.day)
    return Expected(board.begins, round(minutes), max(0, round(late)), leave.begins)


def _was_there(network: Network, ride: Ride, day: Day) -> Expected | None:
    """Until their window ends the vehicle may still come to whom nobody has seen board."""
    is_over = network.minute_now(ride.day) > ride.board_by
    if not is_over or Visit(ride.trip, True) not in day.behind.get(ride.run, ()):
        return None
    return Expected(ride.board_by + ride.late_minutes, 0, 0, ride.arrive_by, was_there=True)
