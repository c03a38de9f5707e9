"""A service takes no more bookings for today, or until it begins again: said at the desk."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from senior_life.contract import Unclear, words
from senior_life.storage import new_ref
from senior_life.storage.tables.stops import OPEN_END, StopRow
from senior_life.usecases import stops
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import recover
from senior_life.usecases.stops import Stop, standing
from senior_life.usecases.town import Town
from senior_life.words.calendar import local

_ = words("senior_life")
LONGEST_WHY = 80


@dataclass(frozen=True, slots=True)
class Stopping:
    """What shall stop, as in ``StopRow``; not ``is_open_end``: it ends by itself with the day."""

    service: str
    place: str = ""
    is_open_end: bool = False
    why: str = ""


async def stop(town: Town, reader: Reader, what: Stopping) -> None:
    """Once this has returned, no booking of that day is made any more; what stands stays.

    A yes that was said before it is carried to its end first. Only a provider that does not answer
    may still confirm one later: nobody can know whether it already has. Said twice, it is one stop.
    """
    require_staff(reader)
    what, now = replace(what, why=what.why.strip().rstrip("。.")), town.now()
    if len(what.why) > LONGEST_WHY:
        raise Unclear(_("Please keep it to {n} characters.", n=LONGEST_WHY))
    await town.store.write_locking(lambda s: _stop(s, reader, what, now))
    await recover(town, what.service)
    await recover_plans(town)


async def begin_again(town: Town, reader: Reader, ref: str) -> None:
    """From now on bookings are taken as ever; of two who say so, the first is written down."""
    require_staff(reader)
    now = town.now()

    def work(s: Session) -> None:
        row = s.get(StopRow, ref, with_for_update=True)
        if row is not None and row.ended_at is None:
            row.ended_at, row.ended_by = now, reader.ref

    await town.store.write_locking(work)


def _stop(s: Session, reader: Reader, what: Stopping, now: datetime) -> None:
    stops.keep_alone(s)
    today = local(now).date()
    last = OPEN_END if what.is_open_end else today
    if any(_is_same(one, what, last) for one in standing(s, now)):
        return
    s.add(
        StopRow(
            ref=new_ref(now),
            service=what.service,
            place=what.place,
            first=today,
            last=last,
            why=what.why,
            by=reader.ref,
            at=now,
        )
    )


def _is_same(one: Stop, what: Stopping, last: date) -> bool:
    return (one.service, one.place, one.last) == (what.service, what.place, last)
