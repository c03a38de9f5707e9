"""Answers in words: what is clear is taken, what is not is None."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest

from senior_life.contract import Kind, Name, Option, Step, Text
from senior_life.intents import changed, found_in, match

Options = Mapping[str, Mapping[str, Sequence[Option]]]
ASK = Text("?")


def step(name: str, kind: Kind, **more: object) -> Step:
    return Step(name, kind, ASK, ASK, **more)  # type: ignore[arg-type]


TOPIC = step("topic", Kind.CHOICE)
DATE = step("date", Kind.DATE)
TIME = step("time", Kind.TIME)
DAYS = [Option(f"2026-11-{day}", Name(f"11月{day}日", "")) for day in (24, 25, 26, 27)]
TIMES = [Option(clock, Name(clock, "")) for clock in ("10:00", "10:30", "14:00", "15:00")]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("年金", "pension"),
        ("年金の相談です", "pension"),
        ("ねんきん", "pension"),
        ("介護のことで", "nursing_care"),
        ("介護保健", "nursing_care"),
        ("じゅうみんひょう", "resident_record"),
        ("マイナンバー", "my_number"),
        ("マイナンバカド", "my_number"),
        ("えーと、税金", "tax"),
        ("障害者手帳", "welfare"),
        ("2番目", "nursing_care"),
        ("3", "resident_record"),
        ("年金じゃなくて介護", "nursing_care"),
        ("違う、税金", "tax"),
        ("pension", "pension"),
        ("国民健康保険のこと", "health_insurance"),
    ],
)
def test_choices_by_label_reading_alias_and_number(
    said: str, value: str, options: Options, now: datetime
) -> None:
    assert match(said, TOPIC, options["counter_reservation"]["topic"], now) == (value,)


@pytest.mark.parametrize(
    "said", ["", "うーん", "年金と介護", "99", "天気", "はい", "保険か税金", "相談", "それ"]
)
def test_what_is_unclear_is_no_choice(said: str, options: Options, now: datetime) -> None:
    assert match(said, TOPIC, options["counter_reservation"]["topic"], now) is None


def test_several_choices_where_many_are_allowed(options: Options, now: datetime) -> None:
    many = step("topic", Kind.CHOICE, many=True)
    topics = options["counter_reservation"]["topic"]
    assert match("年金と介護", many, topics, now) == ("pension", "nursing_care")


def test_two_options_that_sound_alike_are_not_guessed(now: datetime) -> None:
    alike = [Option("a", Name("上野", "うえの")), Option("b", Name("上田", "うえだ"))]
    assert match("うえな", TOPIC, alike, now) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("あした", "2026-11-25"),
        ("木曜", "2026-11-26"),
        ("火曜", "2026-11-24"),
        ("25", "2026-11-25"),
        ("27日でお願いします", "2026-11-27"),
        ("2番目", "2026-11-25"),
        ("12月3日", "2026-12-03"),
        ("あしたの10時", "2026-11-25"),
    ],
)
def test_days(said: str, value: str, now: datetime) -> None:
    assert match(said, DATE, DAYS, now) == (value,)


@pytest.mark.parametrize(
    "said", ["きのう", "来週", "あしたかあさって", "いつでも", "12月32日", "土日"]
)
def test_unclear_days(said: str, now: datetime) -> None:
    assert match(said, DATE, DAYS, now) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2時", "14:00"),
        ("午前10時半", "10:30"),
        ("正午", "12:00"),
        ("10", "10:00"),
        ("3", "15:00"),
        ("2番目", "10:30"),
    ],
)
def test_times(said: str, value: str, now: datetime) -> None:
    assert match(said, TIME, TIMES, now) == (value,)


@pytest.mark.parametrize("said", ["9時から10時", "いつでも", "8"])
def test_unclear_times(said: str, now: datetime) -> None:
    assert match(said, TIME, TIMES, now) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("三人", "3"),
        ("ふたり", "2"),
        ("2名です", "2"),
        ("9人", None),
        ("2人か3人", None),
        ("少し", None),
    ],
)
def test_numbers_within_their_limits(said: str, value: str | None, now: datetime) -> None:
    riders = step("riders", Kind.NUMBER, lowest=1, highest=4)
    assert match(said, riders, (), now) == (None if value is None else (value,))


def test_yes_no_text_and_repeat(now: datetime) -> None:
    assert match("お願いします", step("s", Kind.YES_NO), (), now) == ("yes",)
    assert match("やめとく", step("s", Kind.YES_NO), (), now) == ("no",)
    assert match("けっこうです", step("s", Kind.YES_NO), (), now) is None
    assert match(" 階段が つらい ", step("s", Kind.TEXT), (), now) == ("階段が つらい",)
    assert match("長い" * 9, step("s", Kind.TEXT, longest=10), (), now) is None
    assert match("毎週月曜", step("s", Kind.REPEAT), (), now) == ("weekly:mon",)
    assert match("写真", step("s", Kind.FILE), (), now) is None


def test_a_correction_changes_one_answer(options: Options, now: datetime) -> None:
    asked = [(TOPIC, options["counter_reservation"]["topic"]), (DATE, DAYS), (TIME, TIMES)]
    so_far = {"topic": ("pension",), "date": ("2026-12-01",), "time": ("10:00",)}
    assert changed("違う、水曜", asked, so_far, now) == ("date", ("2026-12-02",))
    assert changed("ちゃう、2時", asked, so_far, now) == ("time", ("14:00",))
    assert changed("年金じゃなくて介護", asked, so_far, now) == ("topic", ("nursing_care",))
    assert changed("違う、介護で水曜", asked, so_far, now) is None
    assert changed("水曜", asked, so_far, now) is None
    assert changed("違う", asked, so_far, now) is None


PLACES = [
    Option("home", Name("自宅", "じたく"), aliases=("家",)),
    Option("station", Name("光明池駅", "こうみょういけえき")),
    Option("hospital", Name("近畿大学病院", "きんきだいがくびょういん"), aliases=("近大病院",)),
]
WAY = (step("origin", Kind.PLACE), step("destination", Kind.PLACE))


@pytest.mark.parametrize(
    ("said", "origin", "destination"),
    [
        ("明日9時半に家から近大病院まで車をお願い", "home", "hospital"),
        ("近大病院まで家から行きたい", "home", "hospital"),
        ("光明池駅から家まで二人", "station", "home"),
        ("木曜の11時までに近大病院に着きたい", None, "hospital"),
        ("10時から近大病院に行く", None, "hospital"),
    ],
)
def test_of_two_places_the_one_with_kara_is_where_somebody_starts(
    said: str, origin: str | None, destination: str | None, now: datetime
) -> None:
    found = [found_in(said, one, PLACES, now, WAY) for one in WAY]
    assert found == [(one,) if one else None for one in (origin, destination)]
