from hypothesis import given
from hypothesis import strategies as st

from senior_life.speech.check import bare, spoken
from senior_life.speech.clauses import LONGEST, clauses
from senior_life.words import Words


def texts(*lines: Words | str) -> list[str]:
    said = clauses([Words(line) if isinstance(line, str) else line for line in lines])
    return [clause.text for clause in said]


def test_each_sentence_is_a_clause() -> None:
    assert texts("予約しました。番号は、12です！よろしいですか？") == [
        "予約しました。",
        "番号は、12です！",
        "よろしいですか？",
    ]


def test_a_closing_bracket_stays_with_its_sentence() -> None:
    assert texts("「はい。」と言います。") == ["「はい。」", "と言います。"]


def test_a_long_sentence_is_cut_at_its_last_comma_within_reach() -> None:
    first = "介護保険の相談をご希望の方は、南区役所の二階にある三番の窓口で、"
    second = "番号札をお取りになってお待ちください。"
    assert texts(first + second) == [first, second]


def test_without_a_comma_it_is_cut_between_phrases() -> None:
    first = "介護保険の相談をご希望の方は南区役所の二階にある三番の窓口で番号札を"
    second = "二枚お取りになってお待ちください。"
    assert len(first) <= LONGEST
    assert texts(first + second) == [first, second]


def test_a_date_a_time_and_a_number_are_never_cut() -> None:
    whole = ("令和8年11月24日 火曜日", "午前10時30分", "072-290-1800", "12,345円")
    for lead in range(25, 41):
        text = "".join(f"{'あ' * lead}{part}" for part in whole)
        for part in whole:
            assert any(part in clause for clause in texts(text)), (lead, part)


def test_a_read_word_keeps_its_reading_in_one_clause() -> None:
    ruby = (("あ" * 38, ""), ("栂・美木多", "とがみきた"), ("駅です。", ""))
    said = clauses([Words("".join(written for written, _ in ruby), ruby)])
    assert [piece for clause in said for piece in clause.pieces if piece[1]] == [ruby[1]]
    assert len(said) == 2


def test_signs_alone_are_not_said() -> None:
    assert texts("。", "――", "") == []


def test_english_is_cut_at_its_full_stops_and_not_in_numbers() -> None:
    assert texts("It costs 1.50 today. Please come.") == ["It costs 1.50 today. ", "Please come."]


@given(st.text(alphabet="あいうはがのを、。漢字予約テスト0123年月日時 Ab-", max_size=200))
def test_nothing_is_lost_and_words_that_can_be_cut_are_short(text: str) -> None:
    assert spoken([Words(text)]) == bare(text)
