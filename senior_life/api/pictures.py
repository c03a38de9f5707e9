"""Pictures of work lists as they go over the wire."""

from senior_life.api.eyes import Eyes
from senior_life.contract import Lane, Map, Picture, Timeline
from senior_life.wire import BarOut, LaneOut, MapOut, MarkOut, PictureOut, TimelineOut, WayOut


def picture_out(eyes: Eyes, picture: Picture | None) -> PictureOut | None:
    match picture:
        case Timeline():
            return TimelineOut(
                starts=picture.starts,
                ends=picture.ends,
                lanes=tuple(_lane(eyes, lane) for lane in picture.lanes),
                now=picture.now,
            )
        case Map():
            return _map(eyes, picture)
        case None:
            return None


def _lane(eyes: Eyes, lane: Lane) -> LaneOut:
    bars = tuple(
        BarOut(starts=bar.starts, ends=bar.ends, says=eyes.see_if(bar.says), state=bar.state)
        for bar in lane.bars
    )
    return LaneOut(label=eyes.see(lane.label), bars=bars)


def _map(eyes: Eyes, picture: Map) -> MapOut:
    return MapOut(
        marks=tuple(
            MarkOut(lat=mark.lat, lon=mark.lon, says=eyes.see_if(mark.says), state=mark.state)
            for mark in picture.marks
        ),
        ways=tuple(WayOut(points=way.points, says=eyes.see_if(way.says)) for way in picture.ways),
    )
