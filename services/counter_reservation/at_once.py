"""The yes of nearly everyone: a hold that nothing stands in the way of becomes a booking.

Five statements and no object of the tables. Whatever is not as expected is left, unchanged, to
``confirming``, which would come to the same booking.
"""

from types import SimpleNamespace
from typing import Any

from sqlalchemy import Insert, Select, bindparam, exists, insert, select
from sqlmodel import Session, col

from senior_life.contract import Caller, State
from senior_life.direct import Direct
from senior_life.providing import draw, new_number
from services.counter_reservation import booked, showing, slots
from services.counter_reservation.booked import KEYS
from services.counter_reservation.offices import Offices
from services.counter_reservation.tables import Applied, Booking, Hold, Pause


def _held() -> Select[Any]:
    """The hold, whether its key was used before, and whether its counter closed since."""
    is_applied = exists().where(col(Applied.key) == bindparam("its_key"))
    is_paused = exists().where(
        col(Pause.day) == col(Hold.day),
        col(Pause.counter) == col(Hold.counter),
        col(Pause.lifted_at).is_(None),
        col(Pause.since) < col(Hold.first) + col(Hold.units),
        col(Pause.until) > col(Hold.first),
    )
    return select(
        *(col(getattr(Hold, name)) for name in Hold.model_fields),
        is_applied.label("is_applied"),
        is_paused.label("is_paused"),
    ).where(col(Hold.slot) == bindparam("its_slot"))


def _add() -> Insert:
    """The booking, if nobody has its number."""
    columns = Booking.metadata.tables[str(Booking.__tablename__)].c
    values = {one.key: bindparam(one.key, type_=one.type) for one in columns}
    is_taken = exists().where(col(Booking.number) == values["number"])
    return insert(Booking).from_select(list(values), select(*values.values()).where(~is_taken))


HELD, ADD = Direct(_held()), Direct(_add())


def book(session: Session, offices: Offices, who: Caller, slot: str, key: str) -> Any:
    """The booking's columns; None: this is no such yes."""
    hold = HELD.first(session, {"its_slot": slot, "its_key": key})
    if hold is None or hold.is_applied or hold.is_paused or hold.replacing:
        return None
    if booked.has_begun(offices, who, hold):
        return None
    if hold.resident != who.ref or not slots.keep(session, hold, None):
        return None
    now = offices.host.now()
    letters = offices.offices[hold.office].letters
    new = booked.columns(offices, who, hold, draw(letters), State.CONFIRMED)
    new["slot"] = slot
    new["undo_until"] = showing.undo_until(offices, showing.starts_at(hold), now)
    while not ADD.count(session, new):
        new["number"] = new_number(session, col(Booking.number), letters)
    slots.forget(session, hold)
    KEYS.remember(session, key, new["ref"], now)
    return SimpleNamespace(**new)
