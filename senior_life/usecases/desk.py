"""The work lists of an office: seen and worked on by its own staff alone."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from uuid import uuid4

from sqlmodel import Session

from senior_life.contract import (
    Action,
    Answer,
    Column,
    Desk,
    Line,
    Name,
    Option,
    Progress,
    Service,
    Staff,
    State,
    Table,
    Trouble,
    words,
)
from senior_life.usecases import desk_own, files, telling
from senior_life.usecases.access import Reader, require_staff
from senior_life.usecases.desk_answers import answered
from senior_life.usecases.desk_own import Spot
from senior_life.usecases.desk_people import filled, people_on, staff_on
from senior_life.usecases.host import line_to
from senior_life.usecases.people import known, rows_of
from senior_life.usecases.practice import refuse_others
from senior_life.usecases.receiving import receive
from senior_life.usecases.staff import names_of
from senior_life.usecases.town import Town
from senior_life.usecases.traces import note_watched
from senior_life.usecases.troubles import NotYours, Stale, Unknown

_ = words("senior_life")
SILENT = "silent"
RESIDENT = "resident"
"""The step of an action that is answered with a resident's ref, in every service."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one day and place, by service, and the names of those who stand on them."""

    tables: tuple[tuple[Service, Table], ...]
    people: Mapping[str, Name] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done at the desk; ``item`` None: about the whole list."""

    service: str
    item: str | None
    action: str
    place: str
    day: date
    answers: Mapping[str, Answer] = field(default_factory=dict)


async def places(town: Town, reader: Reader) -> Sequence[Option]:
    """Where this member of staff works: each place once, in the services' own order."""
    staff = require_staff(reader)
    found: dict[str, Option] = {}
    broken: Trouble | None = None
    for service in _with_desk(town):
        try:
            for option in await _places(town, service, staff):
                found.setdefault(option.value, option)
        except Trouble as trouble:
            broken = trouble
    if broken is not None and not found:
        raise broken
    return list(found.values())


async def views(town: Town, reader: Reader, day: date, place: str) -> Lists:
    """NotYours for a place that is not among this reader's; whose names were seen is noted.

    A service whose desk does not answer has one line that says so; the others have their lists.
    """
    staff = require_staff(reader)
    tables: list[tuple[Service, Table]] = []
    is_mine = False
    refused: Trouble = NotYours(_("This list belongs to another office."))
    for service in _with_desk(town):
        try:
            spot = await _spot(town, service, staff, place)
            if spot is not None:
                is_mine = True
                tables += [(service, one) for one in await _all_views(town, spot, day)]
        except Trouble as trouble:
            refused = trouble
            tables.append((service, _silent(service)))
    if not is_mine:
        raise refused
    every = [table for _service, table in tables]
    refs, colleagues = people_on(every), staff_on(every)
    rows = await town.store.read(lambda s: rows_of(s, refs))
    names = await town.store.read(lambda s: names_of(s, colleagues)) if colleagues else {}
    people = {ref: Name(row.name, row.kana) for ref, row in rows.items()}
    shown = tuple((service, filled(service, table, rows, names)) for service, table in tables)
    await note_watched(town, reader, people, "list", f"{place} {day}")
    return Lists(shown, people)


def _silent(service: Service) -> Table:
    """What stands in place of the lists of a service that does not answer."""
    says = Line("", (_("This service does not answer just now."),))
    return Table(SILENT, service.name, (Column("says", _("Services")),), (says,))


