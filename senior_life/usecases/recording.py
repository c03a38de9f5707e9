"""What a provider says becomes the booking: checked against the table of moves, and remembered."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import Update, bindparam, insert, update
from sqlmodel import Session

from senior_life.contract import Caller, Offer, Progress, Service, State
from senior_life.direct import Direct
from senior_life.flows.states import may_move
from senior_life.storage import new_ref
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.events import EventRow
from senior_life.storage.types import table
from senior_life.storage.values import from_json, to_json
from senior_life.usecases.clashes import name_of
from senior_life.usecases.reminders import STANDS, Standing, remind, settle
from senior_life.usecases.together import flag_others

log = structlog.get_logger()
INSERT = Direct(insert(table(EventRow)))
ANSWER = ("ref", "state", "seq", "provider_ref", "starts", "ends", "progress", "changed_at")


@dataclass(frozen=True, slots=True)
class Yes:
    """What was agreed to, and the key under which the provider hears of it."""

    booking: str
    key: str
    service: Service
    who: Caller
    offer: Offer


@dataclass(frozen=True, slots=True)
class Answered:
    """A booking as its provider's first word leaves it."""

    ref: str
    town: str
    resident: str
    state: str
    seq: int
    starts: datetime | None
    ends: datetime | None


def _answered() -> Update:
    """The provider's first word, if nobody has written it down yet."""
    booking = table(BookingRow)
    return (
        update(booking)
        .where(
            booking.c.ref == bindparam("its_ref"),
            booking.c.state == State.REQUESTED.value,
            booking.c.provider_ref == "",
        )
        .values({name: bindparam(f"its_{name}") for name in ANSWER[1:]})
    )


ANSWERED = Direct(_answered())


def record_first(s: Session, yes: Yes, progress: Progress, town: str, now: datetime) -> None:
    """The answer to a yes; a twin that came earlier has written down the same."""
    row = Answered(
        yes.booking,
        town,
        yes.who.ref,
        progress.state.value,
        progress.seq,
        progress.starts,
        progress.ends,
    )
    new = {
        "its_ref": row.ref,
        "its_state": row.state,
        "its_seq": row.seq,
        "its_provider_ref": progress.ref,
        "its_starts": row.starts,
        "its_ends": row.ends,
        "its_progress": to_json(progress),
        "its_changed_at": now,
    }
    if ANSWERED.count(s, new):
        append(s, row, "confirmed", yes.who.made_by, yes.who.channel.value, now)
        remind(s, yes.service, row, now, yes.offer.summary, is_new=True, own=progress.reminds)


def record(
    s: Session,
    service: Service,
    row: BookingRow,
    progress: Progress,
    what: str,
    by: str,
    channel: str,
    now: datetime,
) -> bool:
    """Whether it was news: an older ``seq`` and an illegal move are ignored.

    What was agreed to since, with CONFIRMED, is from now on what was agreed to.
    """
    old, is_first = State(row.state), row.progress is None
    if not is_first and progress.seq <= row.seq:
        return False
    if not may_move(old, progress.state):
        log.error("illegal_move", booking=row.ref, old=old, new=progress.state)
        return False
    before: Progress | None = from_json(row.progress)
    if progress.state is State.CONFIRMED and progress.offer is not None:
        row.offer, progress = to_json(progress.offer), replace(progress, offer=None)
    is_other = before is not None and before.reminds != progress.reminds
    is_changed = (row.starts, row.state) != (progress.starts, progress.state)
    row.state, row.seq, row.provider_ref = progress.state.value, progress.seq, progress.ref
    row.starts, row.ends = progress.starts, progress.ends
    row.progress, row.changed_at = to_json(progress), now
    append(s, row, what, by, channel, now)
    if is_changed and not is_first:
        settle(s, row.ref, now, *STANDS)
    if is_first or is_other or is_changed:
        remind(s, service, row, now, name_of(row), is_first, progress.reminds)
        flag_others(s, row, now)
    return True


def fail(s: Session, row: BookingRow, says: object, now: datetime) -> None:
    """The provider refused: nothing was booked."""
    row.state, row.changed_at = State.FAILED.value, now
    append(s, row, "refused", row.made_by, row.channel, now, says)


def append(
    s: Session,
    row: Standing,
    what: str,
    by: str,
    channel: str,
    now: datetime,
    detail: object = None,
) -> None:
    event = {
        "ref": new_ref(now),
        "town": row.town,
        "booking": row.ref,
        "at": now,
        "what": what,
        "state": row.state,
        "seq": row.seq,
        "by": by,
        "channel": channel,
        "detail": to_json(detail),
    }
    INSERT.count(s, event)
