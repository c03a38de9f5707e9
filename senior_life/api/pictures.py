"""Pictures of work lists and of bookings as they go over the wire."""

from collections.abc import Callable

from senior_life.contract import Lane, Map, Picture, Timeline, Value
from senior_life.wire import BarOut, LaneOut, MapOut, MarkOut, PictureOut, TimelineOut, WayOut
from senior_life.words import Words

See = Callable[[Value], Words]
"""Puts a value into the words of one reader."""


def picture_out(see: See, picture: Picture | None) -> PictureOut | None:
    match picture:
        case Timeline():
            return TimelineOut(
                starts=picture.starts,
                ends=picture.ends,
                lanes=tuple(_lane(see, lane) for lane in picture.lanes),
                now=picture.now,
            )
        case _:
            return map_out(see, picture)


def _lane(see: See, lane: Lane) -> LaneOut:
    bars = tuple(
        BarOut(starts=bar.starts, ends=bar.ends, says=_maybe(see, bar.says), state=bar.state)
        for bar in lane.bars
    )
    return LaneOut(label=see(lane.label), bars=bars)


def map_out(see: See, picture: Map | None) -> MapOut | None:
    if picture is None:
        return None
    return MapOut(
        marks=tuple(
            MarkOut(lat=mark.lat, lon=mark.lon, says=_maybe(see, mark.says), state=mark.state)
            for mark in picture.marks
        ),
        ways=tuple(WayOut(points=way.points, says=_maybe(see, way.says)) for way in picture.ways),
        title=_maybe(see, picture.title),
        says=tuple(see(one) for one in picture.says),
    )


def _maybe(see: See, value: Value | None) -> Words | None:
    return None if value is None else see(value)