async def act(town: Town, reader: Reader, work: Work, key: str = "") -> None:
    """Only what the list itself offers just now; Stale when it is no longer offered, Unclear for
    an answer that is none to its question: then nothing is done."""
    staff = require_staff(reader)
    service = town.registry.get(work.service)
    if service is None or service.desk is None:
        raise Unknown(_("This service is not offered here."))
    spot = await _spot(town, service, staff, work.place)
    if spot is None:
        raise NotYours(_("This list belongs to another office."))
    is_own = work.action in desk_own.ACTS
    tables = await (desk_own.tables if is_own else _views)(town, spot, work.day)
    action = next((one for table in tables for one in _offered(table, work)), None)
    if action is None:
        raise Stale(_("The list has changed. Please look again."))
    work = replace(work, answers=answered(action, work.answers))
    if is_own:
        await desk_own.act(town, reader, spot, work.item, work.action, work.answers)
        return
    await files.require_own(town, reader, action.asks, work.answers)
    await _check_resident(town, service, work.answers.get(RESIDENT, ""))
    progress = await _act(town, service, staff, work, _key(reader, work, key))
    if progress is not None:
        await _received(town, reader, service, work, progress)
        await telling.tell(town, service, progress)


async def _received(
    town: Town, reader: Reader, service: Service, work: Work, progress: Progress
) -> None:
    """Somebody whom the desk named, and who had no booking, has one now."""
    given, offer = work.answers.get(RESIDENT), progress.offer
    if not isinstance(given, str) or not given or offer is None or work.item is not None:
        return
    if progress.state is not State.PROPOSED:
        await receive(town, service, reader.ref, given, progress, offer)


async def _check_resident(town: Town, service: Service, given: Answer) -> None:
    """The contract promises services that this is the ref of somebody who is known, and to whom
    the service is shown."""

    def work(s: Session, ref: str) -> None:
        refuse_others(s, service.id, known(s, ref).is_practice)

    for ref in (given,) if isinstance(given, str) else given:
        if ref:
            await town.store.read(partial(work, ref=ref))


def _key(reader: Reader, work: Work, key: str) -> str:
    """Whoever sends another's key, or uses one key for two things, does not find it done."""
    if not key:
        return uuid4().hex
    whole = json.dumps([reader.ref, work.service, work.item, work.action, work.place, key])
    return hashlib.sha256(whole.encode()).hexdigest()


def _with_desk(town: Town) -> list[Service]:
    return [one for one in town.registry.services.values() if one.desk is not None]


def _desk(town: Town, service: Service) -> Desk:
    if service.desk is None:
        raise Unknown(_("This service is not offered here."))
    return service.desk(town.host_for(service.id))


async def _places(town: Town, service: Service, staff: Staff) -> Sequence[Option]:
    return await line_to(town, service.id).desk(lambda: _desk(town, service).places(staff))


async def _spot(town: Town, service: Service, staff: Staff, place: str) -> Spot | None:
    """None: this member of staff does not work there for that service."""
    found = await _places(town, service, staff)
    mine = next((one for one in found if one.value == place), None)
    if mine is None:
        return None
    every = await _places(town, service, Staff(staff.ref)) if service.serves_by_place else ()
    return Spot(service, mine, staff, is_placed=len(every) > 1)


async def _all_views(town: Town, spot: Spot, day: date) -> Sequence[Table]:
    """With those that the core keeps: one that does not answer can be stopped all the same."""
    own = await desk_own.tables(town, spot, day)
    try:
        its = await _views(town, spot, day)
    except Trouble:
        its = (_silent(spot.service),)
    return (*own, *its) if desk_own.is_stopped(own) else (*its, *own)


async def _views(town: Town, spot: Spot, day: date) -> Sequence[Table]:
    service, staff, place = spot.service, spot.staff, spot.place.value
    return await line_to(town, service.id).desk(
        lambda: _desk(town, service).views(staff, day, place)
    )


async def _act(town: Town, service: Service, staff: Staff, work: Work, key: str) -> Progress | None:
    """As staff of that place alone: a service then knows which list is meant."""
    there = Staff(staff.ref, work.place)
    now, answers = town.now(), work.answers
    return await line_to(town, service.id).desk(
        lambda: _desk(town, service).act(there, work.item, work.action, answers, key, now)
    )


def _offered(table: Table, work: Work) -> Iterator[Action]:
    """The action that is meant, where this list has it."""
    actions = (
        table.actions
        if work.item is None
        else [one for line in table.lines if line.item == work.item for one in line.actions]
    )
    return (action for action in actions if action.name == work.action)
