"""What is done once a minute and at start: plain functions, safe to run twice at once.

``_safely`` is the outermost handler here, hence its ``except Exception``: nobody waits for the
answer of a round, and what one step or one service's own data break must not stop the others.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session, col, select

from senior_life.contract import Offer
from senior_life.storage.tables.walks import WalkRow
from senior_life.storage.values import from_json
from senior_life.usecases import merging, practice
from senior_life.usecases.beside import beside_from_json
from senior_life.usecases.companions import let_go
from senior_life.usecases.habits import keep_habits
from senior_life.usecases.host import line_to
from senior_life.usecases.planning import recover_plans
from senior_life.usecases.recover import call_a_person, recover
from senior_life.usecases.retention import forget_old
from senior_life.usecases.suspension import finish
from senior_life.usecases.today import DRAFTS_LIVE, OPEN
from senior_life.usecases.town import Town

log = structlog.get_logger()
PATIENCE_SECONDS = 30.0
"""A screen may still be waiting for what is younger than this."""
AT_ONCE = 200


async def every_minute(town: Town) -> None:
    """All of it, one after the other; what fails is logged and comes again in a minute."""
    await _safely("practised", lambda: practice.refresh(town))
    await _safely("joined", lambda: merging.finish(town))
    await _recover(town, PATIENCE_SECONDS)
    await _safely("unanswered", lambda: call_a_person(town))
    await _safely("suspensions", lambda: finish(town))
    await _safely("habits", lambda: keep_habits(town))
    await _safely("drafts", lambda: forget_drafts(town))
    for service in town.registry.services:
        await _safely(service, partial(_upkeep, town, service))
        await _safely(service, partial(_work, town, service))
        await _safely(service, partial(_try_again, town, service))


async def _upkeep(town: Town, service: str) -> None:
    await line_to(town, service).upkeep()


async def _work(town: Town, service: str) -> None:
    """What takes long is done here, one piece after the other, unless others are there for it."""
    line = line_to(town, service)
    for piece in await line.pieces(max(1, town.workers)):
        if town.hand_over is None:
            await line.work(piece)
        else:
            await town.hand_over(service, piece)


async def _try_again(town: Town, service: str) -> None:
    """A tile in trouble leads to a person; it recovers by itself, a minute later at the latest."""
    steps = town.registry.services[service].steps
    await line_to(town, service).try_again(steps[0] if steps else None)


async def at_start(town: Town) -> None:
    """Before the first screen: what a crash left half done is finished.

    Holidays are looked up once, because their library takes half a second to load.
    """
    town.pack.calendar.holiday(town.now().date())
    await _safely("joined", lambda: merging.finish(town))
    await _recover(town)
    await every_minute(town)


async def _recover(town: Town, older_than_seconds: float = 0.0) -> None:
    """Each service has its own turn, so that one out of reach does not keep the others waiting."""
    for service in town.registry.services:
        await _safely("recover", partial(recover, town, service, older_than_seconds))
    await _safely("plans", lambda: recover_plans(town, older_than_seconds))


async def forget_drafts(town: Town) -> int:
    """Drafts that nobody touched for two days; their holds are given back."""
    before = town.now() - DRAFTS_LIVE
    old = select(WalkRow).where(col(WalkRow.state).in_(OPEN), WalkRow.touched_at < before)
    rows = await town.store.read(lambda s: s.exec(old.limit(AT_ONCE)).all())
    for row in rows:
        is_forgotten = await town.store.write(partial(_forget, ref=row.ref, before=before))
        if is_forgotten:
            await let_go(town, beside_from_json(row.beside))
        if is_forgotten and row.service in town.registry.services:
            line = line_to(town, row.service)
            offers: tuple[Offer, ...] = from_json(row.offers)
            for offer in offers:
                if offer.hold:
                    await line.release(offer.hold)
    return len(rows)


def _forget(s: Session, ref: str, before: datetime) -> bool:
    """False: somebody came back to it in this very moment."""
    row = s.get(WalkRow, ref)
    if row is None or row.state not in OPEN or row.touched_at >= before:
        return False
    row.state, row.offers, row.rev = "quit", [], row.rev + 1
    row.beside = None
    return True


class Minutes:
    """Drives one process's upkeep: ``start`` in its loop, ``stop`` waits for the last round.

    The first round of each day forgets what is too old.
    """

    def __init__(self, town: Town, every_seconds: float = 60.0) -> None:
        self._town = town
        self._every_seconds = every_seconds
        self._scheduler = AsyncIOScheduler(timezone="Asia/Tokyo")
        self._round: asyncio.Task[None] | None = None
        self._forgot_on: date | None = None

    async def start(self) -> None:
        await at_start(self._town)
        self._scheduler.add_job(
            self._go, "interval", seconds=self._every_seconds, coalesce=True, max_instances=1
        )
        self._scheduler.start()

    async def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.pause()  # the end comes in the loop's next turn
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)
        if self._round is not None:
            await self._round
        for service in self._town.registry.services:
            await line_to(self._town, service).drain()

    async def _go(self) -> None:
        """Begins a round and leaves: the scheduler cuts off at its end whatever it waits for."""
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self.once())

    async def once(self) -> None:
        """One round."""
        await every_minute(self._town)
        today = self._town.now().date()
        if self._forgot_on != today:
            self._forgot_on = today
            await _safely("retention", lambda: forget_old(self._town))


async def _safely(what: str, work: Callable[[], Awaitable[object]]) -> None:
    """A round never stops half way, whatever it meets; the module says why."""
    try:
        await work()
    except Exception as fault:
        log.warning("upkeep_failed", what=what, exc_info=fault)
