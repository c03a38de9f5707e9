"""How many requests a second are answered as the fleet and the time ahead of it grow.

Run by `make bench`, or alone: python tests/bench/bench_growth.py [--draw FILE.svg]

An invented day (`senior_life.dispatch.days`, 12 km across, 2.2 requests an hour for each vehicle)
is booked hour by hour; at 1, 2, 4, 8 and 12 hours of rides ahead more people ask, each for three
offers of which the first is taken. A second is one of the processor's, on one core. No aim: the
picture says how far plain Python is enough, and the compiled loops.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10
from pathlib import Path
from random import Random

from senior_life.dispatch import Fleet, Wish, compiled, moving
from senior_life.dispatch.days import (
    OPENS,
    Habits,
    invented_fleet,
    invented_town,
    requests,
)

FLEETS, HOURS = (10, 25, 50, 100, 200), (1, 2, 4, 8, 12)
AN_HOUR, KILOMETRES = 2.2, 12
TIMED = {"compiled": 200, "plain Python": 60}
COLOURS = ("#1b4f72", "#2e86c1", "#28b463", "#ca6f1e", "#922b21")
WIDE, HIGH, LEFT, TOP, RIGHT, LOW = 760, 420, 70, 40, 560, 360


@dataclass(frozen=True)
class Point:
    """Requests a second of that fleet with so many hours of rides ahead."""

    way: str
    vehicles: int
    hours: int
    visits: float
    a_second: float


def grown(vehicles: int) -> list[Point]:
    places, hubs = invented_town(1, KILOMETRES)
    count = int(AN_HOUR * vehicles * HOURS[-1])
    asked = [one.wish for one in requests(count, places, hubs, 1, Habits())]
    others = requests(count, places, hubs, 2, Habits())
    more = [replace(one.wish, id=f"another {one.wish.id}") for one in others]
    fleet, found = invented_fleet(vehicles, hubs), []
    done = OPENS
    for hours in HOURS:
        until = OPENS + 60 * hours + 30 * (hours == HOURS[-1])
        fleet = booked(fleet, [one for one in asked if done <= one.minute < until])
        visits = sum(len(one.visits) for one in fleet.standings) / vehicles
        within = [one for one in more if one.minute < max(until, OPENS + 90)]
        for way, timed in TIMED.items():
            wishes = Random(hours).sample(within, min(timed, len(within)))
            a_second = len(wishes) / seconds(fleet, wishes, way)
            found.append(Point(way, vehicles, hours, visits, a_second))
        done = until
    return found


def booked(fleet: Fleet, wishes: Sequence[Wish]) -> Fleet:
    for wish in wishes:
        offers = fleet.offers(wish, 1)
        fleet = fleet.taking(offers[0]) if offers else fleet
    return fleet


def seconds(fleet: Fleet, wishes: Sequence[Wish], way: str) -> float:
    """Of the processor, for all of them; what they take is forgotten again."""
    (moving.warm if way == "compiled" else moving.cool)()
    fleet.offers(wishes[0])
    begun = time.process_time()
    for wish in wishes:
        _ask(fleet, wish)
    took = time.process_time() - begun
    moving.warm()
    return took


def _ask(fleet: Fleet, wish: Wish) -> None:
    offers = fleet.offers(wish)
    if offers:
        fleet.taking(offers[0])


def tell(points: Sequence[Point]) -> None:
    print("vehicles hours visits each   compiled/s  plain Python/s")
    pairs = zip(points[::2], points[1::2], strict=True)
    for quick, plain in pairs:
        print(
            f"{quick.vehicles:8} {quick.hours:5} {quick.visits:11.1f} "
            f"{quick.a_second:12.0f} {plain.a_second:15.1f}"
        )


def drawn(points: Sequence[Point]) -> str:
    """Both axes double by equal steps; a line for each horizon, dashed in plain Python."""
    top = max(one.a_second for one in points)
    low = 0.75 * min(one.a_second for one in points)
    lines = [_line(points, way, n, low, top) for way in TIMED for n in range(len(HOURS))]
    ticks = [_tick(10**k, low, top) for k in range(int(log10(low)), int(log10(top)) + 1)]
    fleets = [
        f'<text x="{_x(n):.0f}" y="{LOW + 22}" text-anchor="middle">{n}</text>' for n in FLEETS
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            'role="img" font-family="sans-serif" font-size="14">',
            "<title>Requests a second against vehicles and hours of rides ahead</title>",
            f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
            f'<text x="{LEFT}" y="22" font-size="16">Requests a second, of one core</text>',
            f'<text x="{LEFT}" y="{LOW + 46}">vehicles · solid: compiled, '
            "dashed: plain Python</text>",
            *ticks,
            *fleets,
            *lines,
            *_names(points, low, top),
            "</svg>\n",
        ]
    )


def _x(vehicles: int) -> float:
    share = log10(vehicles / FLEETS[0]) / log10(FLEETS[-1] / FLEETS[0])
    return LEFT + share * (RIGHT - LEFT)


def _y(a_second: float, low: float, top: float) -> float:
    return LOW - (log10(a_second / low) / log10(top / low)) * (LOW - TOP)


def _tick(a_second: float, low: float, top: float) -> str:
    if not low <= a_second <= top:
        return ""
    y = _y(a_second, low, top)
    return (
        f'<line x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d5d8dc"/>'
        f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{a_second:g}</text>'
    )


def _line(points: Sequence[Point], way: str, number: int, low: float, top: float) -> str:
    ours = [one for one in points if (one.way, one.hours) == (way, HOURS[number])]
    corners = " ".join(f"{_x(o.vehicles):.1f},{_y(o.a_second, low, top):.1f}" for o in ours)
    dashes = "" if way == "compiled" else ' stroke-dasharray="6 5"'
    return (
        f'<polyline points="{corners}" fill="none" stroke="{COLOURS[number]}" '
        f'stroke-width="2.5"{dashes}/>'
    )


def _names(points: Sequence[Point], low: float, top: float) -> list[str]:
    """At the end of each line, one below the other where they would stand on each other."""
    last = [one for one in points if one.vehicles == FLEETS[-1]]
    found, y = [], 0.0
    for one in sorted(last, key=lambda one: -one.a_second):
        y = max(_y(one.a_second, low, top) + 5, y + 15)
        told = f"{one.hours} h ahead, {one.way}"
        found.append(f'<text x="{RIGHT + 8}" y="{y:.1f}">{told}</text>')
    return found


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--draw", type=Path)
    file = options.parse_args().draw
    with tempfile.TemporaryDirectory() as folder:
        compiled.keep_in(Path(folder))
        moving.warm()
    points = [point for vehicles in FLEETS for point in grown(vehicles)]
    tell(points)
    if file:
        file.write_text(drawn(points), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
