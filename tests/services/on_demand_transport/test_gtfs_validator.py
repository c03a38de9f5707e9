"""The GTFS-Flex feed before a validator that knows flexible services, and the validator before
feeds with faults: gtfs-validator is MobilityData's rule set (8.0.1) without Java."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gtfs_validator.cli import main

from senior_life.contract import TownFacts
from senior_life.registry.opening import descriptions
from senior_life.town import Pack, service_files
from services.on_demand_transport import service
from services.on_demand_transport.gtfs import feed, zipped

from .conftest import SAMPLE
from .test_gtfs import facts_of

WRITTEN = date(2026, 11, 24)
EXPECTED = {"mixed_case_recommended_field"}
"""Asks for small and capital letters, which Japanese has not."""
BY_DAYS = {"prior_notice_last_day": 1, "business_days": True}


def notices(folder: Path, packed: bytes, severity: str) -> set[str]:
    """The codes of one severity. The validator itself must not have failed."""
    (folder / "feed.zip").write_bytes(packed)
    asked = ["-i", str(folder / "feed.zip"), "-o", str(folder), "-c", "JP", "-d", str(WRITTEN)]
    assert main(asked) == 0
    assert json.loads((folder / "system_errors.json").read_text("utf-8")) == {"notices": []}
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert "booking_rules.txt" in report["summary"]["files"]
    return {one["code"] for one in report["notices"] if one["severity"] == severity}


def packed_of(texts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "booking",
    [{}, {"prior_notice_duration_max": 20160}, {"prior_notice_last_day": 1}, BY_DAYS],
)
def test_the_feed_passes_the_validator(pack: Pack, tmp_path: Path, booking: Any) -> None:
    packed = zipped(facts_of(pack, booking_rules=booking))
    assert notices(tmp_path, packed, "ERROR") == set()
    assert notices(tmp_path, packed, "WARNING") <= EXPECTED


def test_the_sample_towns_feed_passes_too(pack: Pack, tmp_path: Path) -> None:
    assert service in descriptions()
    facts = TownFacts(
        name=pack.town.name,
        timezone=pack.town.timezone,
        phone=pack.phone,
        today=WRITTEN,
        files=service_files(SAMPLE, service, pack.places),
        places=pack.places,
        holiday=pack.calendar.holiday,
    )
    packed = zipped(facts)
    assert notices(tmp_path, packed, "ERROR") == set()
    assert notices(tmp_path, packed, "WARNING") <= EXPECTED


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code"),
    [
        ("stop_times.txt", "08:00:00,18:00:00", "18:00:00,08:00:00", "invalid_pickup_drop_off"),
        ("stop_times.txt", ",2,1,", ",0,1,", "forbidden_pickup_type"),
        ("stop_times.txt", "hours_1_all_stops,", "nowhere,", "foreign_key_violation"),
        ("booking_rules.txt", ",1,30,", ",1,,", "missing_prior_notice_duration_min"),
        ("booking_rules.txt", ",1,30,", ",0,30,", "forbidden_real_time_booking_field_value"),
        ("stops.txt", "34.489600", "134.489600", "number_out_of_range"),
        ("locations.geojson", '"Polygon"', '"Circle"', "unsupported_geometry_type"),
        ("trips.txt", ",hours_1,", ",hours_9,", "foreign_key_violation"),
    ],
)
def test_the_validator_finds_what_is_wrong(
    pack: Pack, tmp_path: Path, file: str, was: str, becomes: str, code: str
) -> None:
    texts = dict(feed(facts_of(pack)))
    assert was in texts[file]
    texts[file] = texts[file].replace(was, becomes)
    found = notices(tmp_path, packed_of(texts), "ERROR")
    assert any(one.startswith(code) for one in found), found
