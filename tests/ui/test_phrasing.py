"""Lines end between phrases."""

from dataclasses import replace
from datetime import date, time

import flet as ft
import pytest

from senior_life.contract import Text
from senior_life.ui.blocks.lettering import lettering
from senior_life.ui.blocks.phrasing import JOINER, phrased
from senior_life.ui.look import Look
from senior_life.words import Words


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
        ("午前9時30分から午前10時まで", ["午前9時30分", "から", "午前10時まで"]),
        ("あす午前9時10分ごろ着きます", ["あす", "午前9時10分", "ごろ", "着きます"]),
        ("午前9時35分〜午前9時45分", ["午前9時35分〜", "午前9時45分"]),
        ("12月11日までの予約は", ["12月11日", "までの", "予約は"]),
        ("運賃300円（定期券で100円）", ["運賃", "300円", "（定期券で", "100円）"]),
        (
            "熱量は580キロカロリー、塩分は2.5グラム",
            ["熱量は", "580キロカロリー", "、", "塩分は", "2.5グラム"],
        ),
        ("072-000-0001に電話する", ["072-000-0001に", "電話する"]),
        ("車の予約を取り消します。", ["車の", "予約を", "取り消します。"]),
        ("Komyoike駅に午前9時", [*"Komyoike駅に", "午前9時"]),
    ],
)
def test_a_line_ends_only_between_phrases(text: str, phrases: list[str]) -> None:
    assert phrased(text) == "".join(p if p == " " else JOINER.join(p) for p in phrases)


def test_nothing_is_lost_and_english_is_left_alone() -> None:
    assert phrased("年金の窓口、10時。").replace(JOINER, "") == "年金の窓口、10時。"
    assert phrased("Pension counter at 10") == "Pension counter at 10"


def test_a_time_with_its_kana_stays_on_one_line() -> None:
    """午前 and 9時 have kana of their own, and are two pieces of a row that wraps."""
    said = Text("{day:near} {at:clock}", {"day": date(2026, 11, 27), "at": time(9, 30)})
    drawn = lettering(replace(Look(), furigana=True), said)
    assert isinstance(drawn, ft.Semantics)
    assert isinstance(drawn.content, ft.Row)
    assert drawn.content.wrap
    lines = [one for one in drawn.content.controls if isinstance(one, ft.Row)]
    assert [[written_of(piece) for piece in line.controls] for line in lines] == [
        ["11", "月", "27", "日"],
        ["午前", "9時", "30分"],
    ]


def written_of(piece: ft.Control) -> str:
    assert isinstance(piece, ft.Text)
    assert piece.spans
    return str(piece.spans[1].text)


def test_no_line_begins_with_a_small_sign_wherever_it_is_torn() -> None:
    assert f"セ{JOINER}" not in phrased("救急安心センターおおさか")
    assert f"タ{JOINER}ー" in phrased("救急安心センターおおさか")
    assert f"さ{JOINER}っ" in phrased("どうなさっていますか")


def test_a_very_long_phrase_may_be_torn_rather_than_run_over_the_edge() -> None:
    assert phrased("後期高齢者医療広域連合") == "後期高齢者医療広域連合"


def test_a_telephone_number_too_long_for_its_line_goes_on_below_with_furigana() -> None:
    """At the largest letters on a telephone; nothing of it may be cut off."""
    look = Look(furigana=True)
    said = Words(
        "072-000-0020に電話する", (("072-000-0020に", ""), ("電話", "でんわ"), ("する", ""))
    )
    row = lettering(look, said).content  # type: ignore[attr-defined]
    number = row.controls[0]
    assert number.wrap
    assert [one.spans[1].text for one in number.controls][:3] == ["072-", "000-", "0020に"]
