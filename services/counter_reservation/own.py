"""What a person holds, or would give up, does not stand in that person's own way."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select, union_all
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.direct import Direct
from senior_life.providing import PROPOSAL
from services.counter_reservation import slots
from services.counter_reservation.tables import Booking, Hold, Visit

HOLDS_EACH = 3
"""More times than this nobody keeps free while reading: the oldest goes back to the others."""
SLOTS = Direct(
    union_all(
        select(col(Hold.slot)).where(
            col(Hold.resident) == bindparam("whose"), col(Hold.key).not_like(f"{PROPOSAL}%")
        ),
        select(col(Booking.slot)).where(
            col(Booking.resident) == bindparam("whose"), col(Booking.ref) == bindparam("replaced")
        ),
    )
)


def slots_of(session: Session, resident: str, replacing: str) -> Sequence[str]:
    """What this person holds, and has booked and would give up; other bookings stand."""
    if not resident:
        return ()
    asked = {"whose": resident, "replaced": replacing}
    return [found.slot for found in SLOTS.all(session, asked)]


def make_way(session: Session, resident: str, day: date, first: int, units: int) -> None:
    """Nobody can be at two counters at once: other holds of that time end, and the oldest ones."""
    query = (
        select(Hold)
        .where(col(Hold.resident) == resident, col(Hold.key).not_like(f"{PROPOSAL}%"))
        .order_by(col(Hold.since).desc(), col(Hold.slot))
    )
    kept = 0
    for hold in session.scalars(query).all():
        if _overlaps(hold, day, first, units) or kept == HOLDS_EACH - 1:
            slots.release(session, hold)
        else:
            kept += 1
    session.flush()


def is_booked_then(
    session: Session, resident: str, day: date, first: int, units: int, but: str
) -> bool:
    """Whether the person has a booking at that time, other than the one that would move."""
    query = select(Booking).where(
        col(Booking.resident) == resident,
        col(Booking.day) == day,
        col(Booking.state) == State.CONFIRMED,
        col(Booking.ref) != but,
    )
    return any(_overlaps(one, day, first, units) for one in session.scalars(query))


def waits(session: Session, visit: Visit, period: str) -> bool:
    """Whether the person is on the waiting list for this already, or for a part of it."""
    same_half = (col(Booking.period).in_(("", period)),) if period else ()
    query = select(col(Booking.ref)).where(
        *same_half,
        col(Booking.resident) == visit.resident,
        col(Booking.day) == visit.day,
        col(Booking.office) == visit.office,
        col(Booking.topics) == visit.topics,
        col(Booking.mode) == visit.mode,
        col(Booking.state).in_((State.WAITING, State.PROPOSED)),
    )
    return session.scalar(query) is not None


def _overlaps(visit: Visit, day: date, first: int, units: int) -> bool:
    return visit.day == day and visit.first < first + units and first < visit.first + visit.units
