"""What staff answer in a form is one of its answers, or is refused with the question's name."""

from typing import Any

import pytest

from senior_life.contract import Action, Answer, Kind, Option, Step, Unclear, words
from senior_life.usecases.desk_answers import answered
from senior_life.usecases.troubles import Stale
from senior_life.words import plain

_ = words("senior_life")
NINE = Option("09:00", _("Time"))
FOODS = (Option("egg", _("Meal")), Option("milk", _("Menu")))


def form(kind: Kind, options: tuple[Option, ...] = (), **more: Any) -> Action:
    step = Step("it", kind, _("How many?"), _("Time"), **more)
    return Action("do", _("Time"), (step,), {"it": options} if options else {})


def heard(action: Action, answer: Answer) -> Answer | None:
    return answered(action, {"it": answer}).get("it")


@pytest.mark.parametrize(
    ("action", "answer", "read"),
    [
        (form(Kind.CHOICE, FOODS), "egg", "egg"),
        (form(Kind.CHOICE, FOODS), ("egg",), "egg"),
        (form(Kind.CHOICE, FOODS, many=True), "egg", ("egg",)),
        (form(Kind.CHOICE, FOODS, many=True), ("egg", "milk", "egg", ""), ("egg", "milk")),
        (form(Kind.CHOICE, FOODS, may_skip=True), "", None),
        (form(Kind.CHOICE, FOODS, may_skip=True, many=True), (), None),
        (form(Kind.NUMBER, lowest=50), " ５００ ", "500"),
        (form(Kind.NUMBER), "-3", "-3"),
        (form(Kind.TEXT, longest=3), "あいう", "あいう"),
        (form(Kind.DATE), "2026-11-24", "2026-11-24"),
        (form(Kind.TIME), "09:30", "09:30"),
        (form(Kind.TIME, (NINE,)), "09:00", "09:00"),
        (form(Kind.YES_NO), "no", "no"),
        (form(Kind.REPEAT), "weekly:mon,thu", ("weekly:mon,thu",)),
    ],
)
def test_an_answer_is_read_as_its_question_wants_it(
    action: Action, answer: Answer, read: Answer | None
) -> None:
    assert heard(action, answer) == read


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        (form(Kind.CHOICE, FOODS), "wheat"),
        (form(Kind.CHOICE, FOODS), ("egg", "milk")),
        (form(Kind.CHOICE, FOODS, many=True), ("egg", "wheat")),
        (form(Kind.CHOICE), "egg"),
        (form(Kind.CHOICE, FOODS), ""),
        (form(Kind.NUMBER), "abc"),
        (form(Kind.NUMBER), "--5"),
        (form(Kind.NUMBER), "9" * 5000),
        (form(Kind.NUMBER, lowest=50), "49"),
        (form(Kind.NUMBER, highest=50), "51"),
        (form(Kind.TEXT, longest=3), "あいうえ"),
        (form(Kind.TEXT), "　"),
        (form(Kind.DATE), "20261124"),
        (form(Kind.DATE), "2026-02-30"),
        (form(Kind.TIME), "9時"),
        (form(Kind.TIME, (NINE,)), "soon"),
        (form(Kind.YES_NO), "maybe"),
        (form(Kind.REPEAT), "weekly:someday"),
    ],
)
def test_what_is_no_answer_is_refused_by_the_name_of_its_question(
    action: Action, answer: Answer
) -> None:
    with pytest.raises(Unclear) as refused:
        heard(action, answer)
    assert refused.value.step == "it"
    assert "Time" in plain(refused.value.says, "en")


def test_a_time_that_was_offered_when_the_form_was_opened_says_that_the_list_changed() -> None:
    with pytest.raises(Stale):
        heard(form(Kind.TIME, (NINE,)), "08:30")


def test_what_is_not_asked_any_more_is_not_lost_without_a_word() -> None:
    with pytest.raises(Stale):
        answered(form(Kind.NUMBER), {"it": "1", "gone": "2"})
