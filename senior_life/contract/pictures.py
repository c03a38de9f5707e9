"""What people would rather look at than read; a picture stands alone nowhere.

At the desk it is drawn above a work list, which is what is heard, printed, exported and worked on.
So its words hold no names of people; ``state`` is one of the list's own states. For a resident a
``Map`` comes with an offer or a booking, below its rows, and ``says`` tells all of it in words.
"""

from dataclasses import dataclass
from datetime import datetime

from senior_life.contract.language import Label


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``starts`` to ``ends`` (aware); ``says`` is short, for a narrow bar cuts it off.

    Without ``says`` it is free time; ``state`` may be ``break`` or ``out`` (of service).
    """

    starts: datetime
    ends: datetime
    says: Label | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One vehicle, kitchen or room; its bars do not overlap."""

    label: Label
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes below one another over the same hours; ``now`` is marked where it lies within them."""

    starts: datetime
    ends: datetime
    lanes: tuple[Lane, ...]
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A point, degrees WGS 84; without ``says`` only a dot.

    For a resident ``state`` is ``start`` (where they set out), ``goal`` (where they have to be),
    ``far`` (beyond the plan: only in which direction, and how far) or empty, a landmark.
    """

    lat: float
    lon: float
    says: Label | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A line through points ``(lat, lon)``, in the order in which they are driven or walked."""

    points: tuple[tuple[float, float], ...]
    says: Label | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """North is up; as large as what lies on it. A drawn plan: no tiles, nothing is fetched.

    ``title`` and ``says`` are for residents: what is seen, and the same in sentences, which
    stand below the plan and are read aloud. Nobody has to look at it.
    """

    marks: tuple[Mark, ...] = ()
    ways: tuple[Way, ...] = ()
    title: Label | None = None
    says: tuple[Label, ...] = ()


Picture = Timeline | Map
