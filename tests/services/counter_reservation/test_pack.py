"""The town pack: the sample has no fault; a fault is told with what to do."""

from typing import Any

import pytest
from pydantic import ValidationError

from senior_life.town import Pack, service_files
from services.counter_reservation import service
from services.counter_reservation.checking import check_pack
from services.counter_reservation.pack import Hours, Office, Quota, Span, Topic

from .conftest import CORNER, HOURS, SAMPLE, WARD, checked, counter, small_town, topic

ONE_DAY = {"first_day": "2026-12-01", "last_day": "2026-12-01"}


def faults(pack: Pack, files: dict[str, Any]) -> list[str]:
    return [f"{one.file} {one.where} {one.fix}" for one in check_pack(checked(files), pack.places)]


def test_the_sample_town_has_no_fault(pack: Pack) -> None:
    files = service_files(SAMPLE, service, pack.places)
    assert set(files) == set(service.pack)


def test_the_sample_town_has_the_agreed_topics(pack: Pack) -> None:
    topics = service_files(SAMPLE, service, pack.places)["topics.yaml"].root
    agreed = "pension nursing_care resident_record my_number tax health_insurance bus_pass welfare"
    assert [one.id for one in topics] == agreed.split()


def test_the_small_town_of_these_tests_has_no_fault(pack: Pack) -> None:
    assert faults(pack, small_town()) == []


def broken(**change: Any) -> dict[str, Any]:
    return {**small_town(), **{name.replace("_", "."): data for name, data in change.items()}}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (broken(topics_yaml=[topic("pension", 30), topic("tax", 60), topic("moon", 30)]), "moon"),
        (
            broken(topics_yaml=[topic("pension", 30), topic("pension", 30), topic("tax", 15)]),
            "2 times",
        ),
        (broken(quotas_csv=[]), "has no quota"),
        (
            broken(
                closures_csv=[
                    {"office": "moon", "first_day": "2026-12-01", "last_day": "2026-12-01"}
                ]
            ),
            "moon",
        ),
        (
            broken(
                closures_csv=[
                    {
                        "office": WARD,
                        "counter": "corner_1",
                        "first_day": "2026-12-01",
                        "last_day": "2026-12-01",
                    }
                ]
            ),
            "no counter of",
        ),
        (
            broken(offices_yaml={"offices": [{"id": "moon", "letters": "MN", "hours": [HOURS]}]}),
            "no place of the town",
        ),
        (
            broken(
                counters_yaml=[
                    counter("ward_1", WARD, "pension", modes=["in_person", "phone", "video"]),
                    counter("ward_2", WARD, "pension", "tax"),
                    counter("corner_1", CORNER, "pension"),
                ]
            ),
            "does not say how it calls",
        ),
    ],
)
def test_a_fault_between_files_is_told(pack: Pack, files: dict[str, Any], said: str) -> None:
    told = faults(pack, files)
    assert any(said in one for one in told)
    assert all("; " in one for one in told)


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Span, {"since": "9 o'clock", "until": "10:00"}),
        (Span, {"since": "09:10", "until": "10:00"}),
        (Span, {"since": "10:00", "until": "09:00"}),
        (Span, {"since": "03:00", "until": "09:00"}),
        (Hours, {**HOURS, "every_weeks": 2}),
        (Hours, {**HOURS, "weeks_of_month": [0]}),
        (Topic, topic("pension", 20)),
        (Quota, {"counter": "a", "public": 2, "call_centre": 1, "at_counter": 1}),
    ],
)
def test_a_fault_within_a_file_says_what_to_do(model: Any, data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    assert all("; " in one["msg"] for one in caught.value.errors())


def test_letters_that_are_taken_for_digits_are_refused() -> None:
    with pytest.raises(ValidationError):
        Office.model_validate({"id": "a", "letters": "IO", "hours": [HOURS]})
