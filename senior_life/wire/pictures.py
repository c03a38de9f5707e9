"""Pictures of lists and bookings: hours and places in words, times aware, degrees WGS 84."""

from datetime import datetime
from typing import Literal

from senior_life.wire.grain import Wire
from senior_life.words import Words


class BarOut(Wire):
    starts: datetime
    ends: datetime
    says: Words | None
    state: str


class LaneOut(Wire):
    label: Words
    bars: tuple[BarOut, ...]


class TimelineOut(Wire):
    kind: Literal["timeline"] = "timeline"
    starts: datetime
    ends: datetime
    lanes: tuple[LaneOut, ...]
    now: datetime | None


class MarkOut(Wire):
    lat: float
    lon: float
    says: Words | None
    state: str


class WayOut(Wire):
    points: tuple[tuple[float, float], ...]
    says: Words | None


class MapOut(Wire):
    """``says`` tells a resident in sentences what is drawn; without any a list does."""

    kind: Literal["map"] = "map"
    marks: tuple[MarkOut, ...]
    ways: tuple[WayOut, ...]
    title: Words | None = None
    says: tuple[Words, ...] = ()


PictureOut = TimelineOut | MapOut
