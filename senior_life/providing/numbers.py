"""Numbers that are read out on the telephone: two letters and four digits that nobody mishears."""

import secrets
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

DIGITS = "23456789"  # no 0 and 1, which are taken for letters
SHORTEST = 4
AT_ONCE = 8


def draw(letters: str, length: int = SHORTEST) -> str:
    """One that may be taken already."""
    return f"{letters}-{_digits(length)}"


def new_number(session: Session, column: Any, letters: str) -> str:
    """One that stands nowhere in the column yet; more digits once the short ones run out."""
    length = SHORTEST
    while True:
        drawn = {draw(letters, length) for _ in range(AT_ONCE)}
        taken = session.connection().execute(_drawn(column), {"drawn": list(drawn)})
        free = drawn - set(taken.scalars())
        if free:
            return free.pop()
        length += 1


@cache
def _drawn(column: Any) -> Select[Any]:
    return select(column).where(column.in_(bindparam("drawn", expanding=True)))


def _digits(length: int) -> str:
    """Drawn from all numbers of that length at once: asking for chance is what takes time."""
    number, base = secrets.randbelow(len(DIGITS) ** length), len(DIGITS)
    return "".join(DIGITS[number // base**place % base] for place in range(length))
