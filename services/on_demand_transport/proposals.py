"""What was proposed to whoever waits, and was declined, or lapsed: they wait again."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.providing import PROPOSAL
from services.on_demand_transport import holding
from services.on_demand_transport.driving import Day
from services.on_demand_transport.tables import Hold, Ride


def pass_by(session: Session, ride: Ride, hold: Hold) -> None:
    """The proposal was declined or lapsed: this start is not proposed to them again, and whoever
    has not been asked since comes first."""
    ride.passed = ",".join(filter(None, (ride.passed, f"{hold.board_from:g}")))
    holding.release(session, hold)
    ride.proposal, ride.state = "", State.WAITING
    ride.waiting_since = hold.since
    ride.needs_call = ride.is_moved
    ride.seq += 1
    session.add(ride)


def let_go(session: Session, hold: Hold) -> Ride | None:
    """End a hold; the ride that it was proposed to, if it was, waits again."""
    ride = session.get(Ride, hold.replacing) if hold.key.startswith(PROPOSAL) else None
    if ride is None or ride.proposal != hold.trip:
        holding.release(session, hold)
        return None
    pass_by(session, ride, hold)
    return ride


def end_orphans(session: Session, day: Day) -> None:
    """Lapsed holds whose seats were taken by what has just been written; whoever was proposed one
    of them waits again."""
    for run, row in day.changed().items():
        before = {one.ride for one in day.rows[run].visits}
        lost = before - {one.ride for one in row.visits}
        if lost:
            end(session, lost)


def end(session: Session, trips: Collection[str]) -> None:
    """The holds of these trips, whose seats are gone."""
    for hold in session.scalars(select(Hold).where(col(Hold.trip).in_(trips))).all():
        let_go(session, hold)
