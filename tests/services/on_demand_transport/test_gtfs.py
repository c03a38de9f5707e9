"""The GTFS-Flex feed against the rules of the reference, field by field.

What stands here is what a reader of the reference checks; ``test_gtfs_validator.py`` runs a
validator.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from senior_life.contract import TownFacts
from senior_life.town import Pack
from services.on_demand_transport.gtfs import feed, zipped

from .conftest import checked, small_town

REQUIRED = {
    "agency.txt": {"agency_name", "agency_url", "agency_timezone"},
    "stops.txt": {"stop_id", "stop_name", "stop_lat", "stop_lon"},
    "routes.txt": {"route_id", "route_type"},
    "trips.txt": {"route_id", "service_id", "trip_id"},
    "stop_times.txt": {"trip_id", "stop_sequence"},
    "calendar.txt": {"service_id", "monday", "sunday", "start_date", "end_date"},
    "booking_rules.txt": {"booking_rule_id", "booking_type"},
    "location_groups.txt": {"location_group_id"},
    "location_group_stops.txt": {"location_group_id", "stop_id"},
    "feed_info.txt": {"feed_publisher_name", "feed_publisher_url", "feed_lang"},
}
KEYS = {
    "stops.txt": ("stop_id",),
    "routes.txt": ("route_id",),
    "trips.txt": ("trip_id",),
    "stop_times.txt": ("trip_id", "stop_sequence"),
    "calendar.txt": ("service_id",),
    "calendar_dates.txt": ("service_id", "date"),
    "booking_rules.txt": ("booking_rule_id",),
    "location_groups.txt": ("location_group_id",),
    "location_group_stops.txt": ("location_group_id", "stop_id"),
}
TIME, DAY = re.compile(r"\d\d:[0-5]\d:[0-5]\d"), re.compile(r"\d{8}")
Feed = Mapping[str, list[dict[str, str]]]


def facts_of(pack: Pack, **rules: Any) -> TownFacts:
    return TownFacts(
        name=pack.town.name,
        timezone=pack.town.timezone,
        phone=pack.phone,
        today=date(2026, 11, 24),
        files=checked(small_town(**rules)),
        places=pack.places,
        holiday=pack.calendar.holiday,
    )


def read(texts: Mapping[str, str]) -> Feed:
    return {
        name: list(csv.DictReader(io.StringIO(text)))
        for name, text in texts.items()
        if name.endswith(".txt")
    }


def faults(texts: Mapping[str, str]) -> Iterator[str]:
    found = read(texts)
    zones = {one["id"] for one in json.loads(texts["locations.geojson"])["features"]}
    yield from _whole(found)
    yield from _references(found, zones)
    yield from _flexible(found)
    for rule in found["booking_rules.txt"]:
        yield from _booking(rule)


def _whole(found: Feed) -> Iterator[str]:
    for name, fields in REQUIRED.items():
        for row in found.get(name, []) or [{}]:
            missing = [one for one in fields if not row.get(one)]
            if missing:
                yield f"{name}: {missing} are required"
    for name, key in KEYS.items():
        values = [tuple(row[one] for one in key) for row in found.get(name, [])]
        if len(set(values)) != len(values):
            yield f"{name}: two rows have the same {key}"


def _references(found: Feed, zones: set[str]) -> Iterator[str]:
    ids = {
        "stop_id": {one["stop_id"] for one in found["stops.txt"]},
        "location_group_id": {one["location_group_id"] for one in found["location_groups.txt"]},
        "location_id": zones,
        "trip_id": {one["trip_id"] for one in found["trips.txt"]},
        "route_id": {one["route_id"] for one in found["routes.txt"]},
        "service_id": {one["service_id"] for one in found["calendar.txt"]},
        "pickup_booking_rule_id": {one["booking_rule_id"] for one in found["booking_rules.txt"]},
    }
    ids["drop_off_booking_rule_id"] = ids["pickup_booking_rule_id"]
    places = [*ids["stop_id"], *ids["location_group_id"], *zones]
    if len(set(places)) != len(places):
        yield "a stop, a group and a zone must not have the same id"
    for name, rows in found.items():
        for row in rows:
            for field, known in ids.items():
                if row.get(field) and row[field] not in known:
                    yield f"{name}: {field} {row[field]} is nowhere"


def _flexible(found: Feed) -> Iterator[str]:
    for row in found["stop_times.txt"]:
        where = [row.get(one) for one in ("stop_id", "location_group_id", "location_id")]
        if sum(map(bool, where)) != 1:
            yield "exactly one of stop, group and location is needed"
        window = [row[f"{end}_pickup_drop_off_window"] for end in ("start", "end")]
        if not all(map(TIME.fullmatch, window)) or window[0] >= window[1]:
            yield f"no window: {window}"
        if row.get("arrival_time") or row.get("departure_time"):
            yield "with a window no times may stand"
        if row["pickup_type"] in {"0", "3"} or row["drop_off_type"] == "0":
            yield "with a window nothing is regular"
    for row in found["trips.txt"]:
        times = [one for one in found["stop_times.txt"] if one["trip_id"] == row["trip_id"]]
        if len(times) < 2:
            yield f"{row['trip_id']} has no two stops"
        if float(row["safe_duration_factor"]) < 1 or float(row["safe_duration_offset"]) < 0:
            yield f"{row['trip_id']} is quicker than a car"


def _booking(row: Mapping[str, str]) -> Iterator[str]:
    """Conditions of booking_rules.txt, from the table of its fields."""
    kind = row["booking_type"]
    has = {name for name, value in row.items() if value}
    same, prior = kind == "1", kind == "2"
    if same != ("prior_notice_duration_min" in has):
        yield "prior_notice_duration_min is required for same-day booking, else forbidden"
    if "prior_notice_duration_max" in has and not same:
        yield "prior_notice_duration_max is forbidden but for same-day booking"
    if prior != ("prior_notice_last_day" in has):
        yield "prior_notice_last_day is required for booking on prior days, else forbidden"
    if ("prior_notice_last_day" in has) != ("prior_notice_last_time" in has):
        yield "prior_notice_last_time goes with prior_notice_last_day"
    if ("prior_notice_start_day" in has) != ("prior_notice_start_time" in has):
        yield "prior_notice_start_time goes with prior_notice_start_day"
    if "prior_notice_start_day" in has and "prior_notice_duration_max" in has:
        yield "prior_notice_start_day is forbidden with prior_notice_duration_max"
    if "prior_notice_service_id" in has and not prior:
        yield "prior_notice_service_id is forbidden but for booking on prior days"


@pytest.mark.parametrize(
    "booking",
    [
        {},
        {"prior_notice_duration_max": 20160},
        {"prior_notice_last_day": 1, "business_days": True},
    ],
)
def test_the_feed_keeps_the_rules_of_the_reference(pack: Pack, booking: dict[str, Any]) -> None:
    assert list(faults(feed(facts_of(pack, booking_rules=booking)))) == []


def test_closing_days_are_taken_out_of_the_calendar(pack: Pack) -> None:
    found = read(feed(facts_of(pack)))
    closed = {one["date"] for one in found["calendar_dates.txt"]}
    assert {"20261230", "20270101"} <= closed
    assert all(DAY.fullmatch(one) for one in closed)
    assert "20261129" not in closed, "on a Sunday nobody drives anyway"


def test_a_ring_is_closed_and_has_its_longitude_first(pack: Pack) -> None:
    whole = json.loads(feed(facts_of(pack))["locations.geojson"])
    [ring] = whole["features"][0]["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    assert all(lon > 100 > lat for lon, lat in ring)


def test_the_same_pack_is_the_same_file(pack: Pack) -> None:
    packed = zipped(facts_of(pack))
    assert packed == zipped(facts_of(pack))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {"stops.txt", "booking_rules.txt", "locations.geojson"} <= set(archive.namelist())
