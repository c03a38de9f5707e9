"""Kana readings of what a town says."""

import sys
from collections.abc import Iterator

import pytest

from senior_life.words import Words, kana, readings, spoken, unread
from senior_life.words.ruby import hiragana


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("介護保険", "かいごほけん"),
        ("後期高齢者医療", "こうきこうれいしゃいりょう"),
        ("住民票", "じゅうみんひょう"),
        ("栂・美木多", "とが・みきた"),
        ("泉ケ丘", "いずみがおか"),
        ("光明池", "こうみょういけ"),
        ("南区役所", "みなみくやくしょ"),
        ("窓口予約", "まどぐちよやく"),
        ("本人確認", "ほんにんかくにん"),
        ("年金手帳", "ねんきんてちょう"),
        ("国民健康保険", "こくみんけんこうほけん"),
        ("敬老優待乗車証", "けいろうゆうたいじょうしゃしょう"),
        ("何をしますか。", "なにをしますか。"),
        ("午後も空いています。", "ごごもあいています。"),
        ("係の人と話す", "かかりのひととはなす"),
        ("どの日に行きますか。", "どのひにいきますか。"),
        ("新檜尾台", "しんひのおだい"),
        ("日", "にち"),
        ("ほかの方の方法", "ほかのかたのほうほう"),
        ("以上の方", "いじょうのかた"),
        ("もう一度開いてください。", "もういちどひらいてください。"),
        ("第2.5版", "だいにてんごばん"),
    ],
)
def test_civic_words_are_read_as_at_the_counter(written: str, reading: str) -> None:
    assert kana(written) == reading


def test_old_forms_of_kanji_in_names_are_read() -> None:
    assert kana("髙橋 﨑山 𠮷田") == "たかはし さきやま よしだ"


def test_every_entry_of_our_own_list_reads_as_it_says() -> None:
    wrong = {
        word: kana(word)
        for word, said in readings.civic_words().items()
        if kana(word) != hiragana(said)
    }
    assert wrong == {"地域包括支援センター": "ちいきほうかつしえんセンター"}


def test_ruby_covers_the_whole_text() -> None:
    text = "11月20日、南区役所 1階 3番窓口で お待ちください。"
    assert "".join(written for written, _ in readings.read(text)) == text


def test_speech_takes_kana_where_it_is_known() -> None:
    assert spoken(Words("3番へ", (("3", ""), ("番", "ばん"), ("へ", "")))) == "さんばんへ"
    assert spoken(Words("はい")) == "はい"


def test_kanji_without_a_reading_are_named() -> None:
    assert unread(Words("窓口", (("窓口", ""),))) == "窓口"
    assert unread(Words("窓口", (("窓口", "まどぐち"),))) == ""


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    readings.tokenizer.cache_clear()
    readings.read.cache_clear()
    yield
    readings.tokenizer.cache_clear()
    readings.read.cache_clear()


def test_a_device_without_the_dictionary_still_shows_text(no_dictionary: None) -> None:
    assert readings.read("介護保険の道") == (("介護保険", "かいごほけん"), ("の道", ""))
