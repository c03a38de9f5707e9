"""What a circular may ask: who comes, whether all is well, a choice, or a few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from senior_life.contract import HELP, Action, Answers, Kind, Option, Row, Step, Text, Unclear
from senior_life.providing import single
from services.circular_board.sentences import _, typed

LONGEST_WORDS = 200
COMES, STAYS = "comes", "stays"
WELL = "well"
OF_ATTENDANCE = {COMES: _("I come"), STAYS: _("I do not come")}
OF_SAFETY = {WELL: _("All is well with me"), HELP: _("I would like help")}


class Asks(StrEnum):
    """The kinds of question; each also names its step."""

    ATTENDANCE = "attendance"
    SAFETY = "safety"
    CHOICE = "choice"
    WORDS = "words"


LABELS: Mapping[Asks, Text] = {
    Asks.ATTENDANCE: _("Do you come?"),
    Asks.SAFETY: _("Is all well?"),
    Asks.CHOICE: _("Choice"),
    Asks.WORDS: _("In words"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """``says`` and ``choices`` are typed by whoever writes the circular."""

    kind: Asks
    says: str = ""
    choices: tuple[str, ...] = ()

    def step(self) -> Step:
        match self.kind:
            case Asks.ATTENDANCE:
                return Step(self.kind, Kind.CHOICE, _("Will you come?"), LABELS[self.kind])
            case Asks.SAFETY:
                return Step(self.kind, Kind.CHOICE, _("Are you all right?"), LABELS[self.kind])
            case Asks.CHOICE:
                return Step(self.kind, Kind.CHOICE, typed(self.says), LABELS[self.kind])
            case Asks.WORDS:
                ask, longest = typed(self.says), LONGEST_WORDS
                return Step(self.kind, Kind.TEXT, ask, LABELS[self.kind], longest=longest)

    def options(self) -> tuple[Option, ...]:
        return tuple(Option(value, label) for value, label in self.labels().items())

    def labels(self) -> Mapping[str, Text]:
        """By value; empty: it is answered in words."""
        match self.kind:
            case Asks.ATTENDANCE:
                return OF_ATTENDANCE
            case Asks.SAFETY:
                return OF_SAFETY
            case _:
                return {str(n): typed(one) for n, one in enumerate(self.choices, 1)}

    def says_of(self, value: str) -> Text:
        return self.labels().get(value) or typed(value)


def to_json(questions: Sequence[Question]) -> list[Any]:
    return [[one.kind.value, one.says, list(one.choices)] for one in questions]


def from_json(kept: Sequence[Any]) -> tuple[Question, ...]:
    return tuple(Question(Asks(kind), says, tuple(choices)) for kind, says, choices in kept)


def reply(questions: Sequence[Question]) -> Action | None:
    if not questions:
        return None
    return Action(
        "reply",
        _("Answer"),
        tuple(one.step() for one in questions),
        {one.kind.value: one.options() for one in questions if one.labels()},
    )


def rows(questions: Sequence[Question], answers: Answers) -> tuple[Row, ...]:
    """What was answered, in words."""
    return tuple(
        Row(one.step().ask, one.says_of(single(answers[one.kind])), one.kind.value)
        for one in questions
        if one.kind in answers
    )


def checked(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """Raises Unclear for what was not asked, or is none of the choices."""
    asked = {one.kind.value: one for one in questions}
    found: dict[str, str] = {}
    for step, answer in answers.items():
        question, value = asked.get(step), single(answer).strip()
        if question is None or not value:
            raise Unclear(_("Please choose an answer."), step)
        if question.labels() and value not in question.labels():
            raise Unclear(_("Please choose one of the answers shown."), step)
        if len(value) > LONGEST_WORDS:
            raise Unclear(_("Please make it shorter."), step)
        found[step] = value
    if not found:
        raise Unclear(_("Please choose an answer."))
    return found
