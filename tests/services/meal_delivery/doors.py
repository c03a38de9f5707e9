"""The way to a door that stays shut, for a town that may die on it: what both processes do."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from senior_life.contract import Line, Staff
from senior_life.providing import JAPAN
from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import Work
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.meal_delivery import service

from .conftest import KITCHEN, WEDNESDAY, checked, small_town

ORDERED, NOON = (datetime(2026, 11, day, hour, tzinfo=JAPAN) for day, hour in ((24, 9), (25, 12)))
DESK = Reader(staff=Staff("staff1", ""), name="desk", role="desk")
CONTACTS = {"first_name": "むすめ けいこ", "first_phone": "072-000-0104"}
CALLED, SHUT = "telephoned", "not_home"


def open_doors(store: Store, pack: Pack, clock: Any, folder: Path) -> Town:
    registry = Registry([Offered(service, "tests", "1", checked(small_town()))])
    return open_town("senboku", store, registry, pack, clock, folder, b"k" * 32)


async def lines(town: Town, name: str, day: date = WEDNESDAY) -> tuple[Line, ...]:
    found = await desk.views(town, DESK, day, KITCHEN)
    return next(table.lines for _service, table in found.tables if table.name == name)


async def does(town: Town, item: str | None, action: str, **answers: str) -> None:
    """With a key that is the same for the same tap, before and after a death."""
    work = Work(service.id, item, action, KITCHEN, WEDNESDAY, answers)
    await desk.act(town, DESK, work, f"{item}-{action}")


async def stays_shut(town: Town) -> None:
    """Nobody opens; the driver taps it."""
    (door,) = await lines(town, "round_early")
    await does(town, door.item, SHUT)


async def telephones(town: Town) -> None:
    (check,) = await lines(town, "checks")
    await does(town, check.item, CALLED, answer="no_answer")
