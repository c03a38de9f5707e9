"""Values of the contract become words of one language."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from senior_life.contract import Name, Person, Phone, Several, Text, Value, Yen, words
from senior_life.words import Words, plain, render
from senior_life.words.catalogues import add_catalogue, translations

_ = words("senior_life")
MOMENT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (MOMENT, "令和8年11月25日 水曜日 午前10時", "Wednesday, 25 November 2026, 10:00 AM"),
        (date(2026, 11, 25), "令和8年11月25日 水曜日", "Wednesday, 25 November 2026"),
        (time(14, 0), "午後2時", "2:00 PM"),
        (1200, "1,200", "1,200"),
        (Yen(1200), "1,200円", "1,200 yen"),
        (Yen(0), "無料", "free of charge"),
        (Phone("0722901800"), "072-290-1800", "072-290-1800"),
        (Phone("119"), "119", "119"),
        (Phone("#7119"), "#7119", "#7119"),
        (Phone("0120444113"), "0120-444-113", "0120-444-113"),
        (Name("泉ケ丘駅", "いずみがおかえき", "Izumigaoka"), "泉ケ丘駅", "Izumigaoka"),
        (Name("泉ケ丘駅", "いずみがおかえき"), "泉ケ丘駅", "泉ケ丘駅"),
        (Several((Name("印鑑", "いんかん", "Seal"), Yen(10))), "印鑑・10円", "Seal, 10 yen"),
        ("A-12", "A-12", "A-12"),
    ],
)
def test_values_are_formatted_by_type(value: Value, japanese: str, english: str) -> None:
    assert plain(value, "ja", TODAY) == japanese
    assert render(value, "ja", TODAY).text == japanese
    assert plain(value, "en", TODAY) == english


def test_format_words_pick_the_form() -> None:
    said = Text(
        "{at:near} {at:clock} {at:short} {n:things} {year:plain}",
        {"at": MOMENT, "n": 5, "year": 2026},
        "x",
    )
    assert plain(said, "ja", TODAY) == "あす 11月25日 水曜日 午前10時 11月25日 5つ 2026"
    assert plain(said, "en", TODAY).endswith("10:00 AM 25 November 5 2026")


def test_from_ten_on_things_are_a_bare_number() -> None:
    assert plain(Text("{n:things}", {"n": 10}, "x"), "ja") == "10"


def test_a_name_keeps_its_own_reading() -> None:
    said = render(Text("{where}", {"where": Name("東", "あずま")}, "x"), "ja")
    assert said == Words("東", (("東", "あずま"),))


def test_a_sentence_without_kanji_needs_no_ruby() -> None:
    assert render("はい", "ja") == Words("はい")
    assert render("窓口", "en") == Words("窓口")


def test_a_word_split_over_a_value_is_read_as_one() -> None:
    said = render(Text("{n}日まで", {"n": 20}, "x"), "ja")
    assert said.ruby == (("20日", "はつか"), ("まで", ""))


def test_a_person_is_named_only_to_whom_may_read_it() -> None:
    who = Text("{who}", {"who": Person("r1")}, "x")
    assert plain(who, "ja", people={"r1": Name("山田 花子", "やまだ はなこ")}) == "山田 花子"
    assert plain(who, "ja") == "利用者"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kitchen_for_tests" / "locale" / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / "kitchen_for_tests" / "__init__.py").touch()
    (folder / "kitchen.po").write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "One meal"\nmsgid_plural "{n} meals"\nmsgstr[0] "{n}食"\n\n'
        '#, fuzzy\nmsgid "Soup"\nmsgstr "かも"\n',
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    add_catalogue("kitchen", "kitchen_for_tests")


def test_plurals_follow_the_language(catalogue: None) -> None:
    meals = words("kitchen")("One meal", "{n} meals", n=1)
    assert plain(meals, "ja") == "1食"
    assert plain(meals, "en") == "One meal"
    assert plain(words("kitchen")("One meal", "{n} meals", n=2), "en") == "2 meals"


def test_fuzzy_and_unknown_messages_stay_english(catalogue: None) -> None:
    assert plain(words("kitchen")("Soup"), "ja") == "Soup"
    assert plain(words("nobody")("Hello"), "ja") == "Hello"
    assert translations("kitchen", "ja") is translations("kitchen", "ja")
