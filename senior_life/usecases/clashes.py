"""What is on a resident's day, and what would clash: nobody can be in two places at once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, literal, select, union_all
from sqlmodel import Session

from senior_life.contract import Engagement, Name, Offer, Progress, Text, words
from senior_life.direct import Direct
from senior_life.flows.states import OCCUPYING
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json
from senior_life.usecases.callers import refuse_suspended
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Busy, Unknown
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
FIRST_YEAR, LAST_YEAR = 1900, 2200
TAKING = [state.value for state in OCCUPYING]


def _overlaps(most: int) -> CompoundSelect[Any]:
    """Bookings of ``whose`` between ``first`` and ``last``, and those being moved there."""
    asked: dict[str, BindParameter[Any]] = {
        name: bindparam(name) for name in ("first", "last", "whose", "own")
    }
    first, last, whose, own = asked.values()
    booked, moving = table(BookingRow).c, table(ActRow).c
    return union_all(
        select(booked.offer, booked.starts, booked.ends, booked.ref, booked.service).where(
            booked.resident == whose,
            booked.ends > first,
            booked.starts < last,
            booked.state.in_([literal(state) for state in TAKING]),
            booked.ref != own,
        ),
        select(moving.offer, moving.starts, moving.ends, moving.booking, moving.service).where(
            moving.resident == whose,
            moving.done_at.is_(None),
            moving.ends > first,
            moving.starts < last,
            moving.booking != own,
        ),
    ).limit(most)


def _between() -> Select[Any]:
    booking = table(BookingRow)
    return (
        booking.select()
        .where(
            booking.c.resident == bindparam("whose"),
            booking.c.ends > bindparam("first"),
            booking.c.starts < bindparam("last"),
            booking.c.state.in_([literal(state) for state in TAKING]),
        )
        .order_by(booking.c.starts)
    )


OVERLAPS, BETWEEN = Direct(_overlaps(1)), Direct(_between())
ALL_OVERLAPS = Direct(_overlaps(20))


def day_of(moment: datetime) -> date:
    return moment.astimezone(TOKYO).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Raises Unknown for a day so far away that nobody means it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unknown(_("This cannot be found. Please go back and try again."))
    first = datetime.combine(day, time.min, TOKYO)
    return first, first + timedelta(days=1)


def refuse_overlap(s: Session, resident: str, offer: Offer | Progress, own: str = "") -> None:
    """Raises Busy, saying which and when, if the resident is elsewhere at that time.

    Raises Suspended, too. The resident's row is locked: of two yeses the second sees the first.
    ``own`` is the booking that is being changed.
    """
    refuse_suspended(s, resident, locks=True)
    found = overlap(s, resident, offer, own)
    if found is not None:
        raise found


def overlap(s: Session, resident: str, offer: Offer | Progress, own: str = "") -> Busy | None:
    """What else the resident has at that time, as a sentence; None: nothing."""
    if offer.starts is None or offer.ends is None:
        return None
    window = {"whose": resident, "first": offer.starts, "last": offer.ends, "own": own}
    found = OVERLAPS.first(s, window)
    return None if found is None else _busy(found)


def overlap_but(
    s: Session, resident: str, offer: Offer | Progress, but: Collection[str]
) -> Busy | None:
    """As ``overlap``, where several bookings move together."""
    if offer.starts is None or offer.ends is None:
        return None
    window = {"whose": resident, "first": offer.starts, "last": offer.ends, "own": ""}
    for found in ALL_OVERLAPS.all(s, window):
        if found.ref not in but:
            return _busy(found)
    return None


def _busy(found: Any) -> Busy:
    return elsewhere(from_json(found.offer), found.starts, found.ends, found.service, found.ref)


def is_at_once(one: Offer, other: Offer) -> bool:
    """Whether somebody would have to be in two places; what has no time never is."""
    if not (one.starts and one.ends and other.starts and other.ends):
        return False
    return one.starts < other.ends and other.starts < one.ends


def elsewhere(
    taken: Offer, starts: datetime, ends: datetime, service: str = "", booking: str = ""
) -> Busy:
    """The sentence that says where the resident is at that time."""
    return Busy(
        _(
            "You already have {what} on {day:day} from {start:clock} to {end:clock}. "
            "Please choose another time.",
            what=taken.title or taken.summary,
            day=day_of(starts),
            start=starts,
            end=ends,
        ),
        service,
        booking,
    )


async def engagements(town: Town, resident: str, day: date, last: date) -> Sequence[Engagement]:
    """What is on those days, so that a service can keep clear of it."""
    begins, ends = day_bounds(day)[0], day_bounds(last)[1]

    def work(s: Session) -> list[Engagement]:
        return [_engagement(row) for row in on_day(s, resident, begins, ends)]

    found: list[Engagement] = await town.store.read(work)
    return found


def within(held: Sequence[Engagement], day: date, last: date) -> Sequence[Engagement]:
    first, end = day_bounds(day)[0], day_bounds(last)[1]
    return [one for one in held if one.ends > first and one.starts < end]


def on_day(s: Session, resident: str, first: datetime, last: datetime) -> Sequence[Any]:
    """The columns of bookings that take up time between two moments, the earliest first."""
    return BETWEEN.all(s, {"whose": resident, "first": first, "last": last})


def name_of(row: BookingRow) -> Text | Name:
    """What it is called in a sentence: its offer's summary, as the resident agreed to it."""
    offer: Offer = from_json(row.offer)
    return offer.summary


def _engagement(row: Any) -> Engagement:
    """Under the provider's own name for it, by which its service recognises it."""
    assert row.starts is not None  # noqa: S101 -- on_day asked for those with times
    assert row.ends is not None  # noqa: S101
    offer: Offer = from_json(row.offer)
    name = row.provider_ref or row.key
    return Engagement(row.service, name, row.starts, row.ends, offer.summary, offer.place)
