"""Boards of notices: what a resident may read, that it was read, and what was answered."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

from sqlmodel import Session

from senior_life.contract import (
    HELP,
    Answers,
    Board,
    Caller,
    Gone,
    How,
    Notice,
    Service,
    Trouble,
    Wanted,
    words,
)
from senior_life.usecases import access
from senior_life.usecases import help as wishes
from senior_life.usecases.access import Reader
from senior_life.usecases.callers import caller, refuse_suspended
from senior_life.usecases.host import line_to
from senior_life.usecases.practice import PERIODS, practises, was_practised
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Unknown

T = TypeVar("T")
_ = words("senior_life")
UNREAD = Wanted(is_unread=True)
MOST_URGENT = 3


@dataclass(frozen=True, slots=True)
class Posted:
    """A notice, and on whose board it hangs."""

    service: Service
    notice: Notice


async def notices(
    town: Town, reader: Reader, service: str, wanted: Wanted, page: int = 0
) -> Sequence[Posted]:
    """One page of what this resident may read."""
    found = board_of(town, service)
    seen = await _asked(town, reader, found, lambda b, who: b.notices(who, wanted, page))
    periods = await town.store.read(partial(_practised, service=found, reader=reader))
    return [Posted(found, one) for one in seen if not was_practised(periods, one.published_at)]


async def open_notice(town: Town, reader: Reader, service: str, ref: str) -> Posted:
    found = board_of(town, service)
    seen = await _asked(town, reader, found, lambda b, who: b.open(who, ref))
    periods = await town.store.read(partial(_practised, service=found, reader=reader))
    if was_practised(periods, seen.published_at):
        raise Unknown(_("This cannot be found. Please go back and try again."))
    return Posted(found, seen)


async def receipt(town: Town, reader: Reader, service: str, ref: str, how: How) -> None:
    """The end was reached."""
    found = board_of(town, service)
    await _asked(town, reader, found, lambda b, who: b.receipt(who, ref, how))


async def respond(town: Town, reader: Reader, service: str, ref: str, answers: Answers) -> Posted:
    """A wish for help is on the desk's list before the service hears of it."""
    found = board_of(town, service)
    if any(HELP in ((one,) if isinstance(one, str) else one) for one in answers.values()):
        seen = await open_notice(town, reader, service, ref)
        await wishes.call_from(town, reader, found.id, ref, seen.notice.title)
    done = await _asked(town, reader, found, lambda b, who: b.respond(who, ref, answers))
    return Posted(found, done)


async def unread(town: Town, reader: Reader) -> Sequence[Posted]:
    """Of all boards, as many as fit a page of each; a board that does not answer says nothing."""
    return await _of_all(town, reader, UNREAD)


async def urgent(town: Town, reader: Reader) -> Sequence[Posted]:
    """Those unread ones that must not wait, with their text and what they ask."""
    listed = [one for one in await unread(town, reader) if one.notice.is_urgent]
    found: list[Posted] = []
    for one in listed[:MOST_URGENT]:
        full = await open_notice(town, reader, one.service.id, one.notice.ref)
        found.append(replace(full, notice=replace(full.notice, calls=one.notice.calls)))
    return found


async def mark(town: Town) -> str:
    """Another one after a notice came out, or went, on any board; it tells nothing else."""
    refs = [f"{name} {ref}" for name in _boards(town) for ref in await _newest(town, name)]
    return sha256("\n".join(refs).encode()).hexdigest()


async def happening(town: Town, reader: Reader, day: date) -> Sequence[Posted]:
    """What notices announce for that day."""
    return await _of_all(town, reader, Wanted(on=day))


def board_of(town: Town, service: str) -> Service:
    found: Service | None = town.registry.get(service)
    if found is None or found.board is None:
        raise Unknown(_("This service is not offered here."))
    return found


async def _of_all(town: Town, reader: Reader, wanted: Wanted) -> Sequence[Posted]:
    found: list[Posted] = []
    for name in _boards(town):
        try:
            found += await notices(town, reader, name, wanted)
        except Trouble:
            continue  # its tile says so
    return found


def _boards(town: Town) -> list[str]:
    return [name for name, one in town.registry.services.items() if one.board is not None]


async def _newest(town: Town, service: str) -> Sequence[str]:
    try:
        return await line_to(town, service).board(lambda board: board.newest())
    except Trouble:
        return ()  # when it answers again, that is news too


async def _asked(
    town: Town,
    reader: Reader,
    service: Service,
    asks: Callable[[Board, Caller], Awaitable[T]],
) -> T:
    """Unknown, in the same words, for what there is not and what is not for this resident."""
    whom = access.require_resident(reader)
    who = await town.store.read(partial(_caller, service=service, whom=whom, reader=reader))
    try:
        return await line_to(town, service.id).board(lambda board: asks(board, who))
    except Gone as gone:
        raise Unknown(gone.says) from gone


def _practised(s: Session, service: Service, reader: Reader) -> Sequence[Any]:
    """When the board was practised: what came out then is never a resident's, only of whoever
    practises."""
    periods = PERIODS.all(s, {"its_service": service.id})
    return () if periods and practises(s, access.require_resident(reader)) else periods


def _caller(s: Session, service: Service, whom: str, reader: Reader) -> Caller:
    refuse_suspended(s, whom)
    return caller(s, service, whom, "touch", reader.ref, reader.language)
