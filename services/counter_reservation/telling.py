"""What the desk or the waiting list changed is told to the core, and again until it was heard.

A change counts ``seq`` up in its own transaction, so from then on it is untold, whatever breaks
off in between. What the core asked for itself is its answer, and counts as told: the core asks
again under the same key.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from senior_life.contract import Progress
from services.counter_reservation import booked, showing
from services.counter_reservation.offices import Offices
from services.counter_reservation.tables import UNTOLD, Booking

AT_ONCE = 200  # in one round; the rest a minute later
HEARD = (
    update(Booking)
    .where(col(Booking.ref) == bindparam("its_ref"), col(Booking.told) < bindparam("its_seq"))
    .values(told=bindparam("its_seq"))
)


async def tell(offices: Offices, told: Iterable[Progress]) -> None:
    """Each is marked once the core has heard it: an older word is ignored by the core."""
    for progress in told:
        await offices.host.tell(progress)
        heard = {"its_ref": progress.ref, "its_seq": progress.seq}
        await offices.host.write(lambda s, h=heard: s.connection().execute(HEARD, h))  # type: ignore[misc]


async def tell_again(offices: Offices) -> None:
    """What a crash, or a core that was away, has swallowed; nothing is left out for good."""
    await tell(offices, await offices.host.read(lambda s: _untold(s, offices)))


def _untold(session: Session, offices: Offices) -> Sequence[Progress]:
    query = select(Booking).where(UNTOLD).order_by(col(Booking.day), col(Booking.ref))
    return [
        showing.progress(offices, one, booked.proposal_of(session, one))
        for one in session.scalars(query.limit(AT_ONCE))
    ]
