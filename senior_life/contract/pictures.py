"""What staff would rather look at than read: drawn above a work list that says the same.

A picture stands alone nowhere: its list is what is heard, printed, exported and worked on. So its
words hold no names of people; ``state`` is one of the list's own states.
"""

from dataclasses import dataclass
from datetime import datetime

from senior_life.contract.language import Label


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``starts`` to ``ends`` (aware); ``says`` is short, for a narrow bar cuts it off."""

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
    """A point, degrees WGS 84; without ``says`` only a dot."""

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
    """North is up; as large as what lies on it. A drawn plan: no tiles, nothing is fetched."""

    marks: tuple[Mark, ...] = ()
    ways: tuple[Way, ...] = ()


Picture = Timeline | Map
