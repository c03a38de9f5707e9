"""What could go along with each choice of a question (a ride there and back), before there is an
offer: asked of the services that go with appointments, said on the choice, and put first.

Only for whoever needs it: by what their record says, or because they had it beside an appointment
before. What was found is kept with the draft, so that further pages come in the same order and no
choice is ever passed over; nothing is held, and a choice without it stays a choice.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from senior_life.contract import Answers, Appointment, Option, Service, Trouble
from senior_life.direct import Direct
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.people import ResidentRow
from senior_life.storage.types import table
from senior_life.storage.values import to_json
from senior_life.usecases.along import Along
from senior_life.usecases.callers import caller
from senior_life.usecases.drafts import Draft
from senior_life.usecases.host import line_to
from senior_life.usecases.practice import is_alike
from senior_life.usecases.questions import (
    CHOSEN_KINDS,
    Page,
    along_first,
    every_option,
    page_from,
)
from senior_life.usecases.town import Town

REMEMBERED = timedelta(days=365)
HOLDS_FOR = timedelta(minutes=15)
"""Older than this it is looked up anew, when somebody comes back to the question."""
MOST_VISITS = 4
"""Of a choice that leaves many times open: so many of them, spread out."""
MOST = 60
"""Choices of one question that are looked at."""


def _needs() -> Select[Any]:
    person = table(ResidentRow)
    return select(person.c.needs).where(person.c.ref == bindparam("whose"))


def _had() -> Select[Any]:
    """Services that went with an appointment of another."""
    one, lead = table(BookingRow), table(BookingRow).alias()
    return (
        select(one.c.service)
        .join(lead, lead.c.ref == one.c.goes_with)
        .where(
            one.c.resident == bindparam("whose"),
            lead.c.service != one.c.service,
            one.c.is_whole,
            one.c.ends > bindparam("since"),
        )
        .distinct()
    )


NEEDS, HAD = Direct(_needs()), Direct(_had())


async def looked_up(
    town: Town, draft: Draft, card: Page | None = None
) -> tuple[Draft, Page | None]:
    """The draft with what could go along with the choices of its question, and its card, if it is
    known. Whatever goes wrong, the question is asked all the same."""
    step, others = draft.walk.asks, _others(town, draft)
    if draft.state != "asking" or step is None or step.kind not in CHOSEN_KINDS or not others:
        return draft, card
    if is_known(draft, town.now()) or (card and not any(one.leads_to for one in card.choices)):
        return draft, card
    who = draft.who.ref
    needed = await town.store.read(lambda s: _needed(s, who, others, town.now()))
    if not needed:
        return draft, card
    try:
        every = await _options(town, draft)
    except Trouble:
        return draft, card
    values = {one.id: await _with(town, draft, one, every) for one in needed}
    mark = mark_of(draft.walk.current, draft.walk.so_far)
    found = replace(draft, along=Along(mark, town.now(), values))
    known = along(town, found)
    return found, replace(page_from(step, along_first(step, every, known)), along=known)


def is_known(draft: Draft, now: datetime) -> bool:
    """Whether it was looked up for this very question, and not long ago."""
    mark = mark_of(draft.walk.current, draft.walk.so_far)
    at = draft.along.at
    return draft.along.mark == mark and at is not None and now - at < HOLDS_FOR


def along(town: Town, draft: Draft) -> Mapping[str, tuple[Service, ...]]:
    """By a choice's value, the services that could go with it, as far as it was looked up."""
    if draft.along.mark != mark_of(draft.walk.current, draft.walk.so_far):
        return {}
    found: dict[str, tuple[Service, ...]] = {}
    for name, values in draft.along.values.items():
        service: Service | None = town.registry.services.get(name)
        if service is not None and is_alike(town, name, draft.service.id):
            for value in values:
                found[value] = (*found.get(value, ()), service)
    return found


def mark_of(step: str, so_far: Answers) -> str:
    """Of a question, and all that it depends on."""
    said = json.dumps([step, to_json(so_far)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _others(town: Town, draft: Draft) -> list[Service]:
    mine = draft.service.id
    return [
        one
        for one in town.registry.services.values()
        if one.along is not None and one.id != mine and is_alike(town, one.id, mine)
    ]


def _needed(s: Session, resident: str, services: Sequence[Service], now: datetime) -> list[Service]:
    person = NEEDS.first(s, {"whose": resident})
    needs = set(person.needs) if person else set()
    remembered = {"whose": resident, "since": now - REMEMBERED}
    had = {found.service for found in HAD.all(s, remembered)}
    return [one for one in services if one.along_for & needs or one.id in had]


async def _options(town: Town, draft: Draft) -> list[Option]:
    step = draft.walk.asks
    assert step is not None  # noqa: S101 -- looked_up saw to it
    line = line_to(town, draft.service.id)
    return [one async for one in every_option(line, draft.who, step, draft.walk.so_far)]


async def _with(
    town: Town, draft: Draft, service: Service, options: Sequence[Option]
) -> tuple[str, ...]:
    """The choices with which this service could go."""
    leads = {one.value: spread(one.leads_to) for one in options[:MOST] if not one.is_full}
    whats = [what for some in leads.values() for what in some]
    if not whats:
        return ()
    asks = draft.who
    try:
        who = await town.store.read(
            lambda s: caller(s, service, asks.ref, asks.channel, asks.made_by, asks.language)
        )
    except Trouble:  # hidden just now
        return ()
    fit = await line_to(town, service.id).fits_around(who, whats)
    return tuple(value for value, some in leads.items() if any(what in fit for what in some))


def spread(visits: tuple[Appointment, ...]) -> tuple[Appointment, ...]:
    """A few of many, the first and the last among them."""
    if len(visits) <= MOST_VISITS:
        return visits
    apart = (len(visits) - 1) / (MOST_VISITS - 1)
    return tuple(visits[round(n * apart)] for n in range(MOST_VISITS))
