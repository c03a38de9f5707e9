"""Words are brought into one form before anything is looked for in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senior_life.intents.hearing import heard, number


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("えーと、あした", "あした"),
        ("あの、年金の窓口", "年金の窓口"),
        ("あの日", "あの日"),
        ("十二月一日の朝", "12月1日の午前"),
        ("２時半", "午後2時30分"),
        ("朝の九時", "午前9時"),
        ("夕方5時", "午後5時"),
        ("昼の1時", "午後1時"),
        ("正午", "午後0時"),
        ("お昼の12時半", "午後0時30分"),
        ("10時5分前", "午前9時55分"),
        ("14:15", "午後2時15分"),
        ("2時間", "2時間"),
        ("午前中", "午前"),
        ("昼から", "午後"),
        ("三人とふたり", "3人と2人"),
        ("十二月はつか", "12月20日"),
        ("一度", "一度"),
        ("らいしゅうのすいようび、ごご2じはん", "来週の水曜、午後2時30分"),
        ("げつよう", "月曜"),
        ("10じに", "午前10時に"),
    ],
)
def test_words_get_one_form(said: str, form: str) -> None:
    assert heard(said) == form


@given(st.text("一二三四五六七八九十月日時分午前後半朝昼の、。 0123456789:", max_size=20))
def test_hearing_twice_changes_nothing_about_a_time(said: str) -> None:
    assert heard(heard(heard(said))) == heard(heard(said))


@pytest.mark.parametrize(
    ("kanji", "value"), [("十", 10), ("二十四", 24), ("二四", 24), ("百三", 103), ("〇", 0)]
)
def test_kanji_numerals(kanji: str, value: int) -> None:
    assert number(kanji) == value
