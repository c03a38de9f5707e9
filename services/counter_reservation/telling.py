"""What the desk or the waiting list changed is told to the core, and again until it was heard."""

from collections.abc import Iterable

from senior_life import providing
from senior_life.contract import Progress
from services.counter_reservation import booked, showing
from services.counter_reservation.offices import Offices
from services.counter_reservation.tables import UNTOLD, Booking


async def tell(offices: Offices, told: Iterable[Progress]) -> None:
    await providing.tell(offices.host, Booking, told)


async def tell_again(offices: Offices) -> None:
    """Nothing is left out for good."""
    await providing.tell_again(
        offices.host,
        Booking,
        UNTOLD,
        lambda s, one: showing.progress(offices, one, booked.proposal_of(s, one)),
    )
