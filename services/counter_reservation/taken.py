"""Which quarter hours are taken, over a whole window of days."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col

from senior_life.contract import State
from senior_life.direct import Direct
from services.counter_reservation.availability import bits
from services.counter_reservation.tables import Booking, Claim, Pause


class together(FunctionElement[int]):  # noqa: N801 -- SQL functions are written small
    """Bits of which each is set once, in one number. SQLite has only their sum; PostgreSQL would
    make a decimal number of that."""

    inherit_cache = True
    type = BigInteger()


@compiles(together)
def _sum(element: together, compiler: SQLCompiler, **more: Any) -> str:
    return f"sum({compiler.process(element.clauses, **more)})"


@compiles(together, "postgresql")
def _or(element: together, compiler: SQLCompiler, **more: Any) -> str:
    return f"bit_or({compiler.process(element.clauses, **more)})"


Taken = dict[tuple[date, str], dict[int, int]]
"""By day and counter, for each lane the units taken; lane ``ALL`` stands for every lane."""
ALL = -1
FIRST: BindParameter[date] = bindparam("first")
LAST: BindParameter[date] = bindparam("last")
SOMEBODY_WAITS = (
    select(col(Booking.ref))
    .where(col(Booking.state) == State.WAITING, col(Booking.day) == col(Claim.day))
    .exists()
)
"""Then what has lapsed that day is for them first: upkeep ends it, and proposes it in one act."""


def taken(
    session: Session,
    counters: Sequence[str],
    first: date,
    last: date,
    now: datetime,
    own: Sequence[str] = (),
) -> Taken:
    """Claims that bind, except one's ``own``, and pauses that last; see ``SOMEBODY_WAITS``."""
    found: Taken = {}
    if not counters:
        return found
    taking, pausing = _asked(len(counters), len(own))
    window = {"first": first, "last": last, **_numbered("counter", counters)}
    claims = {**window, "now": now, **_numbered("own", own)}
    for day, counter, lane, mask in taking.all(session, claims):
        found.setdefault((day, counter), {})[lane] = mask
    for pause in pausing.all(session, window):
        lanes = found.setdefault((pause.day, pause.counter), {})
        lanes[ALL] = lanes.get(ALL, 0) | bits(pause.since, pause.until)
    return found


@lru_cache(maxsize=64)
def _asked(counters: int, own: int) -> tuple[Direct, Direct]:
    """For so many counters, and so many slots of one's own, what is claimed and what is paused:
    asked twice at a tap, so each length of list is compiled once."""
    these: list[BindParameter[str]] = [bindparam(f"counter_{n}") for n in range(counters)]
    claims = (
        select(
            col(Claim.day),
            col(Claim.counter),
            col(Claim.lane),
            together(literal(1, BigInteger).op("<<")(Claim.unit)).label("mask"),
        )
        .where(
            col(Claim.day).between(FIRST, LAST),
            col(Claim.counter).in_(these),
            *(col(Claim.slot) != bindparam(f"own_{n}") for n in range(own)),
            col(Claim.holds_until).is_(None)
            | (col(Claim.holds_until) > bindparam("now"))
            | SOMEBODY_WAITS,
        )
        .group_by(col(Claim.day), col(Claim.counter), col(Claim.lane))
    )
    paused = select(col(Pause.day), col(Pause.counter), col(Pause.since), col(Pause.until)).where(
        col(Pause.day).between(FIRST, LAST),
        col(Pause.counter).in_(these),
        col(Pause.lifted_at).is_(None),
    )
    return Direct(claims), Direct(paused)


def _numbered(name: str, values: Sequence[str]) -> dict[str, str]:
    return {f"{name}_{n}": value for n, value in enumerate(values)}
