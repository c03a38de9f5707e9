"""A timeline above a work list: lanes over the same hours, each bar with its words."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import flet as ft

from senior_life import wire
from senior_life.ui.blocks import lettering
from senior_life.ui.look import SMALL, Look
from senior_life.words import Words

LABEL, HOUR_LEAST, BAR, GAP = 150, 110, 46, 8
"""Pixels: the names of the lanes, the narrowest hour, the height of a bar, between lanes."""
PAGE_MARGIN = 90
AN_HOUR = timedelta(hours=1)
NARROWEST = 1.6  # letters: in less there is nothing to read
RESTS = {"break", "out"}
"""States of a bar in which nobody works."""


def timeline(look: Look, picture: wire.TimelineOut) -> ft.Control:
    """The names stay in place; the hours beside them scroll where they are many."""
    scale = _Scale(look, picture)
    names: list[ft.Control] = [ft.Container(height=look.px(SMALL * 1.6))]
    names += [_name(look, lane) for lane in picture.lanes]
    lanes = [_lane(look, scale, lane) for lane in picture.lanes]
    hours: list[ft.Control] = [_hours(look, scale), *lanes]
    return ft.Row(
        [
            ft.Column(names, spacing=GAP, tight=True, width=look.px(LABEL)),
            ft.Row(
                [ft.Column(hours, spacing=GAP, tight=True, width=scale.width)],
                scroll=ft.ScrollMode.AUTO,
                expand=True,
            ),
        ],
        spacing=GAP,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


class _Scale:
    """From a time to pixels from the left."""

    def __init__(self, look: Look, picture: wire.TimelineOut) -> None:
        self.starts, self.ends, self.now = picture.starts, picture.ends, picture.now
        hours = max((self.ends - self.starts) / AN_HOUR, 1)
        room = look.width - look.px(LABEL) - PAGE_MARGIN
        self.width = max(room, hours * look.px(HOUR_LEAST))
        self._an_hour = self.width / hours

    def at(self, when: datetime) -> float:
        held = min(max(when, self.starts), self.ends)
        return (held - self.starts) / AN_HOUR * self._an_hour

    def full_hours(self) -> Iterator[datetime]:
        hour = self.starts.replace(minute=0, second=0, microsecond=0)
        while hour <= self.ends - AN_HOUR / 2:
            if hour >= self.starts:
                yield hour
            hour += AN_HOUR


def _name(look: Look, lane: wire.LaneOut) -> ft.Control:
    return ft.Container(
        lettering(look, lane.label, SMALL, bold=True, line=1.2),
        height=look.px(BAR),
        alignment=ft.Alignment.CENTER_LEFT,
    )


def _hours(look: Look, scale: _Scale) -> ft.Control:
    marks: list[ft.Control] = [
        ft.Container(
            lettering(look, Words(f"{hour.hour}:00"), SMALL, color=look.theme.soft, line=1.2),
            left=scale.at(hour),
        )
        for hour in scale.full_hours()
    ]
    return ft.Stack(marks, height=look.px(SMALL * 1.6), width=scale.width)


def _lane(look: Look, scale: _Scale, lane: wire.LaneOut) -> ft.Control:
    lines = [_line(look, scale.at(hour), look.theme.line, 1) for hour in scale.full_hours()]
    bars = [_bar(look, scale, bar) for bar in lane.bars]
    now: Sequence[ft.Control] = ()
    if scale.now is not None and scale.starts <= scale.now <= scale.ends:
        now = [_line(look, scale.at(scale.now), look.theme.alarm, 3)]
    return ft.Stack([*lines, *bars, *now], height=look.px(BAR), width=scale.width)


def _line(look: Look, left: float, color: str, width: float) -> ft.Control:
    return ft.Container(left=left, width=width, height=look.px(BAR), bgcolor=color)


def _bar(look: Look, scale: _Scale, bar: wire.BarOut) -> ft.Control:
    """Empty hands are a frame, work is filled, what rests has words on the paper: not by colour
    alone."""
    theme, left = look.theme, scale.at(bar.starts)
    rests = bar.state in RESTS
    is_work = bar.says is not None and not rests
    ink = theme.on_act if is_work else theme.ink
    width = max(scale.at(bar.ends) - left, 3)
    says = bar.says.text if bar.says and width >= look.px(SMALL) * NARROWEST else ""
    text = ft.Text(
        says,
        size=look.px(SMALL),
        color=ink,
        no_wrap=True,
        overflow=ft.TextOverflow.CLIP,
    )
    return ft.Container(
        text,
        left=left,
        width=width,
        height=look.px(BAR),
        padding=ft.Padding.symmetric(horizontal=4),
        bgcolor=theme.act if is_work else theme.paper if rests else theme.card,
        border=ft.Border.all(1.5, theme.line if rests else theme.act),
        border_radius=6,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        alignment=ft.Alignment.CENTER_LEFT,
        tooltip=bar.says.text if bar.says else None,
    )
