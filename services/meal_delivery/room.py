"""How many meals of each round are ordered or kept: one query for a whole window of days.

What is counted is what stands in the tables, in the very transaction that adds to it; so no two
people are promised the last meal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, union_all
from sqlmodel import Session, col

from senior_life.contract import State
from services.meal_delivery.kitchens import Drive, Kitchens
from services.meal_delivery.pack import Kitchen
from services.meal_delivery.tables import Cut, Hold, Order

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
CUTS = select(col(Cut.day), col(Cut.kitchen), col(Cut.most_meals)).where(
    col(Cut.day).between(bindparam("first"), bindparam("last"))
)
MANY = 10**9


class Crowd(NamedTuple):
    """``round`` empty: it is the whole day of that kitchen that has so many meals too many."""

    day: date
    kitchen: str
    round: str
    too_many: int


class Taken:
    """Meals by day and round, and by day and kitchen; a picture of one moment. ``cuts`` are days on
    which a kitchen cooks less than the pack says."""

    def __init__(
        self,
        rows: Iterator[tuple[date, str, str, int]],
        cuts: Mapping[tuple[date, str], int],
    ) -> None:
        self._cuts = cuts
        self._rounds: Counter[tuple[date, str]] = Counter()
        self._kitchens: Counter[tuple[date, str]] = Counter()
        for day, kitchen, its_round, count in rows:
            self._rounds[day, its_round] += int(count)
            self._kitchens[day, kitchen] += int(count)

    def left(self, day: date, drive: Drive) -> int:
        """How many more can be cooked and brought."""
        of_round = drive.round.most_meals - self._rounds[day, drive.round.id]
        of_day = self.most(day, drive.kitchen) - self._kitchens[day, drive.kitchen.id]
        return max(0, min(of_round, of_day))

    def of_day(self, day: date, kitchen: str) -> int:
        return self._kitchens[day, kitchen]

    def most(self, day: date, kitchen: Kitchen) -> int:
        """How many can be cooked on that day."""
        return min(kitchen.most_meals_a_day, self._cuts.get((day, kitchen.id), MANY))

    def crowded(self, kitchens: Kitchens) -> Iterator[Crowd]:
        """Where more are ordered or kept than can be cooked, and in which rounds than brought."""
        for day, kitchen in sorted(self._kitchens):
            known = kitchens.kitchens.get(kitchen)
            most = self.most(day, known) if known else 0
            if (too_many := self._kitchens[day, kitchen] - most) > 0:
                yield Crowd(day, kitchen, "", too_many)
        for day, name in sorted(self._rounds):
            drive = kitchens.drive(name)
            if drive and (too_many := self._rounds[day, name] - drive.round.most_meals) > 0:
                yield Crowd(day, drive.kitchen.id, name, too_many)


def taken(
    session: Session, first: date, last: date, now: datetime, but: str = "", own: str = ""
) -> Taken:
    """``but`` is an order that would be given up, ``own`` a resident whose holds do not count."""
    asked = {"first": first, "last": last, "now": now, "but": but, "own": own}
    cuts = session.execute(CUTS, {"first": first, "last": last})
    return Taken(
        ((row[0], row[1], row[2], row[3]) for row in session.execute(TAKEN, asked)),
        {(row[0], row[1]): row[2] for row in cuts},
    )
