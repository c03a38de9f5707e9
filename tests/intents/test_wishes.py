"""Yes, no, help, a person: heard on every screen; the unclear is never a yes."""

import pytest

from senior_life.intents.wishes import Wish, correction, wish, yes_or_no


@pytest.mark.parametrize(
    "said",
    [
        "はい",
        "ええ",
        "うん",
        "お願いします",
        "はい、お願いします。",
        "えーと、はい",
        "それでいいです",
        "これでお願いします",
        "そうです",
        "うんうん",
        "ええよ",
        "かまへん",
        "予約します",
        "はい はい",
        "よろしくお願いします",
        "OK",
    ],
)
def test_yes(said: str) -> None:
    assert yes_or_no(said) is True


@pytest.mark.parametrize(
    "said",
    [
        "いいえ",
        "いや",
        "やめとく",
        "やめときます",
        "いりません",
        "違います",
        "いいえ、やめます",
        "あかん",
        "ううん",
        "やめる",
    ],
)
def test_no(said: str) -> None:
    assert yes_or_no(said) is False


@pytest.mark.parametrize(
    "said",
    [
        "",
        "。",
        "えーと",
        "けっこうです",
        "大丈夫です",
        "いいです",
        "はい、でもやめとく",
        "ええと",
        "はいどうしよう",
        "うーん",
        "明日",
        "はいえ",
        "お願いしません",
        "わからない",
        "はい いいえ",
    ],
)
def test_the_unclear_is_never_yes(said: str) -> None:
    assert yes_or_no(said) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("助けて", Wish.EMERGENCY),
        ("おじいさんが倒れました", Wish.EMERGENCY),
        ("緊急", Wish.EMERGENCY),
        ("救急車を呼んで", Wish.EMERGENCY),
        ("係の人と話したい", Wish.HUMAN),
        ("係の人", Wish.HUMAN),
        ("あの、担当の方お願いします", Wish.HUMAN),
        ("人に聞く", Wish.HUMAN),
        ("だれかに聞きたい", Wish.HUMAN),
        ("わからない", Wish.UNSURE),
        ("ようわからん", None),
        ("よくわからないです", Wish.UNSURE),
        ("相談したい", Wish.UNSURE),
        ("もどる", Wish.BACK),
        ("もう一度言ってください", Wish.AGAIN),
        ("今日の予定は?", Wish.TODAY),
        ("今日の予定を見たい", Wish.TODAY),
        ("今日の予定が知りたいのですが", Wish.TODAY),
        ("きょうの予定を確認したいんですけど", Wish.TODAY),
        ("年金の相談がしたい", None),
        ("緊急連絡先を変えたい", None),
        ("緊急通報装置の相談", None),
    ],
)
def test_wishes_of_every_screen(said: str, meant: Wish | None) -> None:
    assert wish(said) is meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("違う、水曜", "水曜"),
        ("いや、そうやなくて2時", "午後2時"),
        ("年金じゃなくて介護", "介護"),
        ("ちゃうちゃう、木曜日や", "木曜日や"),
        ("水曜", None),
        ("いいえ", None),
    ],
)
def test_corrections_say_what_is_meant_instead(said: str, meant: str | None) -> None:
    assert correction(said) == meant
