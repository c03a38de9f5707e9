"""A place is found by whatever people call it."""

import pytest

from senior_life.contract import Name, Place
from senior_life.town import Places, load
from tests.town.conftest import SAMPLE


@pytest.fixture(scope="module")
def places() -> Places:
    return load(SAMPLE).places


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("栂・美木多駅", "toga_mikita_station"),
        ("とがみきた", "toga_mikita_station"),
        ("トガミキタ", "toga_mikita_station"),
        ("栂 美木多", "toga_mikita_station"),
        ("泉ヶ丘", "izumigaoka_station"),
        ("泉が丘駅", "izumigaoka_station"),
        ("近大病院", "kindai_hospital"),
        ("びょういん", "kindai_hospital"),
        ("高島屋", "takashimaya"),
        ("髙島屋", "takashimaya"),
        ("BIG-I", "big_i"),
        ("ｂｉｇ　ｉ", "big_i"),
        ("komyoike station", "komyoike_station"),
        ("区役所まで", "minami_ward_office"),
        ("家", "home"),
    ],
)
def test_people_find_it(words: str, place: str, places: Places) -> None:
    assert places.search(words)[0].id == place


def test_what_is_not_there_finds_nothing(places: Places) -> None:
    assert places.search("東京タワー") == ()
    assert places.get("tokyo_tower") is None


def test_no_words_give_the_first_places(places: Places) -> None:
    assert [place.id for place in places.search(" 　", 2)] == ["home", "izumigaoka_station"]


def test_the_nearer_name_comes_first() -> None:
    def place(number: int, text: str) -> Place:
        return Place(f"p{number}", Name(text, "え"), 34, 135)

    places = Places([place(1, "泉ケ丘駅前広場"), place(2, "泉ケ丘駅"), place(3, "泉ケ丘")])
    assert [one.id for one in places.search("泉ケ丘駅")][:2] == ["p2", "p1"]
