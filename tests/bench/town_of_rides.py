"""A town of many vehicles with a full day of rides, written straight into the tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert
from sqlmodel import Session

from senior_life.contract import State
from senior_life.dispatch import Fleet, Point, Standing
from senior_life.dispatch import Ride as Promised
from senior_life.dispatch.days import Habits, invented_town, requests
from senior_life.storage import Store
from services.on_demand_transport.clock import moment
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import FILES, Chair
from services.on_demand_transport.tables import Ride, RunDay

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
OPEN = {"days": EVERY_DAY, "since": "07:00", "until": "19:00", "on_holidays": True}
AROUND = [[34.2, 135.2], [34.2, 135.8], [34.8, 135.8], [34.8, 135.2]]
NAMED = {"text": "車", "kana": "くるま"}
ROADS = {
    "detour_factor": 1.3,
    "spread": 0.2,
    "speeds": [
        {"since": since, "km_per_hour": speed}
        for since, speed in (
            ("00:00", 27),
            ("07:30", 20),
            ("09:00", 25),
            ("17:00", 20),
            ("18:30", 27),
        )
    ],
}
"""Those of ``dispatch.days``."""


@dataclass(frozen=True)
class Invented:
    """Where people live and go; ``files`` are a town pack's, checked."""

    stops: Sequence[Point]
    hubs: Sequence[Point]
    files: Mapping[str, Any]


def invented(seed: int, vehicles: int, kilometres: float, **rules: Any) -> Invented:
    """A circle with 400 stops, ten of which are hubs; vehicles as ``days.invented_fleet`` has."""
    stops, hubs = invented_town(seed, kilometres)
    service = {
        "letters": "DR",
        "hours": [OPEN],
        "zones": [{"id": "all", "name": NAMED, "outline": AROUND}],
        "booking_rules": {"prior_notice_duration_min": 0},
        "roads": ROADS,
        "fares": {"yen": 300, "companion_yen": 150},
        "boarding_minutes": {chair.value: 1.0 for chair in Chair},
        **rules,
    }
    files = {
        "service.yaml": service,
        "stops.csv": [_stop(k, one) for k, one in enumerate((*stops, *hubs))],
        "vehicles.yaml": {
            "depots": [
                {"id": f"depot_{k}", "name": NAMED, "lat": hub.lat, "lon": hub.lon}
                for k, hub in enumerate(hubs[:2])
            ],
            "vehicles": [_vehicle(k) for k in range(vehicles)],
        },
    }
    checked = {name: FILES[name].model_validate(data) for name, data in files.items()}
    return Invented(stops, hubs, checked)


def _stop(number: int, at: Point) -> dict[str, Any]:
    words = {"words": "入口の前", "words_kana": "いりぐちのまえ"}
    name = {"name": f"停留所{number}", "kana": "ていりゅうじょ"}
    return {"id": f"stop_{number}", **name, **words, "lat": at.lat, "lon": at.lon}


def _vehicle(number: int) -> dict[str, Any]:
    return {
        "id": f"car_{number}",
        "name": NAMED,
        "plate": f"{number:04}",
        "depot": f"depot_{number % 2}",
        "seats": 8,
        "wheelchair_places": 1,
        "seats_per_wheelchair": 2,
        "shifts": [OPEN],
    }


def full_day(network: Network, town: Invented, day: date, count: int, seed: int) -> Fleet:
    """The first offer to each of so many who ask beforehand; nobody thinks better of it."""
    runs = network.runs(day).values()
    fleet = Fleet(tuple(Standing(run) for run in runs), {}, network.roads, 0.0, network.promise)
    for one in requests(count, town.stops, town.hubs, seed, Habits(cancelled=0)):
        offers = fleet.offers(one.wish, 1)
        if offers:
            fleet = fleet.taking(offers[0])
    return fleet


def write_day(store: Store, day: date, fleet: Fleet) -> int:
    """As confirmed rides and their runs' rows; how many rides."""
    run_of = {visit.ride: one.run.id for one in fleet.standings for visit in one.visits}
    names = {ride: uuid4().hex for ride in fleet.rides}
    rides = [
        _ride(day, number, names[ride.id], run_of[ride.id], ride)
        for number, ride in enumerate(fleet.rides.values())
    ]
    rows = [_row(day, one, names) for one in fleet.standings]
    store.write_now(lambda session: _insert(session, rides, rows))
    return len(rides)


def _ride(day: date, number: int, trip: str, run: str, ride: Promised) -> dict[str, Any]:
    made_at: datetime = moment(day, 0)
    return Ride(
        resident=uuid4().hex,
        channel="touch",
        day=day,
        origin="stop_0",
        destination="stop_1",
        time_kind="depart",
        minute=ride.board_from,
        riders=ride.riders + ride.wheelchairs,
        chair="wheelchair" if ride.wheelchairs else "none",
        board_lat=ride.origin.lat,
        board_lon=ride.origin.lon,
        leave_lat=ride.destination.lat,
        leave_lon=ride.destination.lon,
        boarding_minutes=ride.boarding_minutes,
        run=run,
        board_from=ride.board_from,
        board_by=ride.board_by,
        arrive_by=ride.arrive_by,
        longest_minutes=ride.longest_ride_minutes,
        ref=uuid4().hex,
        number=_number(day, number),
        state=State.CONFIRMED.value,
        made_by="bench",
        trip=trip,
        made_at=made_at,
        undo_until=made_at,
    ).model_dump()


def _number(day: date, number: int) -> str:
    """Unlike those that are drawn, which hold no 0 and no 1."""
    return f"DR-{number:06}0{day.day:02}"


def _row(day: date, one: Standing, names: Mapping[str, str]) -> dict[str, Any]:
    visits = [[names[visit.ride], int(visit.is_pickup)] for visit in one.visits]
    return RunDay(day=day, run=one.run.id, visits=json.dumps(visits)).model_dump()


def _insert(session: Session, rides: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(Ride), rides)
    session.execute(insert(RunDay), rows)
