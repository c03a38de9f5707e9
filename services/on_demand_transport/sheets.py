"""A router's answers as the database keeps them: one row an answer, read by every process.

Whoever writes one counts ``batch`` up in the same transaction, so whoever has read up to a batch
has read all up to it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from senior_life.dispatch import Drive, Point
from services.on_demand_transport.network import Network
from services.on_demand_transport.roads import Block
from services.on_demand_transport.routers import Fault
from services.on_demand_transport.tables import RouterState, Sheet

KEPT = timedelta(days=30)
"""Then stops are asked for again, since roads change, and doors are forgotten."""
LEASE = timedelta(seconds=50)
"""Less than the minute of a round: another process does not ask the same meanwhile."""
LONGEST_PAUSE = timedelta(minutes=5)
BATCH = select(col(RouterState.batch)).where(col(RouterState.router) == bindparam("its_key"))


def refresh(session: Session, network: Network) -> None:
    """What was said since is known from now on; once a day what was forgotten is, here too."""
    if network.source is None:
        return
    key, known, today = network.source.key, network.known, network.today()
    batch = session.connection().execute(BATCH, {"its_key": key}).scalar() or 0
    if (batch, today) == (known.batch, known.on):
        return
    base = known if known.on == today else network.nothing_known()
    roads = base.roads.knowing(_since(session, key, base.batch))
    network.known = replace(base, roads=roads, batch=batch, on=today)


def _since(session: Session, key: str, batch: int) -> list[Drive]:
    query = (
        select(col(Sheet.drives))
        .where(col(Sheet.router) == key, col(Sheet.batch) > batch)
        .order_by(col(Sheet.batch))
    )
    return [drive for (text,) in session.connection().execute(query) for drive in _read(text)]


def keep(session: Session, network: Network, drives: Sequence[Drive], instead: str = "") -> None:
    """An answer, ``instead`` of an older sheet; so the router answers."""
    row, now = _row(session, network), network.host.now()
    row.batch, row.answered_at = row.batch + 1, now
    row.fault, row.failures, row.since = "", 0, None
    session.add(row)
    if instead:
        forget(session, [instead])
    text = _written(drives)
    session.add(Sheet(id=uuid4().hex, router=row.router, batch=row.batch, at=now, drives=text))
    session.flush()


def failed(session: Session, network: Network, fault: Fault) -> None:
    """It is asked again after a minute, then after two, four and at most five."""
    row, now = _row(session, network), network.host.now()
    row.since = row.since or now
    row.fault, row.failures = fault, row.failures + 1
    row.next_at = now + min(timedelta(minutes=2 ** min(row.failures - 1, 10)), LONGEST_PAUSE)
    session.add(row)


def waits(session: Session, network: Network) -> None:
    """What is to be asked is being made; another process leaves it to this one for a minute."""
    row, now = _row(session, network), network.host.now()
    row.since = row.since if row.fault == Fault.MAKING else now
    row.fault, row.failures, row.next_at = Fault.MAKING, 0, now + LEASE
    session.add(row)


def claim(session: Session, network: Network) -> bool:
    """Whether this process is the one to ask now."""
    row, now = _row(session, network), network.host.now()
    if row.next_at > now:
        return False
    row.next_at = now + LEASE
    session.add(row)
    return True


def state(session: Session, network: Network) -> RouterState | None:
    """None: it was never asked."""
    return session.get(RouterState, network.source.key) if network.source else None


def _row(session: Session, network: Network) -> RouterState:
    assert network.source is not None  # noqa: S101 -- nobody is asked without one
    found = state(session, network)
    return found or RouterState(router=network.source.key, next_at=network.host.now())


def old(session: Session, now: datetime, count: int) -> list[tuple[Sheet, Block]]:
    """The oldest of those that are to be asked for again, or forgotten; of any router."""
    query = select(Sheet).where(col(Sheet.at) < now - KEPT).order_by(col(Sheet.at)).limit(count)
    return [(one, _block(_read(one.drives))) for one in session.scalars(query)]


def forget(session: Session, sheets: Sequence[str]) -> None:
    session.execute(delete(Sheet).where(col(Sheet.id).in_(sheets)))


def outdate(session: Session, network: Network) -> None:
    """All is asked again, a few questions a minute; until then what was said still holds."""
    row, long_ago = _row(session, network), network.host.now() - KEPT - timedelta(days=1)
    session.execute(update(Sheet).where(col(Sheet.router) == row.router).values(at=long_ago))


def _block(drives: Iterable[Drive]) -> Block:
    found = list(drives)
    starts, goals = (dict.fromkeys(getattr(one, end) for one in found) for end in ("start", "goal"))
    return Block(tuple(starts), tuple(goals))


def _written(drives: Sequence[Drive]) -> str:
    """Points, then rows of ``[start, goal, minutes, metres]``, the first two by number."""
    points = dict.fromkeys(point for one in drives for point in (one.start, one.goal))
    number = {point: k for k, point in enumerate(points)}
    rows = [[number[one.start], number[one.goal], *_rounded(one)] for one in drives]
    return json.dumps({"points": [[*point] for point in points], "drives": rows})


def _rounded(one: Drive) -> tuple[float | None, float | None]:
    if one.minutes is None or one.metres is None:
        return None, None
    return round(one.minutes, 3), round(one.metres, 1)


def _read(text: str) -> Iterator[Drive]:
    said = json.loads(text)
    points = [Point(*one) for one in said["points"]]
    return (Drive(points[a], points[b], *rest) for a, b, *rest in said["drives"])
