"""A sentence on the home screen becomes requests; what no service offers is never made to fit."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Option, Service
from senior_life.intents import nearest, requests
from services.on_demand_transport import service as rides

Options = Mapping[str, Mapping[str, Sequence[Option]]]
DEV = Path(__file__).parents[1] / "data" / "utterances-dev.tsv"
LINES = [line.split("\t") for line in DEV.read_text("utf-8").splitlines() if line[0] != "#"]
OFFERED = {"counter_reservation", "today", "human"}


def plain(answer: Any) -> Any:
    """One chosen of many is compared as that one."""
    return answer[0] if isinstance(answer, tuple) and len(answer) == 1 else answer


@pytest.mark.parametrize(("sentence", "expected"), LINES, ids=[line[0] for line in LINES])
def test_people_are_understood_or_told_honestly_that_they_are_not(
    sentence: str, expected: str, counter: Service, options: Options, now: datetime
) -> None:
    wanted = [one for one in json.loads(expected) if one["service"] in OFFERED]
    found = requests(sentence, [counter], options, now)
    assert [one.service for one in found] == [one["service"] for one in wanted]
    for one, request in zip(wanted, found, strict=True):
        answers = {name: plain(answer) for name, answer in request.answers.items()}
        assert one["answers"].items() <= answers.items()
        assert request.action == one.get("action", "book")


def test_every_example_sentence_of_a_service_leads_to_it(
    counter: Service, options: Options, now: datetime
) -> None:
    for sentence in counter.sentences["ja"]:
        assert [one.service for one in requests(sentence, [counter], options, now)] == [counter.id]


def test_what_is_still_to_be_asked_is_named_in_order(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("明日の年金の相談", [counter], options, now)
    assert found.missing == tuple(s.name for s in counter.steps if s.name not in found.answers)
    assert "topic" not in found.missing


@pytest.mark.parametrize(
    "sentence",
    [
        "お弁当の予約をお願い",
        "区役所まで車で",
        "バスで高島屋に行きたい",
        "税金が高いなあ",
        "予約",
        "",
        "孫の誕生日",
    ],
)
def test_a_passing_word_is_no_request(
    sentence: str, counter: Service, options: Options, now: datetime
) -> None:
    assert requests(sentence, [counter], options, now) == []


@pytest.mark.parametrize(
    ("sentence", "is_meant"),
    [
        ("毎週火曜に病院まで", True),
        ("泉ケ丘駅までお願いします", True),
        ("病院まで行きたい", True),
        ("区役所まで年金の相談に行きたい", False),
        ("5時までお願い", False),
        ("12月10日までに", False),
    ],
)
def test_where_to_is_enough_to_mean_the_ride_there(
    sentence: str, is_meant: bool, counter: Service, options: Options, now: datetime
) -> None:
    found = [one.service for one in requests(sentence, [counter, rides], options, now)]
    assert (found == [rides.id]) is is_meant


@pytest.mark.parametrize(
    ("sentence", "meant"), [("助けて", "emergency"), ("年金やけど係の人", "human")]
)
def test_help_and_a_person_come_first(
    sentence: str, meant: str, counter: Service, options: Options, now: datetime
) -> None:
    assert [one.service for one in requests(sentence, [counter], options, now)] == [meant]


def test_a_change_is_told_from_a_new_booking(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("年金の予約を水曜に変更したい", [counter], options, now)
    assert (found.action, found.answers["date"]) == ("change", "2026-11-25")


def test_doubt_about_the_day_is_no_doubt_about_the_topic(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("介護保険の相談、明日か明後日", [counter], options, now)
    assert found.answers == {"topic": ("nursing_care",)}


def test_changing_an_address_is_an_errand_of_its_own(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("引っ越したので住所を変えたい", [counter], options, now)
    assert found.action == "book"


def test_a_booking_is_cancelled_where_bookings_are_shown(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("予約をキャンセルしたい", [counter], options, now)
    assert (found.service, found.action) == ("today", "cancel")


def test_the_nearest_service_is_proposed_or_a_person(counter: Service) -> None:
    assert nearest("予約したい", [counter]) == counter.id
    assert nearest("カラオケ", [counter]) is None
    assert nearest("", [counter]) is None


def test_two_days_in_one_sentence_are_asked_again(
    counter: Service, options: Options, now: datetime
) -> None:
    (found,) = requests("年金の相談を水曜か木曜に", [counter], options, now)
    assert "date" not in found.answers
    assert "date" in found.missing
