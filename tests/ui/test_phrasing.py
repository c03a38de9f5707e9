"""Lines end between phrases."""

import pytest

from senior_life.ui.blocks.phrasing import JOINER, phrased


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("どの日に行きますか。", ["どの", "日に", "行きますか。"]),
        ("令和8年11月24日 火曜日", ["令和8年", "11月24日", " ", "火曜日"]),
        ("これでよろしいですか。", ["これで", "よろしい", "ですか。"]),
        ("きょうの予定はありません。", ["きょうの", "予定は", "ありません。"]),
        ("システムにつながりません。", ["システムに", "つながりません。"]),
        ("値が上がります。", ["値が", "上がります。"]),
        ("予約できます。", ["予約できます。"]),
        ("町にはあります。", ["町にはあります。"]),
        ("お待ちください。", ["お待ち", "ください。"]),
        ("どのようなご用件ですか。", ["どのような", "ご用件ですか。"]),
        ("わからない・相談したい", ["わからない・", "相談したい"]),
        ("何のご用ですか。", ["何の", "ご用ですか。"]),
    ],
)
def test_a_line_ends_only_between_phrases(text: str, phrases: list[str]) -> None:
    assert phrased(text) == "".join(p if p == " " else JOINER.join(p) for p in phrases)


def test_nothing_is_lost_and_english_is_left_alone() -> None:
    assert phrased("年金の窓口、10時。").replace(JOINER, "") == "年金の窓口、10時。"
    assert phrased("Pension counter at 10") == "Pension counter at 10"


def test_a_very_long_phrase_may_be_torn_rather_than_run_over_the_edge() -> None:
    assert phrased("後期高齢者医療広域連合") == "後期高齢者医療広域連合"
