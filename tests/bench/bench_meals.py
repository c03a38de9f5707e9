"""How long a kitchen waits for its count of a day and for the order of its rounds.

Run by `make bench`, or alone: python tests/bench/bench_meals.py
Aim, on SQLite and on PostgreSQL: under 2 s for 20,000 residents with a meal of every week on that
day, 60 doors a round. What is a habit has a row of the core's, and of the service's only the days
that can be ordered: 20,000 of Monday, Wednesday and Friday have 120,000 rows here for two weeks,
of which the day that is counted reads its own.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench_contention import postgresql
from sqlalchemy import insert
from sqlmodel import Session

from senior_life.providing import JAPAN
from senior_life.storage import Store, open_store
from senior_life.storage.migrate import migrate_now
from services.meal_delivery import desk_count, desk_lists, desk_rounds
from services.meal_delivery.pack import Kitchen
from services.meal_delivery.tables import Eater, Order

RESIDENTS, DOORS, DAYS, TIMES = 20_000, 60, 6, 3
AIM_SECONDS = 2.0
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=JAPAN)
DIETS = ("regular", "regular", "regular", "soft", "low_salt", "diabetic", "kidney")
AVOIDS = ("", "", "", "", "egg", "milk", "shrimp,crab", "mackerel")
KITCHEN = Kitchen.model_validate(
    {
        "id": "kitchen",
        "name": {"text": "台所", "kana": "だいどころ"},
        "lat": 34.4925,
        "lon": 135.5105,
        "reach_km": 10,
        "most_meals_a_day": RESIDENTS,
        "diets": sorted(set(DIETS)),
        "rounds": [
            {
                "id": f"r{n}",
                "meal": "lunch",
                "days": ["mon", "tue", "wed", "thu", "fri"],
                "since": "11:00",
                "until": "12:00",
                "most_meals": DOORS,
            }
            for n in range(-(-RESIDENTS // DOORS))
        ],
    }
)


def orders(day: date, dice: Random) -> Iterator[dict[str, Any]]:
    """One lunch for everybody; a round's doors are of one part of the town."""
    for n in range(RESIDENTS):
        east, north = divmod(n // DOORS, 20)
        yield {
            **{name: field.default for name, field in Order.model_fields.items()},
            "resident": f"r{n}",
            "channel": "touch",
            "day": day,
            "meal": "lunch",
            "diet": DIETS[n % len(DIETS)],
            "count": 1,
            "kitchen": KITCHEN.id,
            "round": f"r{n // DOORS}",
            "since": 660,
            "until": 720,
            "price_yen": 400,
            "subsidy_yen": 250,
            "lat": 34.44 + (north + dice.random()) * 0.005,
            "lon": 135.44 + (east + dice.random()) * 0.005,
            "ref": f"{day:%y%m%d}-{n}",
            "number": f"{day:%y%m%d}-{n}",
            "seq": 1,
            "told": 1,
            "state": "confirmed",
            "made_by": f"r{n}",
            "made_at": NOW,
            "undo_until": None,
        }


def eaters() -> Iterator[dict[str, Any]]:
    for n in range(RESIDENTS):
        yield {
            **{name: field.default for name, field in Eater.model_fields.items()},
            "resident": f"r{n}",
            "avoids": AVOIDS[n % len(AVOIDS)],
            "softness": ("usual", "usual", "for_the_gums")[n % 3],
            "rice": ("usual", "porridge")[n % 2],
            "recorded_by": "desk",
            "recorded_at": NOW,
        }


@contextmanager
def town(url: str) -> Iterator[Store]:
    """Everybody's meals of some days, on a store at ``url``, or in a file that is thrown away."""
    with TemporaryDirectory() as folder:
        store = open_store(url or f"sqlite:///{Path(folder) / 'town.sqlite'}")
        migrate_now(store, {"meal_delivery": "services.meal_delivery"})
        dice = Random(4)
        days = [TODAY + timedelta(days=n) for n in range(DAYS)]

        def work(session: Session) -> None:
            session.connection().execute(insert(Eater), list(eaters()))
            for day in days:
                session.connection().execute(insert(Order), list(orders(day, dice)))

        store.write_now(work)
        try:
            yield store
        finally:
            store.close()


def once(store: Store) -> tuple[float, float]:
    """Seconds for the count, and for every round in order."""
    begun = time.perf_counter()
    rows = store.read_now(lambda s: desk_count.counted(s, TODAY, KITCHEN.id))
    counted = time.perf_counter()
    found = store.read_now(lambda s: desk_lists.of_day(s, TODAY, KITCHEN.id))
    rounds = desk_rounds.by_round(found)
    visits = sum(len(desk_rounds.by_door(KITCHEN, one)) for one in rounds.values())
    done = time.perf_counter()
    assert sum(int(row[-1]) for row in rows) == visits == RESIDENTS
    return counted - begun, done - counted


def on(name: str, url: str) -> bool:
    with town(url) as store:
        spent = [once(store) for _time in range(TIMES)]
    count, rounds = (statistics.median(one) for one in zip(*spent, strict=True))
    is_right = count + rounds < AIM_SECONDS
    print(
        f"{name}: {RESIDENTS} meals counted in {count:.2f} s, {len(KITCHEN.rounds)} rounds put in "
        f"order in {rounds:.2f} s; together under {AIM_SECONDS:g} s: "
        f"{'reached' if is_right else 'MISSED'}"
    )
    return is_right


def main() -> bool:
    is_right = on("SQLite", "")
    with postgresql() as urls:
        return on("PostgreSQL", urls[0]) and is_right


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
