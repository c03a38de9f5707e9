"""A graph is made of an extract, by a command or in a process of its own (``main``).

All or nothing: the graph is made in a folder beside, which then gets the name under which graphs
are looked for. An order comes as the first line on stdin; when stdin ends, whoever ordered it is
gone, and the work is given up.
"""

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, Self
from uuid import uuid4

from senior_life.contract import Text
from services.on_demand_transport import borders, engine, extracts
from services.on_demand_transport.area import Area
from services.on_demand_transport.ground import LatLon
from services.on_demand_transport.sentences import _

LEFT_SECONDS = 24 * 60 * 60
"""What a killed process left half made is thrown away after that."""
TOWN = Path("town.osm.pbf")
GRAPH, MAKING = "graph-", "making-"
Tell = Callable[[Text], None]
mine: list[Path] = []
"""What this process is making, for whoever has to end it."""


class End(IntEnum):
    """How the process ends; every other number is a fault that nobody foresaw."""

    MADE = 0
    ABSENT = 3
    UNREADABLE = 4
    ELSEWHERE = 5
    FAILED = 6


class Order(NamedTuple):
    """``folder`` holds the graphs, ``print`` is the extract's and the town's together."""

    extract: str
    folder: str
    print: str
    area: Area
    points: Sequence[LatLon]

    @property
    def graph(self) -> Path:
        """Where it is when it is made. Raises Absent: another engine makes another graph."""
        return Path(self.folder) / f"{GRAPH}{self.print}-{engine.release()}"

    def written(self) -> str:
        return json.dumps(self)

    @classmethod
    def read(cls, line: str) -> Self:
        extract, folder, mark, area, points = json.loads(line)
        return cls(extract, folder, mark, Area(*area), [(lat, lon) for lat, lon in points])


def make(order: Order, tell: Tell) -> None:
    """Raises Absent, Unreadable, Elsewhere, Failed and OSError; then nothing is left of it."""
    graph = order.graph
    if not extracts.is_readable_here():
        raise engine.Absent
    if graph.is_dir():
        return
    _throw_away_what_was_left(graph.parent)
    work = graph.parent / f"{MAKING}{uuid4().hex[:12]}"
    work.mkdir(parents=True)
    mine.append(work)
    try:
        _make(order, work, tell)
        _keep(work, graph)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for other in graph.parent.glob(f"{GRAPH}*"):
        if other != graph:
            shutil.rmtree(other, ignore_errors=True)


def _make(order: Order, work: Path, tell: Tell) -> None:
    extract = Path(order.extract)
    tell(_("Reading {file} …", file=extract.name))
    roads = extracts.cut(
        extract,
        work / TOWN,
        order.area,
        order.points,
        lambda count: tell(_("{count} points are read.", count=count)),
    )
    tell(_("The town has {count} roads. Their graph is being made …", count=roads))
    engine.configure(work)
    borders.draw(work, order.area)
    (work / engine.TILES).mkdir()
    engine.build(work, "valhalla_build_tiles", TOWN)
    if not any((work / engine.TILES).rglob("*.gph")):
        raise engine.Failed("no tiles were written")
    (work / TOWN).unlink()
    borders.rub_out(work)


def _keep(work: Path, graph: Path) -> None:
    try:
        work.rename(graph)
    except OSError:
        if not graph.is_dir():  # else somebody else was quicker
            raise


def _throw_away_what_was_left(folder: Path) -> None:
    for one in folder.glob(f"{MAKING}*"):
        if time.time() - one.stat().st_mtime > LEFT_SECONDS:
            shutil.rmtree(one, ignore_errors=True)


def main() -> None:
    order = Order.read(sys.stdin.readline())
    threading.Thread(target=_until_nobody_waits, daemon=True).start()
    engine.lower_priority()
    sys.exit(ended(order, lambda _text: None))


def ended(order: Order, tell: Tell) -> End:
    """How it went, as the process tells it."""
    try:
        make(order, tell)
    except engine.Absent:
        return End.ABSENT
    except extracts.Unreadable:
        return End.UNREADABLE
    except extracts.Elsewhere:
        return End.ELSEWHERE
    except (engine.Failed, OSError) as failed:
        sys.stderr.write(f"{type(failed).__name__}: {failed}\n")
        return End.FAILED
    return End.MADE


def _until_nobody_waits() -> None:
    """The program that is making tiles would not end by itself."""
    sys.stdin.read()
    engine.stop()
    for work in mine:
        shutil.rmtree(work, ignore_errors=True)
    os._exit(End.FAILED)
