"""Offers, bookings and their troubles: questions → offer → confirm → progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from senior_life.contract.language import Label, Name, Text
from senior_life.contract.pictures import Map
from senior_life.contract.questions import Answers, Option, Step

CONTRACT = 1


class State(StrEnum):
    """Where a booking stands; legal moves are in ``senior_life.flows.states``."""

    WAITING = "waiting"  # on the waiting list; nothing is held
    PROPOSED = "proposed"  # the provider offers something; the resident has not said yes
    REQUESTED = "requested"  # the resident said yes; the provider has not answered yet
    CONFIRMED = "confirmed"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a read-back. ``step`` names the question that なおす asks again; empty: fixed.

    ``is_detail``: left out where it stands beside other bookings of the same yes, so that all of
    them can be taken in; never what it costs, where one must be, or when.
    """

    label: Text
    says: Label
    step: str = ""
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """What the resident is about to agree to; nothing is bound yet.

    ``hold`` names what the provider keeps free until ``holds_until``; a standby offer holds
    nothing. Times are aware; where it ``ends`` as it ``starts`` only the day is settled, and
    ``starts`` is its place in the day (a ride back that is called). ``title`` is what it is,
    without its day and time, as it is called within another sentence (年金の相談); without one
    the summary is said.

    ``place`` is the id of the town pack's place that the resident goes to; empty: they go nowhere,
    or to none of those.
    ``served_at`` is which of the Desk's places serves it (see ``Service.serves_by_place``).
    ``and_then`` is another booking of the same service that belongs to this one (the ride back):
    the core quotes it too, and one yes makes both.
    ``picture`` shows where it is; all that matters stands in the rows, too.
    """

    id: str
    summary: Text
    answers: Answers
    rows: tuple[Row, ...]
    undo_until: datetime
    price_yen: int = 0
    hold: str = ""
    holds_until: datetime | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    where: Name | None = None
    bring: tuple[Name, ...] = ()
    is_standby: bool = False
    title: Label | None = None
    place: str = ""
    and_then: Answers | None = None
    picture: Map | None = None
    served_at: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that may be done to a booking or, at the desk, to a line or a whole table.

    ``change`` and ``cancel`` are known to the core; others are passed to ``act`` by name.
    ``asks`` are answered before it is done; ``options`` are theirs, by step name. At the desk
    one named ``resident`` is answered with a resident's ref: see ``Desk.act``. ``given`` are
    answers that stand there already, at the desk, to be put right.
    """

    name: str
    label: Text
    asks: tuple[Step, ...] = ()
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    warns: Text | None = None  # read back before it is done; None: done at once, undo is offered
    given: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a resident is to hear of a booking at a certain moment, while it stands confirmed."""

    at: datetime
    says: Text


@dataclass(frozen=True, slots=True)
class Progress:
    """A booking as its provider sees it now. ``seq`` grows with every change: the latest wins.

    ``number`` is what a person reads out on the telephone. ``offer`` comes with PROPOSED,
    from the desk with what was never quoted (see ``Desk.act``), and with CONFIRMED where something
    else was agreed to since. ``reminds`` are its own reminders, beside the service's. ``place``
    and ``picture`` are as in the Offer. ``news`` is what matters on the very day (it is late,
    it is near), as long as there is any: it stands in the day's plan, so it names the hour, not
    how long until then. With news the provider is asked for its ``status`` when somebody looks.
    """

    ref: str
    number: str
    seq: int
    state: State
    says: Text
    undo_until: datetime | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    where: Name | None = None
    price_yen: int = 0
    rows: tuple[Row, ...] = ()
    bring: tuple[Name, ...] = ()
    next: Text | None = None  # what happens next, for the last screen
    actions: tuple[Action, ...] = ()
    outcome: str = ""  # done, no_show, … once it is over
    offer: Offer | None = None
    place: str = ""
    picture: Map | None = None
    news: Text | None = None
    reminds: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to much the same thing: these answers instead of the same-named ones."""

    label: Label
    answers: Answers
    note: Label | None = None


class Trouble(Exception):
    """Something a resident must hear about, in words that can be acted on."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.msgid)
        self.says = says


class Unclear(Trouble):
    """An answer that cannot be used: ask ``step`` again (empty: the one just asked)."""

    def __init__(self, says: Text, step: str = "") -> None:
        super().__init__(says)
        self.step = step


class Gone(Trouble):
    """It was taken: here are the nearest (at most three); ``may_wait``: standby can be quoted."""

    def __init__(
        self, says: Text, instead: Sequence[Alternative] = (), may_wait: bool = False
    ) -> None:
        super().__init__(says)
        self.instead = tuple(instead)
        self.may_wait = may_wait


class OutOfReach(Trouble):
    """The provider does not answer; nothing was booked."""
