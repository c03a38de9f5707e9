"""What is looked at above a list arrives in the reader's words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from senior_life.api.eyes import Eyes
from senior_life.api.pictures import picture_out
from senior_life.contract import Bar, Lane, Map, Mark, Name, Timeline, Way
from senior_life.usecases.access import Reader
from senior_life.wire import MapOut, TableOut, TimelineOut

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
TEN = NINE + timedelta(hours=1)
STATION = Name("泉ケ丘駅", "いずみがおかえき", "Izumigaoka Station")


def eyes(language: str) -> Eyes:
    return Eyes(Reader(language=language), date(2026, 11, 27), {})


def test_a_timeline_says_its_names_in_the_readers_language() -> None:
    picture = Timeline(NINE, TEN, (Lane(STATION, (Bar(NINE, TEN, STATION, "done"),)),), TEN)
    japanese, english = picture_out(eyes("ja").see, picture), picture_out(eyes("en").see, picture)
    assert isinstance(japanese, TimelineOut)
    assert isinstance(english, TimelineOut)
    assert japanese.lanes[0].label.text == "泉ケ丘駅"
    assert english.lanes[0].label.text == "Izumigaoka Station"
    bar = japanese.lanes[0].bars[0]
    assert (bar.starts, bar.ends, bar.state) == (NINE, TEN, "done")


def test_a_map_keeps_what_has_no_words() -> None:
    way = Way(((34.49, 135.51), (34.48, 135.49)))
    found = picture_out(eyes("ja").see, Map((Mark(34.49, 135.51),), (way,)))
    assert isinstance(found, MapOut)
    assert found.marks[0].says is None
    assert found.ways[0].points == way.points


def test_over_the_wire_it_is_the_same_picture() -> None:
    picture = picture_out(eyes("ja").see, Timeline(NINE, TEN, (Lane(STATION, ()),)))
    table = TableOut.model_construct(
        service="s",
        name="n",
        title=picture.lanes[0].label if isinstance(picture, TimelineOut) else None,
        columns=(),
        lines=(),
        actions=(),
        csv="",
        paper="",
        picture=picture,
    )
    assert TableOut.model_validate_json(table.model_dump_json()).picture == picture


def test_without_a_picture_there_is_none() -> None:
    assert picture_out(eyes("ja").see, None) is None
