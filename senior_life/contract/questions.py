"""What is asked, and what may be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from senior_life.contract.appointment import Appointment
from senior_life.contract.language import Label, Text

Answer = str | tuple[str, ...]
"""One value, or several (``many`` steps).

REPEAT: ISO dates, or ``weekly:mon,thu`` with ``until:`` and ``except:``. FILE: ``paper`` (it is
brought by hand), or the ref of a file that whoever answers has sent, see ``Host.file``.
"""
PAPER = "paper"
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """What sort of answer a step wants; each has one card, one phrasing and one schema."""

    CHOICE = "choice"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    REPEAT = "repeat"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Step:
    """One question: one card on the screen, one breath aloud.

    ``label`` is the short name of its row in the read-back (用件). A step whose options number one
    is answered by itself. ``accepts``: the endings of file names that may be sent (``pdf``), from
    the desk; none: a FILE is only ever brought on paper.
    """

    name: str
    kind: Kind
    ask: Text
    label: Text
    depends_on: tuple[str, ...] = ()
    may_skip: bool = False
    many: bool = False
    hint: Text | None = None
    lowest: int | None = None  # NUMBER
    highest: int | None = None  # NUMBER
    longest: int | None = None  # TEXT: characters; FILE: bytes
    accepts: tuple[str, ...] = ()  # FILE


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. ``aliases`` are what people call it (kana or kanji), for typed words.

    A full option may still be shown: choosing it leads to the nearest alternatives.
    ``leads_to`` is where the resident would have to be, one for each time that this choice leaves
    open: from it the core finds out what could go along, before there is an offer.
    """

    value: str
    label: Label
    note: Label | None = None
    aliases: tuple[str, ...] = ()
    icon: str = ""
    is_full: bool = False
    leads_to: tuple[Appointment, ...] = ()
