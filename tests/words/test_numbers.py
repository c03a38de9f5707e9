"""Numbers and counters as they are read aloud."""

import pytest

from senior_life.words import kana
from senior_life.words.readings import read


@pytest.mark.parametrize(
    ("written", "read_aloud"),
    [
        ("12月1日", "じゅうにがつついたち"),
        ("1日前まで", "いちにちまえまで"),
        ("11月20日", "じゅういちがつはつか"),
        ("4月24日", "しがつにじゅうよっか"),
        ("9月14日", "くがつじゅうよっか"),
        ("7月7日", "しちがつなのか"),
        ("4時", "よじ"),
        ("9時10分", "くじじゅっぷん"),
        ("14時", "じゅうよじ"),
        ("0時30分", "れいじさんじゅっぷん"),
        ("5分", "ごふん"),
        ("3分", "さんぷん"),
        ("1階", "いっかい"),
        ("3階", "さんがい"),
        ("3番窓口", "さんばんまどぐち"),
        ("令和8年", "れいわはちねん"),
        ("令和元年", "れいわがんねん"),
        ("1,200円", "せんにひゃくえん"),
        ("3,800円", "さんぜんはっぴゃくえん"),
        ("10,000円", "いちまんえん"),
        ("1人", "ひとり"),
        ("2人", "ふたり"),
        ("4人", "よにん"),
        ("20歳", "はたち"),
        ("75歳", "ななじゅうごさい"),
        ("5つのうち 3つめ", "いつつのうち みっつめ"),
        ("6本", "ろっぽん"),
        ("3本", "さんぼん"),
        ("110番", "ひゃくとおばん"),
        ("119番", "ひゃくじゅうきゅうばん"),
        ("6桁", "ろっけた"),
        ("2週間", "にしゅうかん"),
        ("1か月", "いっかげつ"),
    ],
)
def test_numbers_are_read_with_their_counters(written: str, read_aloud: str) -> None:
    assert kana(written) == read_aloud


def test_telephone_numbers_are_read_digit_by_digit() -> None:
    assert kana("072-290-1800") == "ぜろななにのにきゅうぜろのいちはちぜろぜろ"
    assert kana("#7119") == "シャープなないちいちきゅう"


def test_regular_numbers_show_no_furigana_over_their_digits() -> None:
    assert read("11月25日") == (("11", ""), ("月", "がつ"), ("25", ""), ("日", "にち"))
    assert read("11月20日") == (("11", ""), ("月", "がつ"), ("20日", "はつか"))
