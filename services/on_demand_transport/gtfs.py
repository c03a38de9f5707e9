"""The service as a GTFS-Flex feed, for trip planners and anybody else.

Fields and rules are those of the GTFS Schedule reference (gtfs.org/documentation/schedule), with
its flexible services: booking_rules.txt, location_groups.txt, locations.geojson, windows in
stop_times.txt, safe_duration_factor and safe_duration_offset in trips.txt.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from senior_life.contract import Name, TownFacts
from senior_life.dispatch.travel import safe_factor
from senior_life.providing import WEEKDAYS
from services.on_demand_transport.clock import WEEKEND
from services.on_demand_transport.pack import Hours, ServiceFile, Stop, VehiclesFile

DAYS = 365
"""So long the feed is good for, from the day on which it is written."""
ROUTE, AGENCY, STOPS, RULE = "rides", "town", "all_stops", "booking"
WORKING = "business_days"
BY_ARRANGEMENT, NOT_HERE = "2", "1"
"""pickup_type and drop_off_type: phone or book ahead; none."""
BUS = "3"
SAME_DAY, PRIOR_DAYS = "1", "2"
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PACKED_AT = (1980, 1, 1, 0, 0, 0)  # the same feed is the same file
Rows = list[dict[str, str]]


def zipped(facts: TownFacts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in feed(facts).items():
            archive.writestr(zipfile.ZipInfo(name, PACKED_AT), text)
    return out.getvalue()


def feed(facts: TownFacts) -> Mapping[str, str]:
    """The text of each file by its name."""
    rules: ServiceFile = facts.files["service.yaml"]
    stops: Sequence[Stop] = facts.files["stops.csv"].root
    last = facts.today + timedelta(days=DAYS)
    tables: dict[str, Rows] = {
        "agency.txt": [_agency(facts, rules)],
        "feed_info.txt": [_info(facts, rules, last)],
        "routes.txt": [_route(facts)],
        "stops.txt": [_stop(one) for one in stops],
        "location_groups.txt": [
            {"location_group_id": STOPS, "location_group_name": facts.name.text}
        ],
        "location_group_stops.txt": [
            {"location_group_id": STOPS, "stop_id": one.id} for one in stops
        ],
        "booking_rules.txt": [_booking_rule(facts, rules)],
        "calendar.txt": [
            _calendar(name, one, facts.today, last) for name, one in _calendars(rules)
        ],
        "calendar_dates.txt": list(_closed(facts.holiday, rules, facts.today, last)),
        "trips.txt": [trip for n, _hours in _each(rules) for trip in _trips(facts, rules, n)],
        "stop_times.txt": [row for n, one in _each(rules) for row in _stop_times(rules, n, one)],
    }
    texts = {name: _csv(rows) for name, rows in tables.items() if rows}
    return {**texts, "locations.geojson": _locations(rules)}


def _each(rules: ServiceFile) -> Iterator[tuple[int, Hours]]:
    return iter(enumerate(rules.hours, start=1))


def _csv(rows: Rows) -> str:
    """A column is left out where nobody has anything in it."""
    names = [name for name in rows[0] if any(row[name] for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _agency(facts: TownFacts, rules: ServiceFile) -> dict[str, str]:
    return {
        "agency_id": AGENCY,
        "agency_name": facts.name.text,
        "agency_url": rules.url,
        "agency_timezone": facts.timezone,
        "agency_lang": "ja",
        "agency_phone": rules.phone or facts.phone.number,
    }


def _info(facts: TownFacts, rules: ServiceFile, last: date) -> dict[str, str]:
    return {
        "feed_publisher_name": facts.name.text,
        "feed_publisher_url": rules.url,
        "feed_lang": "ja",
        "feed_start_date": _day(facts.today),
        "feed_end_date": _day(last),
        "feed_version": _day(facts.today),
        "feed_contact_url": rules.url,
    }


def _route(facts: TownFacts) -> dict[str, str]:
    return {
        "route_id": ROUTE,
        "agency_id": AGENCY,
        "route_long_name": f"{facts.name.text} 乗り合いの車",
        "route_type": BUS,
    }


def _stop(stop: Stop) -> dict[str, str]:
    return {
        "stop_id": stop.id,
        "stop_name": stop.name,
        "tts_stop_name": stop.kana,
        "stop_desc": stop.words,
        "stop_lat": f"{stop.lat:.6f}",
        "stop_lon": f"{stop.lon:.6f}",
        "wheelchair_boarding": "1" if stop.step_free == "yes" else "2",
    }


def _booking_rule(facts: TownFacts, rules: ServiceFile) -> dict[str, str]:
    """The pack has nothing in it that the reference forbids together."""
    asked = rules.booking_rules
    is_prior = asked.prior_notice_last_day is not None
    most = None if is_prior else asked.prior_notice_duration_max
    opens = asked.opens_days_before is not None
    return {
        "booking_rule_id": RULE,
        "booking_type": PRIOR_DAYS if is_prior else SAME_DAY,
        "prior_notice_duration_min": "" if is_prior else str(asked.prior_notice_duration_min),
        "prior_notice_duration_max": "" if most is None else str(most),
        "prior_notice_last_day": str(asked.prior_notice_last_day) if is_prior else "",
        "prior_notice_last_time": _time(asked.prior_notice_last_time) if is_prior else "",
        "prior_notice_start_day": str(asked.prior_notice_start_day) if opens else "",
        "prior_notice_start_time": _time(asked.prior_notice_start_time) if opens else "",
        "prior_notice_service_id": WORKING if asked.business_days else "",
        "message": asked.message.text if asked.message else "",
        "phone_number": asked.phone or rules.phone or facts.phone.number,
        "info_url": rules.url,
    }


def _calendars(rules: ServiceFile) -> Iterator[tuple[str, Hours]]:
    """Those of the hours, and the days that count before a ride."""
    yield from ((_service(number), one) for number, one in _each(rules))
    if rules.booking_rules.business_days:
        yield WORKING, Hours(days=tuple(WEEKDAYS[:WEEKEND]), since="0:00", until="24:00")


def _calendar(service: str, hours: Hours, first: date, last: date) -> dict[str, str]:
    runs = {
        name: str(int(day in hours.days)) for name, day in zip(WEEKDAY_NAMES, WEEKDAYS, strict=True)
    }
    return {
        "service_id": service,
        **runs,
        "start_date": _day(first),
        "end_date": _day(last),
    }


def _closed(
    holiday: Callable[[date], Name | None], rules: ServiceFile, first: date, last: date
) -> Iterator[dict[str, str]]:
    """The town's closing days, for the hours that do not hold on them."""
    for service, hours in _calendars(rules):
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            is_out = not hours.on_holidays and WEEKDAYS[day.weekday()] in hours.days
            if is_out and holiday(day) is not None:
                yield {"service_id": service, "date": _day(day), "exception_type": "2"}


