from senior_life.speech.port import Clause
from senior_life.speech.readings import Heard, respell


def engine(*readings: tuple[str, ...]) -> "Reads":
    return Reads(readings)


class Reads:
    """An engine that knows one reading of any text, or another after it was respelt."""

    def __init__(self, readings: Heard) -> None:
        self._readings = readings

    def __call__(self, text: str) -> Heard:
        return self._readings if "栂" in text or "明日" in text else [(text,)]


def test_a_text_that_the_engine_reads_as_we_do_stays() -> None:
    clause = Clause((("明日", "あした"), ("は", ""), ("十時", "じゅうじ")))
    hear = engine(("アシタ",), ("ハ", "ワ"), ("ジュー", "ジュウ"), ("ジ",))
    assert respell(clause, hear) == "明日は十時"


def test_only_the_misread_word_is_respelt() -> None:
    clause = Clause((("栂・美木多", "とがみきた"), ("駅", "えき"), ("です", "")))
    hear = engine(("ツガ",), ("ミキ",), ("タ",), ("エキ",), ("デス",))
    assert respell(clause, hear).startswith("トガミキタ")


def test_long_vowels_may_be_written_either_way() -> None:
    clause = Clause((("明日", "おおさか"), ("、", ""), ("経営", "けいえい")))
    assert respell(clause, engine(("オーサカ",), ("ケーエー",))) == "明日、経営"


def test_a_word_without_our_reading_is_left_to_the_engine() -> None:
    clause = Clause((("明日", "あす"), ("ＡＢＣ", ""), ("3", "")))
    assert respell(clause, engine(("アシタ",), ("エービーシー",), ("サン",))) == "アスＡＢＣ3"
