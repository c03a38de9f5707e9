"""Which services take no bookings now, as every yes and every question finds it.

On PostgreSQL a stop waits for the yeses under way, and those that come after wait for the stop:
each shares the table until its commit, and a stop has it alone. SQLite has one writer anyway.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, text
from sqlmodel import Session

from senior_life.contract import Answers, Gone, Kind, Offer, Service, Step, Text, words
from senior_life.direct import Direct
from senior_life.storage.tables.stops import OPEN_END, StopRow
from senior_life.storage.types import table
from senior_life.usecases.practice import refuse_hidden
from senior_life.usecases.town import Town
from senior_life.words.calendar import local

_ = words("senior_life")


class Stopped(Gone):
    """The service takes no bookings for that day."""


@dataclass(frozen=True, slots=True)
class Stop:
    """As in ``StopRow``, while it is in force."""

    ref: str
    service: str
    place: str
    first: date
    last: date
    why: str
    by: str
    at: datetime

    @property
    def is_open_end(self) -> bool:
        return self.last == OPEN_END

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def says(self, service: Service) -> Text:
        """To a resident, in one or two sentences."""
        closed = (
            _("{service} takes no bookings just now.", service=service.name)
            if self.is_open_end
            else _("{service} takes no more bookings for today.", service=service.name)
        )
        return _("{closed} Reason: {why}.", closed=closed, why=self.why) if self.why else closed

    @property
    def says_briefly(self) -> Text:
        """On its tile."""
        if self.is_open_end:
            return _("No bookings are taken just now.")
        return _("No more bookings for today. Other days are open.")


def _standing() -> Select[Any]:
    stop = table(StopRow).c
    columns = [stop[field.name] for field in fields(Stop)]
    in_force = stop.last >= bindparam("today"), stop.ended_at.is_(None)
    return select(*columns).where(*in_force).order_by(stop.at)


STANDING = Direct(_standing())
STANDING_SHARED = Direct(_standing().with_for_update(read=True))


def standing(s: Session, now: datetime, shares: bool = False) -> tuple[Stop, ...]:
    """Those in force, the oldest first. ``shares``: none is added before this transaction ends."""
    found = (STANDING_SHARED if shares else STANDING).all(s, {"today": local(now).date()})
    return tuple(Stop(*one) for one in found)


async def whole(town: Town) -> list[Stop]:
    """Those of whole services, in force now."""
    found = await town.store.read(lambda s: standing(s, town.now()))
    return [one for one in found if not one.place]


def share(s: Session) -> None:
    """As ``standing(shares=True)`` for a serializable transaction, whose first statement it must
    be: a later one would not see what was committed while it waited."""
    _lock(s, "row share")


def keep_alone(s: Session) -> None:
    """Until the end of this transaction nobody says yes."""
    _lock(s, "exclusive")


def _lock(s: Session, mode: str) -> None:
    if s.get_bind().dialect.name == "postgresql":
        s.execute(text(f"lock table {StopRow.__tablename__} in {mode} mode"))


def refuse_stopped(
    s: Session, now: datetime, whats: Sequence[tuple[Service, Offer]], resident: str
) -> None:
    """Within the transaction of a yes to all of them. Raises Stopped, or Unknown for what is
    hidden from this resident."""
    stops = standing(s, now, shares=True)
    refuse_hidden(s, [service.id for service, _offer in whats], resident)
    if not stops:
        return
    for service, offer in whats:
        stop = stop_of(stops, service, offer, now)
        if stop is not None:
            raise Stopped(stop.says(service))


def stop_of(stops: Iterable[Stop], service: Service, offer: Offer, now: datetime) -> Stop | None:
    """The one that stands in the way of an offer."""
    day = day_of(service, offer, now)
    return next(
        (
            one
            for one in stops
            if one.service == service.id and one.covers(day) and one.place in {"", offer.served_at}
        ),
        None,
    )


def day_of(service: Service, offer: Offer, now: datetime) -> date:
    """What is wanted without any day is wanted now."""
    if offer.starts is not None:
        return local(offer.starts).date()
    return answered_day(service, offer.answers) or local(now).date()


def answered_day(service: Service, answers: Answers) -> date | None:
    step = day_step(service)
    said = answers.get(step.name) if step else None
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:  # a month, of which the days are asked
        return None


def day_step(service: Service) -> Step | None:
    return next((step for step in service.steps if step.kind is Kind.DATE), None)
