"""What lies ahead of a resident, in one statement: the first screen asks for it at every visit."""

from typing import Any

from sqlalchemy import Select, bindparam, literal, or_

from senior_life.contract import State
from senior_life.direct import Direct
from senior_life.flows.states import OVER
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.types import table

MOST = 100


def _ahead() -> Select[Any]:
    """The next first; those without a time, who wait, come last."""
    booking = table(BookingRow)
    return (
        booking.select()
        .where(
            booking.c.resident == bindparam("whose"),
            or_(booking.c.ends > bindparam("now"), booking.c.ends.is_(None)),
            booking.c.state.in_([literal(state.value) for state in State if state not in OVER]),
        )
        .order_by(booking.c.starts.is_(None), booking.c.starts)
        .limit(MOST)
    )


AHEAD = Direct(_ahead())
