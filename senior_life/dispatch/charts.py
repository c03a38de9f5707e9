"""A day's figures as pictures: plain SVG, in a blue that stays dark in grey print.

Bars stand on a line, their number above them; nothing is told by colour alone.
"""

from collections.abc import Sequence
from html import escape

from senior_life.dispatch.daybook import Day

WIDTH, HEIGHT, LEFT, TOP, FLOOR = 640, 320, 24, 56, 272
INK, FULL = "#1a1a1a", "#1f5f8b"
MOST_BARS = 24


def pictures(day: Day) -> dict[str, str]:
    """File name and text of each: who was served, waits, detours, kilometres."""
    served = day.served
    waits = [told.wait_minutes for told in served]
    detours = [told.detour for told in served]
    kilometres = [day.loaded_metres / 1000, day.empty_metres / 1000]
    return {
        "served.svg": bars(
            "Parties that asked",
            ["served", "refused", "cancelled", "stranded"],
            [len(served), day.refused, day.cancelled, day.stranded],
        ),
        "wait.svg": histogram("Minutes waited within the promised window", waits, 1, 15),
        "detour.svg": histogram("Time on board, in direct rides", detours, 0.25, 4),
        "kilometres.svg": bars("Kilometres driven", ["with riders", "empty"], kilometres),
    }


def histogram(title: str, values: Sequence[float], step: float, most: float) -> str:
    """How many values lie in each step; what is above ``most`` stands in the last one."""
    count = min(MOST_BARS, round(most / step))
    heights = [0.0] * count
    for value in values:
        heights[max(0, min(count - 1, int(value / step)))] += 1
    names = [f"{k * step:g}" for k in range(count)]
    return bars(title, [*names[:-1], f"{names[-1]}+"], heights)


def bars(title: str, names: Sequence[str], values: Sequence[float]) -> str:
    wide = (WIDTH - 2 * LEFT) / max(len(values), 1)
    top = max([*values, 1e-9])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 30, title, 20, "start"),
    ]
    for k, (name, value) in enumerate(zip(names, values, strict=True)):
        parts += _bar(LEFT + k * wide, wide, name, value, value / top)
    line = f'<path d="M{LEFT} {FLOOR}H{WIDTH - LEFT}" stroke="{INK}"/>'
    return "\n".join([*parts, line, "</svg>", ""])


def _bar(x: float, wide: float, name: str, value: float, share: float) -> list[str]:
    tall, middle = share * (FLOOR - TOP - 16), x + wide / 2
    size = 16 if wide > 60 else 11  # noqa: PLR2004 -- as much as fits below a bar
    return [
        f'<rect x="{x + wide * 0.15:.1f}" y="{FLOOR - tall:.1f}" width="{wide * 0.7:.1f}" '
        f'height="{tall:.1f}" fill="{FULL}"/>',
        _text(middle, FLOOR - tall - 6, f"{value:.0f}", size),
        _text(middle, FLOOR + 22, name, size),
    ]


def _text(x: float, y: float, words: str, size: int, anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-family="sans-serif" '
        f'fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
    )
