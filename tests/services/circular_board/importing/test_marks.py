"""Days, times, numbers and places are found where they stand, and what is none is left alone."""

from datetime import date, time

import pytest

from senior_life.contract import Name, Phone, Place
from senior_life.town.places import Places
from services.circular_board.importing import Block, Shape, happening_in, marks_in, sentences

TODAY = date(2026, 11, 10)
PARK = Place("park", Name("槇塚台公園", "まきづかだいこうえん"), 34.5, 135.5, ("まきづか公園",))
HALL = Place("hall", Name("泉ケ丘集会所", "いずみがおかしゅうかいじょ"), 34.5, 135.5, ("集会所",))
PLACES = Places([PARK, HALL])


def found(text: str) -> list[tuple[str, object]]:
    return [(text[one.start : one.end], one.value) for one in marks_in(text, TODAY, PLACES)]


def test_a_sentence_of_a_circular() -> None:
    text = "11月24日（火）午前9時30分に槇塚台公園へ。雨のときは072-290-1800へお電話ください。"
    assert found(text) == [
        ("11月24日（火）", date(2026, 11, 24)),
        ("午前9時30分", time(9, 30)),
        ("槇塚台公園", PARK),
        ("072-290-1800", Phone("0722901800")),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和9年1月5日", date(2027, 1, 5)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("2026年12月1日（火曜日）", date(2026, 12, 1)),
        ("1月15日", date(2027, 1, 15)),
        ("11月3日（火・祝）", date(2026, 11, 3)),
        ("12/4(金)", date(2026, 12, 4)),
        ("11月1日（月）", date(2027, 11, 1)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert found(f"日程は{text}です。") == [(text, day)]


@pytest.mark.parametrize(
    ("text", "at"),
    [("午後1時", time(13)), ("9時半", time(9, 30)), ("13:05", time(13, 5)), ("午前0時", time(0))],
)
def test_times(text: str, at: time) -> None:
    assert found(f"集合は{text}。") == [(text, at)]


@pytest.mark.parametrize(
    "text", ["13月32日", "3時間", "25時", "1/2/3", "12日間", "単価1200円", "第3回", "2丁目15番"]
)
def test_what_is_none(text: str) -> None:
    assert found(f"（{text}）") == []


def test_a_place_is_found_by_what_people_call_it_within_a_longer_word() -> None:
    assert found("会場は泉ケ丘集会所前です") == [("泉ケ丘集会所", HALL)]
    assert found("遠い町の公園にて") == []


def test_numbers_of_telephones_written_in_other_ways() -> None:
    assert found("電話（072）290-1800まで") == [("（072）290-1800", Phone("0722901800"))]


def test_sentences_are_read_one_after_another() -> None:
    block = Block(Shape.PARAGRAPH, "「はい。」と言う。次です！終わり")
    assert sentences(block) == ("「はい。」", "と言う。", "次です！", "終わり")
    assert sentences(Block(Shape.ROW, cells=("日時", "", "11月24日"))) == ("日時、11月24日",)


@pytest.mark.parametrize(
    ("text", "happens"),
    [
        ("日時：11月28日（土）午前9時から11時まで", (date(2026, 11, 28), time(9))),
        ("11月28日に集まります。", (date(2026, 11, 28), None)),
        ("11月28日の10時。\n受付は9時です。", (date(2026, 11, 28), time(10))),
        ("11月28日、9時の部と13時の部", (date(2026, 11, 28), None)),
        ("11月28日です。雨のときは11月29日です。", None),
        ("11月1日に集まりました。", None),
        ("11月1日に決まりました。11月28日におこないます。", (date(2026, 11, 28), None)),
        ("お知らせです。", None),
    ],
)
def test_when_it_takes_place_is_said_once_or_not_guessed(text: str, happens: object) -> None:
    assert happening_in(text, TODAY, PLACES) == happens
