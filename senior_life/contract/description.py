"""The description of a service: all that screens, voices and the desk derive from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from senior_life.contract.board import Board
from senior_life.contract.booking import CONTRACT
from senior_life.contract.desk import Desk
from senior_life.contract.host import Gazetteer, Host
from senior_life.contract.language import Name, Phone, Text
from senior_life.contract.promises import Booking
from senior_life.contract.questions import Step
from senior_life.contract.weekly import Repeats


class Family(StrEnum):
    """Families of services; each has one colour and a place among the tiles."""

    TOWN = "town"
    RIDE = "ride"
    MEAL = "meal"
    BOARD = "board"
    HEALTH = "health"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class CancelRule:
    """Until when a booking can be undone; ``free_minutes`` after confirm it always can."""

    says: Text
    free_minutes: int


@dataclass(frozen=True, slots=True)
class PackProblem:
    """A fault in a pack file: ``where`` is the path of keys to it; ``fix`` says what to do."""

    file: str
    where: tuple[str | int, ...]
    fix: str


@dataclass(frozen=True, slots=True)
class TownFacts:
    """What a service may tell the public of: a town's pack, and nobody's data.

    ``files`` are the service's own, validated; ``holiday`` names the town's closing days.
    """

    name: Name
    timezone: str
    phone: Phone
    today: date
    files: Mapping[str, Any]
    places: Gazetteer
    holiday: Callable[[date], Name | None]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a service makes beforehand what takes long: ``files`` are its own of the pack,
    validated, ``pack_folder`` and ``folder`` those of its ``Host``."""

    files: Mapping[str, Any]
    pack_folder: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Service:
    """The description: all that screens, voices, the desk and the family's view derive from.

    Which contract it keeps is told by what is filled in: ``provider`` takes bookings, with
    ``steps`` to ask and a ``cancel`` rule, ``board`` shows notices; one of the two.
    ``reading`` is the name's kana for the tile; ``says`` introduces the service aloud;
    ``shares`` names the personal data that leaves the core (keys of ``Caller.shared``);
    ``pack`` maps a file name in the town pack's folder of this service to a class with
    pydantic's ``model_validate``; ``package`` is the Python package that holds ``tables.py``,
    ``migrations/`` (Alembic) and ``locale/`` (gettext, the domain is the service's id);
    ``accompanies`` is the button that adds it to an appointment (行き帰りの車も), where its
    provider is an ``Accompanies``; ``along`` is said of a choice with which it could go
    (送り迎えの車があります), where the provider is a ``FitsAround`` too: to residents with one of
    the needs ``along_for``, and to those who had it beside an appointment before;
    ``serves_by_place``: each offer says by which of the Desk's places it is served, so that one of
    them can stop taking bookings while the others go on;
    ``repeats`` lets an errand be every week; ``publishes`` are files made from the pack for
    anybody, by their name: ``senior-life town publish``. What ``gives_way`` takes place at home, so
    that an outing may be booked over it: it is quoted again from its own answers, as a change,
    while ``Host.day`` tells of the outing, or it is cancelled. ``check_folder`` is told the pack's
    folder of this service too, and finds what is wrong with large files that the others name:
    only ``senior-life town check`` asks it, for a town starts without them. ``prepares`` makes
    what these files are needed for and says how far it is: ``senior-life town prepare``; it raises
    ``Trouble``. ``credits`` names whose data a town uses, for the page about the app.
    """

    id: str
    name: Text
    reading: str
    about: Text
    says: Text
    icon: str
    family: Family
    offered_by: Text
    phone: Phone | None  # whom to call about it; ``TOWN_DESK`` or a number of its own
    cancel: CancelRule | None = None
    steps: tuple[Step, ...] = ()
    provider: Callable[[Host], Booking] | None = None
    board: Callable[[Host], Board] | None = None
    desk: Callable[[Host], Desk] | None = None
    sentences: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    shares: frozenset[str] = frozenset()
    pack: Mapping[str, Any] = field(default_factory=dict)
    check_pack: Callable[[Mapping[str, Any], Gazetteer], Sequence[PackProblem]] | None = None
    package: str = ""
    reminders: tuple[timedelta, ...] = (timedelta(days=1), timedelta(hours=2))
    accompanies: Text | None = None
    along: Text | None = None
    along_for: frozenset[str] = frozenset()
    serves_by_place: bool = False
    repeats: Repeats | None = None
    gives_way: bool = False
    publishes: Mapping[str, Callable[[TownFacts], bytes]] = field(default_factory=dict)
    check_folder: Callable[[Mapping[str, Any], Path], Sequence[PackProblem]] | None = None
    prepares: Callable[[Workshop, Callable[[Text], None]], None] | None = None
    credits: Callable[[Mapping[str, Any]], Sequence[Text]] | None = None
    contract: int = CONTRACT

    def make(self, host: Host) -> Booking | Board:
        """The work behind it, whichever contract it keeps. Raises LookupError for neither."""
        made = self.provider or self.board
        if made is None:
            raise LookupError(f"{self.id} has nobody to do its work")
        return made(host)
