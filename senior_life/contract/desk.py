"""The staff side of a service, also as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from senior_life.contract.booking import Action, Progress
from senior_life.contract.language import Text, Value
from senior_life.contract.people import Staff
from senior_life.contract.pictures import Picture
from senior_life.contract.questions import Answers, Option


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: Text


TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a work list. ``item`` is what ``Desk.act`` gets; cells follow the columns.

    Where there are actions, an item is 1 to 64 letters, digits, ``-`` and ``_``. A line of the
    ``state`` TOTAL sums others up, and is not counted.
    """

    item: str
    cells: tuple[Value, ...]
    actions: tuple[Action, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A work list; the core renders it as a screen, a print sheet and CSV.

    ``picture`` shows the same to those who would rather look than read. With words ``above`` it is
    printed as a sheet that goes from door to door: they stand over the list, in large letters.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    actions: tuple[Action, ...] = ()
    picture: Picture | None = None
    above: tuple[Value, ...] = ()


class Desk(Protocol):
    """The staff side. ``place`` is one of ``places``: an office, a depot, a kitchen."""

    async def places(self, who: Staff) -> Sequence[Option]: ...
    async def views(self, who: Staff, day: date, place: str) -> Sequence[Table]: ...
    async def act(
        self,
        who: Staff,
        item: str | None,
        action: str,
        answers: Answers,
        key: str,
        at: datetime,
    ) -> Progress | None:
        """``item`` None: about the whole list (walk-in, close a counter). Same key, done once.

        The core has held ``answers`` against what ``views`` offers just now: only what is asked,
        each of its kind and among its options, a tuple for ``many``, and none missing that must be.

        What a step named ``resident`` was answered with is the ref of a resident whom the core
        knows, chosen by the desk from those it found; a name written down needs another step.
        A Progress with its ``offer`` makes what was done for them (walk-in) one of their bookings.
        """
        ...
