"""How many meals of each round are ordered or kept: one query for a whole window of days.

What is counted is what stands in the tables, in the very transaction that adds to it; so no two
people are promised the last meal.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, union_all
from sqlmodel import Session, col

from senior_life.contract import State
from services.meal_delivery.kitchens import Drive
from services.meal_delivery.tables import Hold, Order

STANDS = (State.CONFIRMED, State.UNDER_WAY, State.DONE)
"""Orders in these are cooked."""
ORDERED = (
    select(col(Order.day), col(Order.kitchen), col(Order.round), func.sum(col(Order.count)))
    .where(
        col(Order.day).between(bindparam("first"), bindparam("last")),
        col(Order.state).in_(STANDS),
        col(Order.ref) != bindparam("but"),
    )
    .group_by(col(Order.day), col(Order.kitchen), col(Order.round))
)
KEPT = (
    select(col(Hold.day), col(Hold.kitchen), col(Hold.round), func.sum(col(Hold.count)))
    .where(
        col(Hold.day).between(bindparam("first"), bindparam("last")),
        col(Hold.holds_until) > bindparam("now"),
        col(Hold.resident) != bindparam("own"),
    )
    .group_by(col(Hold.day), col(Hold.kitchen), col(Hold.round))
)
TAKEN = union_all(ORDERED, KEPT)


class Taken:
    """Meals by day and round, and by day and kitchen; a picture of one moment."""

    def __init__(self, rows: Iterator[tuple[date, str, str, int]]) -> None:
        self._rounds: Counter[tuple[date, str]] = Counter()
        self._kitchens: Counter[tuple[date, str]] = Counter()
        for day, kitchen, its_round, count in rows:
            self._rounds[day, its_round] += int(count)
            self._kitchens[day, kitchen] += int(count)

    def left(self, day: date, drive: Drive) -> int:
        """How many more can be cooked and brought."""
        of_round = drive.round.most_meals - self._rounds[day, drive.round.id]
        of_day = drive.kitchen.most_meals_a_day - self._kitchens[day, drive.kitchen.id]
        return max(0, min(of_round, of_day))


def taken(
    session: Session, first: date, last: date, now: datetime, but: str = "", own: str = ""
) -> Taken:
    """``but`` is an order that would be given up, ``own`` a resident whose holds do not count."""
    asked = {"first": first, "last": last, "now": now, "but": but, "own": own}
    return Taken((row[0], row[1], row[2], row[3]) for row in session.execute(TAKEN, asked))
