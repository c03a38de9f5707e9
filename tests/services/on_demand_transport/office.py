"""Somebody at the desk, who sees what the lists offer and does just that."""

from datetime import datetime
from typing import Any

from senior_life.contract import Line, Progress, Staff, Table
from services.on_demand_transport.desk import RideDesk
from services.on_demand_transport.working import EVERYWHERE

from .conftest import WEDNESDAY, Scene

STAFF = Staff("desk-1")


class Office:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.desk, self.count = scene, RideDesk(scene.host), 0

    async def tables(self, place: str = EVERYWHERE) -> dict[str, Table]:
        return {one.name: one for one in await self.desk.views(STAFF, WEDNESDAY, place)}

    async def lines(self, *states: str) -> list[Line]:
        found = [one for table in (await self.tables()).values() for one in table.lines]
        return [one for one in found if one.state in states]

    async def does(self, line: Line, action: str, **answers: Any) -> Progress | None:
        assert action in {one.name for one in line.actions}, [one.name for one in line.actions]
        self.count += 1
        now = self.scene.clock()
        key = f"desk{self.count}"
        return await self.desk.act(STAFF, line.item, action, answers, key, now)


def at(scene: Scene, hour: int, minute: int = 0) -> datetime:
    return scene.clock().replace(day=25, hour=hour, minute=minute)
