"""What may be done to bookings; ``following`` shows them."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from senior_life.contract import (
    Answer,
    Answers,
    Offer,
    Progress,
    Service,
    Staff,
    State,
    Trouble,
    words,
)
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.habits import HABIT_ENDED, HabitRow
from senior_life.storage.values import from_json, to_json
from senior_life.usecases import access, clashes, stops, together
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import caller
from senior_life.usecases.carrying import deliver, may_follow, stays
from senior_life.usecases.drafts import service_of, stale
from senior_life.usecases.following import (
    Followed,
    by_telephone,
    follow,
    followed,
    past,
    upcoming,
)
from senior_life.usecases.host import line_to
from senior_life.usecases.late import not_offered, refuse_unoffered
from senior_life.usecases.line import NoAnswer
from senior_life.usecases.practice import refuse_hidden
from senior_life.usecases.recording import record
from senior_life.usecases.together import CHANGE
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict

_ = words("senior_life")
ACCEPT = "accept"
PLANNING = Reader(staff=Staff("planning"), name="planning")
"""By whom the parts of a plan are given back that came to nothing."""
__all__ = ["Followed", "act", "by_telephone", "finish", "follow", "followed", "past", "upcoming"]


async def act(
    town: Town,
    reader: Reader,
    ref: str,
    action: str,
    seq: int,
    answers: Answers | None = None,
    channel: str = "touch",
) -> Followed:
    """Do to a booking what it offers: cancel, accept, decline …; a double tap does it once.

    Written down before the provider hears of it, so that after a crash it is finished with the
    same key. Raises TooLate after its deadline, Stale when ``seq`` is no longer the newest.
    """
    booking = await follow(town, reader, ref)
    access.require_change(reader, booking.resident)
    if not booking.is_offered:
        raise Conflict(by_telephone(town.pack.phone))
    if booking.progress is None and booking.state is State.REQUESTED:
        await deliver(town, ref)
    made_by, now = reader.ref, town.now()
    opening = Opening(ref, action, seq, answers or {}, made_by, channel, now)
    wanted = [opening]
    if action == together.CANCEL_ALL:
        cancel = replace(opening, action=together.CANCEL)
        others = [one for one in booking.others if one.may_be_cancelled]
        wanted = [cancel, *(replace(cancel, booking=one.ref, seq=one.seq) for one in others)]

    def work(s: Session) -> list[str]:
        if action == ACCEPT:
            stops.share(s)
        if action == together.CANCEL_REST:
            end_habit(s, ref)
        all_of_it = _rest(s, opening) if action == together.CANCEL_REST else wanted
        return [open_act(town, s, one) for one in all_of_it]

    keys: list[str] = await town.store.write(work)
    for key in keys:
        await finish(town, key)
    return await follow(town, reader, ref)


async def finish(town: Town, key: str) -> None:
    """Carry an act that was written down to its provider; safe to repeat."""
    row: ActRow = await town.store.read(lambda s: s.get_one(ActRow, key))
    if row.done_at is None and await may_follow(town, row):
        await line_to(town, row.service).once(key, lambda: _carry(town, row))


@dataclass(frozen=True, slots=True)
class Opening:
    """An act that shall be written down before the provider hears of it."""

    booking: str
    action: str
    seq: int
    answers: Answers
    made_by: str
    channel: str
    now: datetime

    @property
    def key(self) -> str:
        """The same for the same act on the same state of the booking."""
        said = json.dumps(to_json(self.answers), sort_keys=True)
        mark = hashlib.sha256(f"{self.action} {said}".encode()).hexdigest()[:16]
        return f"{self.booking}-{self.seq}-{mark}"


def _rest(s: Session, opening: Opening) -> list[Opening]:
    """This one, whatever goes with it, and all later ones of its habit that can be cancelled."""
    row, cancel = s.get_one(BookingRow, opening.booking), together.CANCEL
    found = [
        replace(opening, action=cancel, booking=one.ref, seq=one.seq)
        for one in together.rows_of_habit(s, row)
        if one.ref != row.ref and together.may_cancel(from_json(one.progress))
    ]
    return [replace(opening, action=cancel), *found]


def end_habit(s: Session, booking: str) -> None:
    """Nothing more is booked of it; what stands is another matter."""
    row = s.get_one(BookingRow, booking)
    habit = s.get(HabitRow, row.habit, with_for_update=True) if row.habit else None
    if habit is not None:
        habit.state = HABIT_ENDED


def open_act(town: Town, s: Session, asked: Opening) -> str:
    """The key under which ``finish`` carries it. Raises TooLate, Stale, Conflict."""
    row = s.get_one(BookingRow, asked.booking, with_for_update=True)
    known = s.get(ActRow, asked.key)
    if known and (known.done_at is None or known.came_to == "done"):
        return known.key
    _check(town, s, row, asked)
    taken = _taken(row, asked.action)
    if known:  # refused before; it may be tried again
        known.done_at, known.asked_at = None, asked.now
        return known.key
    s.add(
        ActRow(
            key=asked.key,
            town=row.town,
            booking=row.ref,
            resident=row.resident,
            service=row.service,
            action=asked.action,
            answers=to_json(asked.answers),
            offer=to_json(taken),
            starts=taken.starts if taken else None,
            ends=taken.ends if taken else None,
            made_by=asked.made_by,
            channel=asked.channel,
            asked_at=asked.now,
        )
    )
    return asked.key


def _taken(row: BookingRow, action: str) -> Offer | None:
    """What a proposal is agreed to with; while it is carried, nothing else takes that time."""
    progress: Progress = from_json(row.progress)
    return progress.offer if action == ACCEPT else None


def _check(town: Town, s: Session, row: BookingRow, asked: Opening) -> None:
    """What can be seen without asking the provider."""
    if row.seq != asked.seq or row.progress is None:
        raise stale()
    if not row.is_whole and asked.made_by != PLANNING.ref:
        raise Conflict(_("This booking is just being changed. Please wait a moment."))
    busy = s.exec(
        select(ActRow.key).where(ActRow.booking == row.ref, col(ActRow.done_at).is_(None))
    ).first()
    if busy:
        raise Conflict(_("This booking is just being changed. Please wait a moment."))
    refuse_hidden(s, [row.service], row.resident)
    progress: Progress = from_json(row.progress)
    if asked.action == CHANGE:
        raise not_offered(town)
    refuse_unoffered(town, progress, asked.action, asked.channel)
    if progress.offer is not None and asked.action == ACCEPT:
        clashes.refuse_overlap(s, row.resident, progress.offer, row.ref)
        agreed = [(service_of(town, row.service), progress.offer)]
        stops.refuse_stopped(s, asked.now, agreed, row.resident)


async def _carry(town: Town, act: ActRow) -> None:
    service = service_of(town, act.service)
    row: BookingRow = await town.store.read(lambda s: s.get_one(BookingRow, act.booking))
    who = await town.store.read(
        lambda s: caller(s, service, act.resident, act.channel, act.made_by)
    )
    answers: dict[str, Answer] = from_json(act.answers)
    line = line_to(town, service.id)
    try:
        progress = await line.act(who, row.provider_ref, act.action, answers, act.key)
    except NoAnswer:
        raise
    except Trouble as trouble:
        refusal = trouble
        await town.store.write(lambda s: _refused(town, s, act.key, refusal))
        raise
    await town.store.write(lambda s: _done(town, s, service, act.key, progress))


def _done(town: Town, s: Session, service: Service, key: str, progress: Progress) -> None:
    act = s.get_one(ActRow, key, with_for_update=True)
    if act.done_at is None:
        act.done_at, act.came_to = town.now(), "done"
        row = s.get_one(BookingRow, act.booking, with_for_update=True)
        row.offer = act.offer or row.offer
        record(s, service, row, progress, act.action, act.made_by, act.channel, town.now())


def _refused(town: Town, s: Session, key: str, trouble: Trouble) -> None:
    """Nobody waits for what was to come after something else: they are told."""
    act = s.get_one(ActRow, key, with_for_update=True)
    if act.done_at is None:
        act.done_at, act.came_to = town.now(), "refused"
        if act.after is not None:
            stays(s, s.get_one(BookingRow, act.booking), trouble, town.now())
