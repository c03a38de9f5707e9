"""Pictures above the desk's lists: drawn to scale, and silent, for the list says the same."""

from datetime import datetime, timedelta
from math import dist
from typing import Any
from zoneinfo import ZoneInfo

import flet as ft
import flet.canvas as cv
import pytest
from drawing import controls_of
from fake_device import on_a_page
from flet.components.component import Renderer

from senior_life import wire
from senior_life.ui.blocks.ground import ground_of
from senior_life.ui.desk.plan import EDGE, LEAST_KM, TALLEST
from senior_life.ui.desk.table import work_list
from senior_life.ui.look import Look
from senior_life.wire import BarOut, LaneOut, MapOut, MarkOut, TimelineOut, WayOut
from senior_life.words import Words

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
STATION, HOSPITAL = (34.4937, 135.5131), (34.4922, 135.5166)


def at(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


def bar(starts: float, ends: float, says: str = "") -> BarOut:
    words = Words(says) if says else None
    return BarOut(starts=at(starts), ends=at(ends), says=words, state="")


def hours(*bars: BarOut, now: float | None = None) -> TimelineOut:
    lane = LaneOut(label=Words("のりあい1号"), bars=bars)
    moment = None if now is None else at(now)
    return TimelineOut(starts=NINE, ends=at(8), lanes=(lane,), now=moment)


def table(picture: wire.PictureOut | None) -> wire.TableOut:
    return wire.TableOut(
        service="ride",
        name="runs",
        title=Words("車の動き"),
        columns=(),
        lines=(),
        actions=(),
        csv="",
        paper="",
        picture=picture,
    )


def draw(picture: wire.PictureOut | None, width: float = 1280) -> list[Any]:
    with on_a_page(), Renderer().with_context():
        drawn = work_list(Look(width=width), table(picture), lambda *_: None, is_broad=True)
        return list(controls_of([drawn]))


def placed(controls: list[Any]) -> list[ft.Container]:
    """The bars: what is laid from the left and has words or a frame."""
    return [c for c in controls if isinstance(c, ft.Container) and c.border and c.left is not None]


def test_a_list_without_a_picture_has_none() -> None:
    assert not [c for c in draw(None) if getattr(c, "exclude_semantics", False)]


@pytest.mark.parametrize(
    "picture",
    [
        hours(bar(0, 1, "2人")),
        MapOut(marks=(MarkOut(lat=34, lon=135, says=None, state=""),), ways=()),
    ],
)
def test_a_picture_is_one_thing_to_a_screen_reader(picture: wire.PictureOut) -> None:
    silent = [c for c in draw(picture) if getattr(c, "exclude_semantics", False)]
    assert [c.identifier for c in silent] == ["picture:ride.runs"]
    assert silent[0].label


def test_a_bar_is_as_long_as_it_lasts() -> None:
    one, three = placed(draw(hours(bar(0, 1, "2人"), bar(2, 5))))
    assert (one.left, three.left) == (0, one.width * 2)
    assert three.width == pytest.approx(one.width * 3)


def test_what_lies_outside_the_hours_is_cut_off() -> None:
    (long,) = placed(draw(hours(bar(-3, 20, "2人"))))
    (whole,) = placed(draw(hours(bar(0, 8, "2人"))))
    assert (long.left, long.width) == (whole.left, whole.width)


def test_now_is_marked_while_it_is_among_the_hours() -> None:
    alarm = Look().theme.alarm

    def marks(now: float) -> list[Any]:
        return [c for c in draw(hours(now=now)) if getattr(c, "bgcolor", None) == alarm]

    assert len(marks(2)) == 1
    assert not marks(-1)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_a_plan_keeps_north_up_and_its_proportions(width: float) -> None:
    ground, height = ground_of([STATION, HOSPITAL], width, TALLEST, EDGE, LEAST_KM)
    (x1, y1), (x2, y2) = ground.at(*STATION), ground.at(*HOSPITAL)
    assert EDGE - 1 <= x1 < x2 <= width - EDGE + 1, "the hospital lies to the east"
    assert EDGE - 1 <= y1 < y2 <= height - EDGE + 1, "and to the south"
    east_km = (HOSPITAL[1] - STATION[1]) * 91.75  # a degree at 34.5° north
    south_km = (STATION[0] - HOSPITAL[0]) * 111.32
    assert (x2 - x1) / (y2 - y1) == pytest.approx(east_km / south_km, rel=0.01)


def test_a_plan_draws_every_way_and_mark() -> None:
    way = WayOut(points=(STATION, HOSPITAL, STATION), says=Words("1号"))
    marks = (
        MarkOut(lat=STATION[0], lon=STATION[1], says=Words("泉ケ丘駅"), state=""),
        MarkOut(lat=HOSPITAL[0], lon=HOSPITAL[1], says=None, state=""),
    )
    (canvas,) = [c for c in draw(MapOut(marks=marks, ways=(way,))) if isinstance(c, cv.Canvas)]
    kinds = [type(shape) for shape in canvas.shapes]
    assert (kinds.count(cv.Line), kinds.count(cv.Circle), kinds.count(cv.Text)) == (2, 2, 2)


def test_the_name_of_a_vehicle_stands_clear_of_the_dots_on_its_way() -> None:
    marks = tuple(
        MarkOut(lat=lat, lon=lon, says=Words("午前10時"), state="")
        for lat, lon in (STATION, HOSPITAL)
    )
    way = WayOut(points=(STATION, HOSPITAL, STATION), says=Words("1号"))
    (canvas,) = [c for c in draw(MapOut(marks=marks, ways=(way,))) if isinstance(c, cv.Canvas)]
    (name,) = [one for one in canvas.shapes if isinstance(one, cv.Text) and one.value == "1号"]
    dots = [one for one in canvas.shapes if isinstance(one, cv.Circle)]
    assert len(dots) == 2
    assert all(dist((name.x, name.y), (dot.x, dot.y)) > dot.radius for dot in dots)


def test_a_plan_of_nothing_is_empty() -> None:
    assert not [c for c in draw(MapOut(marks=(), ways=())) if isinstance(c, cv.Canvas)]
