"""What a town's database says, read beside the town or after its death."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, col, select

from senior_life.contract import State
from senior_life.storage import open_store
from senior_life.storage.tables.bookings import BookingRow
from services.counter_reservation.availability import moment
from services.counter_reservation.tables import Booking, Claim


class Ledger(NamedTuple):
    """``states`` of the core's bookings; ``provided``: when the service's own begin; ``taken``:
    when the slots begin that nobody else can have any more."""

    states: list[str]
    provided: list[datetime]
    taken: list[datetime]


def ledger(data: Path) -> Ledger:
    with closing(open_store(f"sqlite:///{data}/town.sqlite")) as store:
        return store.read_now(_read)


def _read(s: Session) -> Ledger:
    kept = s.exec(select(Booking).where(col(Booking.state) == State.CONFIRMED.value)).all()
    claims = s.exec(
        select(Claim).where(col(Claim.holds_until).is_(None)).order_by(col(Claim.unit).desc())
    ).all()
    first = {claim.slot: moment(claim.day, claim.unit) for claim in claims}
    return Ledger(
        list(s.exec(select(BookingRow.state)).all()),
        [moment(one.day, one.first) for one in kept],
        list(first.values()),
    )
