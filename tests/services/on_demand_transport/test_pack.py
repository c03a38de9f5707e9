"""Faults of the service's pack files: each with its file, its place and what to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from senior_life.dispatch import Point
from senior_life.town import Pack
from services.on_demand_transport.checking import check_pack
from services.on_demand_transport.ground import crosses_itself
from services.on_demand_transport.pack import Roads, ServiceFile, Shift, Vehicle
from services.on_demand_transport.pack_booking import BookingRules
from services.on_demand_transport.roads import straight

from .conftest import WEEK, checked, named, small_town, stop, vehicle

Files = dict[str, Any]
Change = Callable[[Files], None]


def told(pack: Pack, files: Files) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(one.file, one.where, one.fix) for one in check_pack(checked(files), pack.places)]


def test_the_small_town_is_in_order(pack: Pack) -> None:
    assert told(pack, small_town()) == []


def two_stops_of_one_id(files: Files) -> None:
    files["stops.csv"].append({**stop("near_home", 34.49, 135.51), "name": "別の名"})


def a_stop_far_away(files: Files) -> None:
    files["stops.csv"].append(stop("far", 35.0, 135.0))


def a_zone_named_as_a_stop(files: Files) -> None:
    files["service.yaml"]["zones"][0]["id"] = "near_home"


def a_zone_named_as_all_stops(files: Files) -> None:
    files["service.yaml"]["zones"][0]["id"] = "all_stops"


def a_bow_tie(files: Files) -> None:
    files["service.yaml"]["zones"][0]["outline"] = [
        [34.40, 135.40],
        [34.60, 135.60],
        [34.40, 135.60],
        [34.60, 135.40],
    ]
    files["service.yaml"]["zones"].append({**small_town()["service.yaml"]["zones"][0], "id": "b"})


def no_such_depot(files: Files) -> None:
    files["vehicles.yaml"]["vehicles"][1]["depot"] = "moon"


def more_wheelchairs_than_seats(files: Files) -> None:
    files["vehicles.yaml"]["vehicles"][0] |= {"wheelchair_places": 3, "seats_per_wheelchair": 1}


def hours_on_a_sunday(files: Files) -> None:
    files["service.yaml"]["hours"][0]["days"] = [*WEEK, "sun"]


def hours_until_late(files: Files) -> None:
    files["service.yaml"]["hours"][0]["until"] = "20:00"


def hours_from_early_on(files: Files) -> None:
    files["service.yaml"]["hours"][0]["since"] = "06:00"


def hours_on_holidays(files: Files) -> None:
    files["service.yaml"]["hours"][0]["on_holidays"] = True


@pytest.mark.parametrize(
    ("change", "file", "where", "fix"),
    [
        (two_stops_of_one_id, "stops.csv", (0, "id"), "stands 2 times; give each"),
        (a_stop_far_away, "stops.csv", (3, "lat"), "outside of every zone; correct lat"),
        (a_zone_named_as_a_stop, "service.yaml", ("zones", 0, "id"), "id of a stop; give"),
        (a_zone_named_as_all_stops, "service.yaml", ("zones", 0, "id"), "id of a stop; give"),
        (a_bow_tie, "service.yaml", ("zones", 0, "outline"), "crosses itself; write"),
        (no_such_depot, "vehicles.yaml", ("vehicles", 1, "depot"), "no depot here; use one of"),
        (
            more_wheelchairs_than_seats,
            "vehicles.yaml",
            ("vehicles", 0, "wheelchair_places"),
            "more seats than it has; lower",
        ),
        (hours_on_a_sunday, "service.yaml", ("hours", 0, "days"), "no vehicle has a shift on sun"),
        (hours_until_late, "service.yaml", ("hours", 0, "until"), "no vehicle drives so late"),
        (hours_from_early_on, "service.yaml", ("hours", 0, "since"), "drives so early on mon"),
        (hours_on_holidays, "service.yaml", ("hours", 0, "days"), "no vehicle has a shift on mon"),
    ],
)
def test_what_does_not_fit_together_is_told(
    pack: Pack, change: Change, file: str, where: tuple[str | int, ...], fix: str
) -> None:
    files = small_town()
    change(files)
    found = told(pack, files)
    assert (file, where) in [(one, place) for one, place, _fix in found]
    assert any(fix in said for _file, _where, said in found), found


@pytest.mark.parametrize(
    ("outline", "is_crossed"),
    [
        ([(0, 0), (0, 2), (2, 2), (2, 0)], False),
        ([(0, 0), (0, 2), (2, 0)], False),
        ([(0, 0), (0, 3), (2, 3), (1, 1), (3, 0)], False),
        ([(0, 0), (2, 2), (0, 2), (2, 0)], True),
        ([(0, 0), (0, 4), (4, 4), (4, 2), (-1, 2), (4, 0)], True),
    ],
)
def test_an_outline_that_crosses_itself_is_seen(
    outline: list[tuple[float, float]], is_crossed: bool
) -> None:
    assert crosses_itself(outline) is is_crossed
    assert crosses_itself(outline[1:] + outline[:1]) is is_crossed


def wrong(**rules: Any) -> str:
    with pytest.raises(ValidationError) as found:
        BookingRules.model_validate(rules)
    return str(found.value)


@pytest.mark.parametrize(
    ("rules", "fix"),
    [
        (
            {"prior_notice_last_day": 1, "prior_notice_duration_min": 30},
            "take out prior_notice_duration_min",
        ),
        (
            {"prior_notice_last_day": 1, "prior_notice_duration_max": 900},
            "take out prior_notice_duration_max",
        ),
        (
            {"prior_notice_duration_max": 900, "prior_notice_start_day": 3},
            "take out prior_notice_start_day",
        ),
        (
            {"prior_notice_duration_max": 900, "prior_notice_start_time": "08:00"},
            "take out prior_notice_start_time",
        ),
        (
            {"prior_notice_duration_min": 60, "prior_notice_duration_max": 30},
            "prior_notice_duration_max is the larger",
        ),
        ({"business_days": True}, "add prior_notice_last_day"),
        (
            {"prior_notice_last_day": 3, "prior_notice_start_day": 2},
            "let prior_notice_start_day be earlier",
        ),
        (
            {
                "prior_notice_last_day": 3,
                "prior_notice_start_day": 3,
                "prior_notice_start_time": "18:00",
            },
            "let prior_notice_start_day be earlier",
        ),
    ],
)
def test_booking_rules_that_gtfs_forbids_together_are_told(rules: Any, fix: str) -> None:
    assert fix in wrong(**rules)


def test_a_vehicle_is_in_one_place_at_a_time() -> None:
    shifts = [
        {"days": ["mon"], "since": "08:00", "until": "12:00"},
        {"days": ["mon", "tue"], "since": "11:00", "until": "15:00"},
    ]
    with pytest.raises(ValidationError, match="overlap on mon; correct their times"):
        Vehicle.model_validate(vehicle("one", shifts=shifts))
    shifts[1]["since"] = "12:00"
    assert Vehicle.model_validate(vehicle("one", shifts=shifts))


def test_a_vehicle_leaves_after_it_has_come() -> None:
    days = {"first_day": "2026-12-01", "last_day": "2026-11-30"}
    with pytest.raises(ValidationError, match="exchange them"):
        Vehicle.model_validate(vehicle("one", **days))


def test_a_break_is_within_its_shift() -> None:
    pause = {"since": "07:00", "until": "09:00"}
    with pytest.raises(ValidationError, match="not within the shift; correct its times"):
        Shift.model_validate({"days": WEEK, "since": "08:00", "until": "18:00", "pause": pause})


def test_a_need_that_nobody_can_have_is_told() -> None:
    door = small_town(door_to_door={"needs": ["wheelchiar"]})
    with pytest.raises(ValidationError, match="wheelchiar"):
        checked(door)
    card = {"id": "card", "name": named("券"), "yen": 100, "needs": ["tired"]}
    fares = {"yen": 300, "companion_yen": 150, "passes": [card]}
    with pytest.raises(ValidationError, match="tired"):
        checked(small_town(fares=fares))


def test_speeds_stand_in_the_order_of_the_day() -> None:
    speeds = [{"since": "09:00", "km_per_hour": 20}, {"since": "07:00", "km_per_hour": 25}]
    with pytest.raises(ValidationError, match="sort them by “since”"):
        checked(small_town(roads={"speeds": speeds}))


def test_after_midnight_the_speeds_of_the_day_begin_anew() -> None:
    speeds = [{"since": f"{hour:02d}:00", "km_per_hour": speed} for hour, speed in TIMES]
    roads = straight(Roads.model_validate({"speeds": speeds}))
    here, there = Point(34.49, 135.50), Point(34.49, 135.501)
    in_hour = {hour: roads.minutes(here, there, hour * 60) for hour in (1, 3, 12, 20, 25, 27)}
    assert in_hour[25] == in_hour[1] < in_hour[20] < in_hour[12]
    assert in_hour[27] == in_hour[3] == in_hour[20]
    only = straight(Roads.model_validate({"speeds": speeds[:1]}))
    assert only.speeds == ((0.0, 40.0),)


TIMES = ((0, 40), (3, 30), (7, 20), (19, 30))


def test_a_pack_may_say_itself_how_fast_the_small_hours_are() -> None:
    speeds = [{"since": "07:00", "km_per_hour": 20}, {"since": "25:00", "km_per_hour": 35}]
    roads = straight(Roads.model_validate({"speeds": speeds}))
    assert roads.speeds == ((420.0, 20.0), (1500.0, 35.0))


# --- the guide ---

GUIDE = Path(__file__).parents[3] / "docs" / "town-pack.md"
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def examples() -> list[Any]:
    """What stands in the guide about service.yaml: the whole of it, then parts in other towns."""
    text = GUIDE.read_text("utf-8")
    text = text[text.index("## on_demand_transport/") : text.index("**stops.csv**")]
    return [YAML(typ="safe").load(one) for one in EXAMPLE.findall(text)]


def test_the_examples_of_the_guide_are_in_order() -> None:
    whole, *parts = examples()
    assert ServiceFile.model_validate(whole)
    assert [[*one] for one in parts] == [["booking_rules"]] * 2 + [["roads"]] * 2
    for one in parts:
        assert ServiceFile.model_validate({**whole, **one})
