"""A booking to take along: its slip and its calendar entry, as its reader may see them."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import Response

from senior_life.api.downloads import download
from senior_life.api.saying import when_of
from senior_life.contract import TOWN_DESK, Phone, Progress, Several, State, Value, words
from senior_life.files.calendar import Entry, render_calendar
from senior_life.files.slip import Slip, render_slip
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed, follow
from senior_life.usecases.people import names_of
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown
from senior_life.words import plain
from senior_life.words.calendar import local

_ = words("senior_life")
STANDING = {State.CONFIRMED, State.UNDER_WAY, State.DONE}
GONE = {State.CANCELLED, State.FAILED}


async def slip_of(town: Town, reader: Reader, ref: str) -> Response:
    told = await tell(town, reader, ref)
    content = await asyncio.to_thread(render_slip, slip(town, told))
    return download(content, "application/pdf", f"slip-{ref}.pdf", is_shown=True)


async def calendar_of(town: Town, reader: Reader, ref: str) -> Response:
    told = await tell(town, reader, ref)
    content = render_calendar(entry(town, told))
    kind = "text/calendar; charset=utf-8"
    return download(content, kind, f"booking-{ref}.ics", is_shown=False)


@dataclass(frozen=True, slots=True)
class Told:
    """A booking that its provider has answered, and the language to tell it in."""

    booking: Followed
    progress: Progress
    name: str
    language: str

    def say(self, value: Value | None) -> str:
        return "" if value is None else plain(value, self.language)


async def tell(town: Town, reader: Reader, ref: str) -> Told:
    booking = await follow(town, reader, ref)
    if booking.progress is None:
        raise Unknown(_("This booking has no number yet. Please try again in a moment."))
    people = await town.store.read(lambda s: names_of(s, [booking.resident]))
    name = people[booking.resident].text if booking.resident in people else ""
    return Told(booking, booking.progress, name, reader.language)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a booking, without those that only say again when, where or what to bring."""

    when: str
    where: str
    bring: tuple[str, ...]
    rest: tuple[tuple[str, str], ...]


def sorted_rows(told: Told) -> Sorted:
    progress, say = told.progress, told.say
    rows = [(say(row.label), say(row.says)) for row in progress.rows]
    is_open = progress.ends == progress.starts
    when = fuller(say(when_of(told.booking) if is_open else progress.starts), rows)
    where = fuller(say(progress.where), rows)
    said = {when, where, say(Several(progress.bring))}
    rest = tuple(row for row in rows if row[1] not in said)
    return Sorted(when, where, tuple(say(thing) for thing in progress.bring), rest)


def fuller(text: str, rows: Sequence[tuple[str, str]]) -> str:
    """A row may say the same and more: until when, on which floor."""
    return next((says for _label, says in rows if text and says.startswith(text)), text)


def slip(town: Town, told: Told) -> Slip:
    rows = sorted_rows(told)
    return Slip(
        town=told.say(town.pack.town.name),
        service=told.say(told.booking.service.name),
        name=told.name,
        number=told.progress.number,
        when=rows.when,
        where=rows.where,
        rows=rows.rest,
        bring=rows.bring,
        next=told.say(told.progress.next),
        undo=undo(town, told),
        phone=told.say(phone_of(town, told.booking)),
        printed_at=local(town.now()),
        state="" if told.booking.state in STANDING else told.say(told.booking.says),
        language=told.language,
    )


def undo(town: Town, told: Told) -> str:
    until = told.progress.undo_until
    if until is None or until <= town.now() or told.booking.state in GONE:
        return ""
    return told.say(_("Possible until {until}.", until=until))


def phone_of(town: Town, booking: Followed) -> Phone:
    own = booking.service.phone
    return town.pack.phone if own is None or own == TOWN_DESK else own


def entry(town: Town, told: Told) -> Entry:
    """Raises Unknown while there is no time to put into a calendar."""
    progress = told.progress
    if progress.starts is None:
        raise Unknown(_("This booking has no time yet."))
    rows = sorted_rows(told)
    return Entry(
        uid=f"{told.booking.ref}@{town.id}",
        seq=told.booking.seq,
        summary=told.say(told.booking.service.name),
        starts=progress.starts,
        ends=progress.ends,
        where=rows.where,
        about="\n".join(about(told, rows, phone_of(town, told.booking))),
        made_at=town.now(),
        alarms=() if progress.ends == progress.starts else told.booking.service.reminders,
        is_cancelled=told.booking.state in GONE,
    )


def about(told: Told, rows: Sorted, phone: Phone) -> Iterator[str]:
    yield told.say(_("Number {number}", number=told.progress.number))
    for label, says in rows.rest:
        yield f"{label}: {says}"
    if rows.bring:
        yield told.say(_("What to bring"))
    for thing in rows.bring:
        yield f"- {thing}"
    yield told.say(_("Telephone {phone}", phone=phone))
