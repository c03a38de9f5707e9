"""What tests do at the desk of a small office: look at a list, act on a line, close a counter."""

from datetime import date

from sqlmodel import select

from senior_life.contract import (
    Line,
    Progress,
    Table,
)
from services.counter_reservation.desk_counters import counter_item
from services.counter_reservation.tables import Booking, Claim

from .conftest import STAFF, WARD, WEDNESDAY, Scene

TODAY = date(2026, 11, 24)


async def table(scene: Scene, name: str, day: date = WEDNESDAY, office: str = WARD) -> Table:
    views = await scene.desk.views(STAFF, day, office)
    return next(one for one in views if one.name == name)


async def line(scene: Scene, item: str, name: str = "day", day: date = WEDNESDAY) -> Line:
    return next(one for one in (await table(scene, name, day)).lines if one.item == item)


async def do(
    scene: Scene, action: str, item: str | None = None, key: str = "", **answers: object
) -> Progress | None:
    key = key or f"{action}-{item}-{scene.clock()}"
    return await scene.desk.act(STAFF, item, action, answers, key, scene.clock())  # type: ignore[arg-type]


async def close(scene: Scene, since: str, until: str, counter: str = "ward_1") -> None:
    item = counter_item(counter, WEDNESDAY)
    await do(scene, "close", item, since=since, until=until, reason="研修")


async def reopen(scene: Scene) -> None:
    lines = (await table(scene, "counters")).lines
    await do(scene, "reopen", next(one.item for one in lines if one.state == "paused"))


async def claims(scene: Scene, ref: str) -> int:
    def work(session: object) -> int:
        booking = session.get(Booking, ref)  # type: ignore[attr-defined]
        owned = select(Claim).where(Claim.slot.in_([booking.slot, booking.proposal]))  # type: ignore[attr-defined]
        return len(session.exec(owned).all())  # type: ignore[attr-defined]

    return await scene.host.read(work)
