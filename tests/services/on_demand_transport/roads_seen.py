"""What is known of the roads, and what the desk is told of them: for the tests of roads."""

from typing import Any

from sqlmodel import select

from senior_life.contract import Line, Staff, Table
from senior_life.dispatch import Point
from senior_life.words import plain
from services.on_demand_transport import driving
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.network import Network
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene, stop

STOP, FRONT, YARD = Point(34.4896, 135.5066), Point(34.4920, 135.5162), Point(34.4960, 135.5120)
DOOR = Point(34.4899, 135.5071)
FIXED = 4
NEW = stop("new", 34.4990, 135.5100)
OLD = {"birth_date": "1930-03-12"}
"""Who was born then is fetched at the door."""


async def network_of(scene: Scene) -> Network:
    """As another process would have it: read from the database."""
    network = Network(scene.host)
    await scene.host.read(lambda session: driving.load(session, network, WEDNESDAY))
    return network


async def takes(scene: Scene, a: Point, b: Point) -> float:
    return (await network_of(scene)).roads.minutes(a, b, 600)


async def rows(scene: Scene, table: Any) -> list[Any]:
    return await scene.host.read(lambda session: list(session.exec(select(table)).all()))


async def at_the_desk(scene: Scene) -> tuple[int, Line, str]:
    """Which list it is, its line, and what that says."""
    found = await RideDesk(scene.host).views(Staff("desk-1"), WEDNESDAY, EVERYWHERE)
    tables = [one for one in found if isinstance(one, Table)]
    [place] = [k for k, one in enumerate(tables) if one.name == "roads"]
    [line] = tables[place].lines
    return place, line, " ".join(_said(cell) for cell in line.cells)


def _said(cell: Any) -> str:
    return cell if isinstance(cell, str) else plain(cell, "en")


def away_from_home(**answers: Any) -> dict[str, Any]:
    return {"origin": "near_home", "destination": "hospital_front", **answers}
