"""A router is asked: for stops and depots in the background, for a door before it is quoted.

Nobody waits for a router longer than ``QUOTE_SECONDS``. While it does not answer, what it has not
measured yet is reckoned from straight lines, and only the round of the minute tries it again.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.dispatch import Drive, Point
from services.on_demand_transport import mapping, routers, sheets
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack_extract import Extract
from services.on_demand_transport.roads import Block, blocks, finer
from services.on_demand_transport.routers import Fault, NoAnswer
from services.on_demand_transport.tables import Hold, Ride, Trip

QUOTE_SECONDS = 2.0
ROUND_SECONDS = 8.0
"""The provider's round has twenty in all."""
AT_ONCE = 6  # questions in one round; the rest a minute later
SEARCHES = 10
"""In one question to a graph: so many last about a second in a large town."""
ENDS = ("board_lat", "board_lon", "leave_lat", "leave_lon")
EXPECTED = (State.WAITING, State.PROPOSED, State.CONFIRMED, State.UNDER_WAY)


class Question(NamedTuple):
    """``instead``: the sheet that its answer replaces."""

    block: Block
    instead: str = ""


async def upkeep(network: Network) -> None:
    """What is missing or old, a few questions in each round; a silent router is tried again."""
    gone = await network.host.read(lambda session: _outlived(session, network))
    if gone:
        await network.host.write(lambda session: sheets.forget(session, gone))
    if network.source is None:
        return
    if isinstance(network.source, Extract) and not await mapping.attend(network, network.source):
        return
    asked = await network.host.read(lambda session: _due(session, network))
    if not asked:
        return
    is_ours = await network.host.write(lambda session: sheets.claim(session, network))
    if is_ours:
        await _ask(network, _for_a_round(network, asked), ROUND_SECONDS)


def _for_a_round(network: Network, asked: list[Question]) -> list[Question]:
    """A graph is this machine's own, and small questions are asked of it while there is time."""
    if not isinstance(network.source, Extract):
        return asked[:AT_ONCE]
    return [Question(part, one.instead) for one in asked for part in finer(one.block, SEARCHES)]


async def before_quoting(network: Network, asked: Trip) -> None:
    """The doors of the wish become known, if the router answers at once."""
    if network.source is None or not network.source.asks_for_doors:
        return
    if isinstance(network.source, Extract) and network.graph is None:
        return
    if network.known.unfixed(ends(asked)):
        found = await network.host.read(lambda session: _for_doors(session, network, asked))
        await _ask(network, found, QUOTE_SECONDS)


def ends(trip: Trip) -> tuple[Point, Point]:
    """Where the vehicle stops for it."""
    return Point(trip.board_lat, trip.board_lon), Point(trip.leave_lat, trip.leave_lon)


async def _ask(network: Network, asked: Sequence[Question], seconds: float) -> None:
    """One after the other: a public server wants no more. What was answered is kept; who answered
    before the time was over is not silent, and is asked the rest a minute later."""
    until = asyncio.get_running_loop().time() + seconds
    for place, question in enumerate(asked):
        try:
            async with asyncio.timeout_at(until):
                drives = await _answer(network, question.block)
        except TimeoutError:
            if place == 0:
                await network.host.write(lambda s: sheets.failed(s, network, Fault.SILENT))
            return
        except NoAnswer as error:
            fault = error.fault
            await network.host.write(lambda s, f=fault: sheets.failed(s, network, f))  # type: ignore[misc]
            return
        instead = question.instead
        await network.host.write(
            lambda s, d=drives, i=instead: sheets.keep(s, network, d, i)  # type: ignore[misc]
        )


async def _answer(network: Network, block: Block) -> list[Drive]:
    if isinstance(network.source, Extract):
        return await mapping.ask(network, network.source, block)
    assert network.source is not None  # noqa: S101 -- nobody is asked without one
    return await routers.ask(network.host.http, network.source, block)


def _for_doors(session: Session, network: Network, asked: Trip) -> list[Question]:
    """Nothing while the router is known not to answer."""
    row = sheets.state(session, network)
    if row is not None and row.fault:
        return []
    sheets.refresh(session, network)
    others = _doors(session, network, asked.day).get(asked.day, set())
    pairs = network.known.lacking_of(ends(asked), others)
    return [Question(one) for one in blocks(pairs)]


# --- the round of the minute ---


def _due(session: Session, network: Network) -> list[Question]:
    """After a fault another question comes first: one may be what the router cannot answer."""
    row = sheets.state(session, network)
    if row is not None and row.next_at > network.host.now():
        return []
    sheets.refresh(session, network)
    asked = [Question(one) for one in blocks(network.known.lacking)]
    asked += [Question(one) for one in _doors_ahead(session, network)]
    asked += [one for one in _old(session, network) if one.block.starts and one.block.goals]
    if row is None or not row.fault:
        return asked
    asked = asked or [Question(Block(network.known.fixed[:1], network.known.fixed[-1:]))]
    first = row.failures % len(asked)
    return [*asked[first:], *asked[:first]]


def _doors_ahead(session: Session, network: Network) -> list[Block]:
    """Those for which nobody had the time to wait when they were quoted. A day of which all is
    known is not looked through again before it has other doors."""
    if network.source is None or not network.source.asks_for_doors:
        return []
    known, found = network.known, []
    for day, doors in _doors(session, network).items():
        if network.measured.get(day) == (known.on, doors):
            continue
        lacking = known.lacking_of(doors, ())
        found += blocks(lacking)
        if not lacking:
            network.measured[day] = (known.on, doors)
    return found


def _doors(session: Session, network: Network, day: date | None = None) -> dict[date, set[Point]]:
    """Of the rides and holds of that day, or of each day that is on or to come."""
    found: dict[date, set[Point]] = {}
    for table, is_expected in (
        (Ride, col(Ride.state).in_(EXPECTED)),
        (Hold, col(Hold.holds_until) > network.host.now()),
    ):
        when = col(table.day) == day if day else col(table.day) >= network.days_on()[0]
        query = select(table.day, *(col(getattr(table, name)) for name in ENDS))  # type: ignore[call-overload]
        for its, *ends in session.execute(query.where(when, is_expected).distinct()):
            points = Point(*ends[:2]), Point(*ends[2:])
            found.setdefault(its, set()).update(network.known.unfixed(points))
    return {its: doors for its, doors in sorted(found.items()) if doors}


def _old(session: Session, network: Network) -> list[Question]:
    """Stops and depots that are still there are asked for again; nothing is left of the rest."""
    fixed = set(network.known.fixed)
    key = network.source.key if network.source else ""
    return [
        Question(
            Block(
                tuple(one for one in block.starts if one in fixed and sheet.router == key),
                tuple(one for one in block.goals if one in fixed),
            ),
            sheet.id,
        )
        for sheet, block in sheets.old(session, network.host.now(), AT_ONCE)
    ]


def _outlived(session: Session, network: Network) -> list[str]:
    """Sheets of doors, of stops that are gone, and of other routers."""
    empty = [one for one in _old(session, network) if not (one.block.starts and one.block.goals)]
    return [one.instead for one in empty]
