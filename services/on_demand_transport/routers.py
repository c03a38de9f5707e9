"""One question to OSRM or Valhalla, and what may be believed of the answer.

OSRM: project-osrm.org/docs, table service. Valhalla: valhalla.github.io, matrix API. Nothing of
an answer is trusted but numbers, and of these only what a road could be; no text of it is kept.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from http import HTTPStatus
from itertools import product
from math import isfinite
from typing import Any

import httpx

from senior_life.dispatch import Drive, Point
from services.on_demand_transport.ground import metres
from services.on_demand_transport.pack_router import Engine, Router
from services.on_demand_transport.roads import Block

MOST_BYTES = 4_000_000
"""Valhalla writes about 100 for each of 2,500 pairs."""
WHO = {"User-Agent": "smart-senior-life"}
BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
SNAPPED_METRES = 500
"""Two points may each be moved to a road, and nearer to one another by this."""
FASTEST, SLOWEST = 2000, 50
"""Metres a minute: 120 and 3 kilometres an hour."""
LONGEST_DETOUR, FERRY_METRES, WAITING_MINUTES = 10, 10_000, 60
Cell = tuple[float, float] | None
"""Minutes and metres; None: there is no way."""


class Fault(StrEnum):
    """``SILENT``: no answer in time. ``STRANGE``: one that is not a table of roads here.

    The others are an extract's: ``ABSENT``: its programs are not installed. ``MISSING``: the file
    is not there. ``BROKEN``: it cannot be read to its end. ``ELSEWHERE``: it has no roads here.
    ``UNMADE``: no graph came of it. ``MAKING``: that is still going on.
    """

    SILENT = "silent"
    REFUSED = "refused"
    STRANGE = "strange"
    ABSENT = "absent"
    MISSING = "missing"
    BROKEN = "broken"
    ELSEWHERE = "elsewhere"
    UNMADE = "unmade"
    MAKING = "making"


class NoAnswer(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


async def ask(http: httpx.AsyncClient, router: Router, block: Block) -> list[Drive]:
    """Every drive of the block. Raises NoAnswer; how long to wait is the caller's to say."""
    request, read = ENGINES[router.engine]
    try:
        async with http.stream(**request(router, block), headers=WHO) as response:
            _check(response)
            body = await _body(response)
    except httpx.HTTPError as error:
        raise NoAnswer(Fault.SILENT) from error
    return _drives(block, _read(body, read, block))


def asked_of_valhalla(vehicle: str, block: Block) -> Mapping[str, Any]:
    """What Valhalla is asked, wherever it runs."""
    sources, targets = (list(_named(points)) for points in block)
    asked = {"sources": sources, "targets": targets, "costing": vehicle}
    return {**asked, "units": "kilometers"}


def said_by_valhalla(body: bytes, block: Block) -> list[Drive]:
    """What may be believed of its answer. Raises NoAnswer."""
    return _drives(block, _read(body, _from_valhalla, block))


def _check(response: httpx.Response) -> None:
    if response.status_code != HTTPStatus.OK:
        is_no = response.is_client_error and response.status_code not in BUSY
        raise NoAnswer(Fault.REFUSED if is_no else Fault.SILENT)


async def _body(response: httpx.Response) -> bytes:
    found = bytearray()
    async for piece in response.aiter_bytes():
        found += piece
        if len(found) > MOST_BYTES:
            raise NoAnswer(Fault.STRANGE)
    return bytes(found)


def _read(body: bytes, read: Callable[[Any], Any], block: Block) -> list[Cell]:
    try:
        rows = read(json.loads(body))
        whole = [cell for row in rows for cell in row]
        sizes = {len(row) for row in rows}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoAnswer(Fault.STRANGE) from error
    if len(rows) != len(block.starts) or sizes != {len(block.goals)}:
        raise NoAnswer(Fault.STRANGE)
    return whole


def _drives(block: Block, cells: list[Cell]) -> list[Drive]:
    """Raises NoAnswer where numbers of several places could none of them be a road's."""
    found, doubtful = [], 0
    for (start, goal), cell in zip(product(*block), cells, strict=True):
        if start == goal:
            found.append(Drive(start, goal, 0.0, 0.0))
        elif cell is None or not _is_believable(start, goal, *cell):
            doubtful += cell is not None
            found.append(Drive(start, goal, None, None))
        else:
            found.append(Drive(start, goal, *cell))
    if doubtful > max(len(block.starts), len(block.goals)) and not any(one.metres for one in found):
        raise NoAnswer(Fault.STRANGE)
    return found


def _is_believable(start: Point, goal: Point, minutes: float, length: float) -> bool:
    """A map of another region, degrees exchanged or other units fail this."""
    crow = metres(tuple(start), tuple(goal))  # type: ignore[arg-type]
    least = max(crow - SNAPPED_METRES, 0)
    return (
        least <= length <= LONGEST_DETOUR * crow + FERRY_METRES
        and least / FASTEST <= minutes <= length / SLOWEST + WAITING_MINUTES
    )


def _number(value: Any) -> float | None:
    """None for whatever is no number of metres or seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) and found >= 0 else None


def _cell(seconds: Any, length: Any) -> Cell:
    one, other = _number(seconds), _number(length)
    return None if one is None or other is None else (one / 60, other)


# --- OSRM ---


def _to_osrm(router: Router, block: Block) -> Mapping[str, Any]:
    """Its separators stand as they are, not as ``%3B``: not everything before it decodes them."""
    points = ";".join(f"{one.lon:.5f},{one.lat:.5f}" for one in (*block.starts, *block.goals))
    half, whole = len(block.starts), len(block.starts) + len(block.goals)
    sources, destinations = (";".join(map(str, k)) for k in (range(half), range(half, whole)))
    asked = f"annotations=duration,distance&sources={sources}&destinations={destinations}"
    return {"method": "GET", "url": f"{router.url}/table/v1/{router.vehicle}/{points}?{asked}"}


def _from_osrm(said: Any) -> list[list[Cell]]:
    """``durations`` in seconds, ``distances`` in metres; null: no way."""
    pairs = zip(said["durations"], said["distances"], strict=True)
    return [[_cell(*cell) for cell in zip(*rows, strict=True)] for rows in pairs]


# --- Valhalla ---


def _to_valhalla(router: Router, block: Block) -> Mapping[str, Any]:
    url = f"{router.url}/sources_to_targets"
    return {"method": "POST", "url": url, "json": asked_of_valhalla(router.vehicle, block)}


def _named(points: tuple[Point, ...]) -> Iterator[Mapping[str, float]]:
    return ({"lat": one.lat, "lon": one.lon} for one in points)


def _from_valhalla(said: Any) -> list[list[Cell]]:
    """``time`` in seconds, ``distance`` in kilometres; null: no way."""
    return [[_cell(one["time"], _metres(one)) for one in row] for row in said["sources_to_targets"]]


def _metres(one: Mapping[str, Any]) -> float | None:
    kilometres = _number(one["distance"])
    return None if kilometres is None else kilometres * 1000


ENGINES: dict[Engine, tuple[Callable[[Router, Block], Mapping[str, Any]], Callable[[Any], Any]]] = {
    Engine.OSRM: (_to_osrm, _from_osrm),
    Engine.VALHALLA: (_to_valhalla, _from_valhalla),
}
