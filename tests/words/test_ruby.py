"""Readings lie over kanji alone."""

import pytest

from senior_life.words.ruby import join, lay


@pytest.mark.parametrize(
    ("text", "kana", "pieces"),
    [
        ("取り消す", "とりけす", (("取", "と"), ("り", ""), ("消", "け"), ("す", ""))),
        ("お弁当", "おべんとう", (("お", ""), ("弁当", "べんとう"))),
        ("窓口", "マドグチ", (("窓口", "まどぐち"),)),
        ("泉ケ丘駅", "いずみがおかえき", (("泉ケ丘駅", "いずみがおかえき"),)),
        ("栂・美木多", "とが・みきた", (("栂", "とが"), ("・", ""), ("美木多", "みきた"))),
        ("センター前", "せんたーまえ", (("センター", ""), ("前", "まえ"))),
        ("3番窓口", "さんばんまどぐち", (("3番窓口", "さんばんまどぐち"),)),
        ("髙橋　花子", "たかはし はなこ", (("髙橋", "たかはし"), ("　", ""), ("花子", "はなこ"))),
        ("ひらがな", "ひらがな", (("ひらがな", ""),)),
    ],
)
def test_kana_is_laid_over_each_run_of_kanji(
    text: str, kana: str, pieces: tuple[tuple[str, str], ...]
) -> None:
    assert lay(text, kana) == pieces


def test_neighbours_without_a_reading_are_joined() -> None:
    assert join((("あ", ""), ("い", ""), ("", ""), ("日", "ひ"))) == (("あい", ""), ("日", "ひ"))
