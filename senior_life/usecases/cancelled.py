"""What was cancelled of late, of any service: who, what, when, by whom, and the number to call."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from senior_life.contract import (
    Channel,
    Column,
    Line,
    Offer,
    Person,
    Phone,
    Service,
    State,
    Table,
    Value,
    words,
)
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.events import EventRow
from senior_life.storage.values import from_json
from senior_life.usecases.clashes import day_bounds
from senior_life.usecases.people import rows_of
from senior_life.usecases.suspension import UPKEEP
from senior_life.usecases.town import Town

_ = words("senior_life")
CANCELLED = "cancelled"
MOST = 500
STAFF, DEVICE = "staff:", "device:"
COLUMNS = (
    Column("resident", _("Name")),
    Column("phone", _("Telephone")),
    Column("what", _("What")),
    Column("when", _("For when")),
    Column("at", _("Cancelled at")),
    Column("by", _("Cancelled by")),
)


async def cancelled(town: Town, service: Service, day: date, place: str) -> Table:
    """Since the day before, the latest first. ``place``: only what was served there; empty: all.

    What was given back before it was ever booked as a whole (a plan that failed) is not among it.
    """
    lines: list[Line] = await town.store.read(lambda s: _lines(s, town, service, day, place))
    first = day - timedelta(days=1)
    title = _("Cancelled since {first:day}: {service}", first=first, service=service.name)
    return Table(CANCELLED, title, COLUMNS, tuple(lines))


def _lines(s: Session, town: Town, service: Service, day: date, place: str) -> list[Line]:
    found = [
        (event, row, offer)
        for event, row in _found(s, town, service, day)
        if (offer := from_json(row.offer)).served_at == place or not place
    ]
    people = rows_of(s, {row.resident for _event, row, _offer in found})
    numbers = {ref: one.phone for ref, one in people.items()}
    return [_line(event, row, offer, numbers.get(row.resident, "")) for event, row, offer in found]


def _found(
    s: Session, town: Town, service: Service, day: date
) -> Sequence[tuple[EventRow, BookingRow]]:
    """A booking once, by the event that ended it."""
    since, until = day_bounds(day - timedelta(days=1))[0], day_bounds(day)[1]
    asked = (
        select(EventRow, BookingRow)
        .join(BookingRow, col(BookingRow.ref) == col(EventRow.booking))
        .where(
            EventRow.state == State.CANCELLED.value,
            EventRow.at >= since,
            EventRow.at < until,
            BookingRow.service == service.id,
            BookingRow.town == town.id,
            col(BookingRow.is_whole),
        )
        .order_by(col(EventRow.at).desc(), col(EventRow.ref).desc())
        .limit(MOST)
    )
    first = {row.ref: (event, row) for event, row in s.exec(asked)}
    return list(first.values())


def _line(event: EventRow, row: BookingRow, offer: Offer, number: str) -> Line:
    starts = offer.starts
    when: Value = _("{day:day}, {at:clock}", day=starts, at=starts) if starts else ""
    cells = (
        Person(row.resident),
        Phone(number) if number else "",
        offer.title or offer.summary,
        when,
        _("{day:near}, {at:clock}", day=event.at, at=event.at),
        _by(event),
    )
    return Line(row.ref, cells, state=CANCELLED)


def _by(event: EventRow) -> Value:
    if event.by == UPKEEP.ref:
        return _("The town")
    if event.by.startswith(STAFF):
        return Person(event.by.removeprefix(STAFF), "staff")
    if not event.by.startswith(DEVICE):
        return _("The provider")
    return _("Family") if event.channel == Channel.FAMILY else _("The resident")
