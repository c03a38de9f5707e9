"""Answers as they are read: one value, several, or something that must first be understood."""

from collections.abc import Callable
from typing import TypeVar

from senior_life.contract import Answer, Answers, Text, Unclear

T = TypeVar("T")


def single(answer: Answer) -> str:
    """The only value, or the first; empty: there is none."""
    return answer if isinstance(answer, str) else next(iter(answer), "")


def several(answer: Answer) -> tuple[str, ...]:
    """Each once, in the order given."""
    values = (answer,) if isinstance(answer, str) else answer
    return tuple(dict.fromkeys(value for value in values if value))


def read(answers: Answers, step: str, reads: Callable[[str], T], please: Text) -> T | None:
    """``reads`` of what was answered to the step; None: nothing was yet.

    Raises Unclear, with ``please`` and the step to ask again, where ``reads`` raises ValueError.
    """
    written = single(answers.get(step, ""))
    try:
        return reads(written) if written else None
    except ValueError as broken:
        raise Unclear(please, step) from broken