def _trips(facts: TownFacts, rules: ServiceFile, number: int) -> Iterator[dict[str, str]]:
    """From stop to stop, and from door to door within each zone.

    In ``safe_duration`` minutes, factor × the time of a car + offset, 95 % of rides arrive: a
    ride's own longest time, each with the safety that is planned with.
    """
    fleet: VehiclesFile = facts.files["vehicles.yaml"]
    has_place = any(one.wheelchair_places for one in fleet.vehicles)
    factor = safe_factor(rules.roads.spread)
    for place in _areas(rules):
        yield {
            "route_id": ROUTE,
            "service_id": _service(number),
            "trip_id": f"{_service(number)}_{place}",
            "trip_short_name": "",
            "wheelchair_accessible": "1" if has_place else "2",
            "safe_duration_factor": f"{factor:.2f}",
            "safe_duration_offset": f"{60 * rules.promise.longest_ride_extra_minutes}",
        }


def _areas(rules: ServiceFile) -> list[str]:
    return [STOPS, *(one.id for one in rules.zones)]


def _stop_times(rules: ServiceFile, number: int, hours: Hours) -> Iterator[dict[str, str]]:
    """Boarding and alighting are two rows of the same area, as the reference asks for."""
    for place in _areas(rules):
        for sequence, is_pickup in ((1, True), (2, False)):
            yield {
                "trip_id": f"{_service(number)}_{place}",
                "stop_sequence": str(sequence),
                "location_group_id": place if place == STOPS else "",
                "location_id": "" if place == STOPS else place,
                "start_pickup_drop_off_window": _time(hours.since),
                "end_pickup_drop_off_window": _time(hours.until),
                "pickup_type": BY_ARRANGEMENT if is_pickup else NOT_HERE,
                "drop_off_type": NOT_HERE if is_pickup else BY_ARRANGEMENT,
                "pickup_booking_rule_id": RULE if is_pickup else "",
                "drop_off_booking_rule_id": "" if is_pickup else RULE,
            }


def _locations(rules: ServiceFile) -> str:
    """GeoJSON has the longitude first, and closes its rings."""
    features = [
        {
            "type": "Feature",
            "id": zone.id,
            "properties": {"stop_name": zone.name.text},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[lon, lat] for lat, lon in (*zone.outline, zone.outline[0])]],
            },
        }
        for zone in rules.zones
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _service(number: int) -> str:
    return f"hours_{number}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _time(minute: int) -> str:
    """Past midnight it goes on counting: 25:30:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}:00"
