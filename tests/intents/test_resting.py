"""Sentences that let an errand of every week rest, and those that let it go on."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from senior_life.intents import Rest, Span, rest, span_in

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Tokyo"))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    "words",
    [
        "入院のあいだ、お弁当を休みたい",
        "来週のお弁当は休みます",
        "旅行に行くので車をお休みにしてください",
        "しばらくお弁当を止めておいて",
        "あしたのお弁当はいりません",
        "明日のお弁当はいらんわ",
        "お弁当、お休み",
    ],
)
def test_days_shall_be_left_out(words: str) -> None:
    assert rest(words) is Rest.PAUSE


@pytest.mark.parametrize(
    "words",
    ["お弁当を再開してください", "退院しました", "お弁当のお休みをやめます", "お弁当を元に戻して"],
)
def test_it_shall_go_on(words: str) -> None:
    assert rest(words) is Rest.RESUME


@pytest.mark.parametrize(
    "words",
    [
        "あしたのお昼のお弁当",
        "年金の相談をしたい",
        "毎週火曜に病院まで",
        "休日窓口はいつですか",
        "いらんかたの連絡先",
    ],
)
def test_other_errands_are_no_wish_to_rest(words: str) -> None:
    assert rest(words) is None


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("12月1日から5日まで弁当を休みます", "12-01", "12-05"),
        ("12月1日から12月10日までお休みで", "12-01", "12-10"),
        ("明日から三日間お弁当を休む", "11-25", "11-27"),
        ("来週から2週間、車を休みたい", "11-30", "12-13"),
        ("来週のお弁当は休みます", "11-30", "12-06"),
        ("今週は休みます", "11-24", "11-29"),
        ("明日のお弁当はいりません", "11-25", "11-25"),
        ("来週の水曜のお弁当は休みます", "12-02", "12-02"),
        ("12月10日まで休みます", "11-24", "12-10"),
    ],
)
def test_both_ends_are_said(words: str, since: str, until: str) -> None:
    assert span_in(words, TUESDAY) == Span(day(since), day(until))


def test_what_is_not_said_is_asked() -> None:
    assert span_in("入院のあいだ、お弁当を休みたい", TUESDAY) == Span()
    assert span_in("明日からお弁当を休みます", TUESDAY) == Span(day("11-25"))
    assert span_in("火曜のお弁当を休みます", TUESDAY) == Span(), "today's, or that of next week"
