"""A provider tells of a change by itself: the desk called a number, an office closed."""

import structlog
from sqlmodel import Session, select

from senior_life.contract import Channel, Progress, Service, State, Text, words
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.values import from_json
from senior_life.usecases.clashes import name_of
from senior_life.usecases.recording import record
from senior_life.usecases.reminders import notify
from senior_life.usecases.town import Town

_ = words("senior_life")
log = structlog.get_logger()
QUIET = {State.UNDER_WAY, State.DONE}
"""The resident is there and knows: no notice is needed."""


async def tell(town: Town, service: Service, progress: Progress) -> bool:
    """The latest ``seq`` wins; the resident gets a notice of what matters to them.

    False: no booking is known by this name (yet).
    """
    known: bool = await town.store.write(lambda s: _told(town, s, service, progress))
    return known


def _told(town: Town, s: Session, service: Service, progress: Progress) -> bool:
    row = s.exec(
        select(BookingRow)
        .where(BookingRow.service == service.id, BookingRow.provider_ref == progress.ref)
        .with_for_update()
    ).first()
    if row is None:
        log.info("told_of_unknown", service=service.id, ref=progress.ref)
        return False
    now, before = town.now(), from_json(row.progress)
    if record(s, service, row, progress, "told", service.id, Channel.COUNTER, now):
        s.flush()
        if progress.state not in QUIET and not _is_as(before, progress):
            kind = "proposal" if progress.state is State.PROPOSED else "change"
            notify(s, row, kind, progress.news or _named(row, progress), now)
    return True


def _named(row: BookingRow, progress: Progress) -> Text:
    """Where it does not stand as agreed, its sentence alone says neither which nor when."""
    if progress.state is State.CONFIRMED:
        return progress.says
    return _("About {what}: {says}", what=name_of(row), says=progress.says)


def _is_as(before: Progress | None, now: Progress) -> bool:
    """Whether a resident would read the same: no notice is needed of that either."""
    if before is None:
        return False
    told = (before.state, before.says, before.news, before.starts)
    return told == (now.state, now.says, now.news, now.starts)
