"""Lines in the order of reading: column after column, without heads and feet that run on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.circular_board.importing.letters import Page
from services.circular_board.importing.lines import Line, lines_of

EDGE = 0.09  # of the page's height: where heads and feet stand
SAME_PLACE_PT = 3.0
PAGE_NUMBER = re.compile(r"[-–—‐ー\s]*(?:p\.?\s*)?[0-9]{1,3}(?:\s*[/／]\s*[0-9]{1,3})?[-–—‐ー\s]*")
LONG_LINE = 10  # letters: shorter ones stand in tables
LEAST_LINES = 3
LARGE = 1.2


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that stand under each other, and how far these reach, titles apart."""

    page: int
    lines: tuple[Line, ...]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Read:
    columns: tuple[Column, ...]
    readings: tuple[tuple[str, str], ...]


def in_order(pages: Sequence[Page]) -> Read:
    """``pages`` are those with text."""
    found = [(page, lines_of(page.letters)) for page in pages]
    heads = _running((page, lines.across) for page, lines in found)
    columns: list[Column] = []
    for page, lines in found:
        across = [line for line in lines.across if not _is_head(page, line, heads)]
        both = sorted((across, lines.down), key=_letters, reverse=True)
        columns += [_column(page, part) for ways in both for part in _parts(ways) if part]
    return Read(tuple(columns), tuple(r for _page, lines in found for r in lines.readings))


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.letters) for line in lines)


Head = tuple[str, int]


def _running(pages: Iterable[tuple[Page, Sequence[Line]]]) -> frozenset[Head]:
    """What stands at the same place near the edge of more than half of the pages, two at least."""
    every = list(pages)
    seen = Counter(
        head
        for page, lines in every
        for head in {_head(line) for line in lines if _at_edge(page, line)}
    )
    least = max(2, len(every) // 2 + 1)
    return frozenset(head for head, count in seen.items() if count >= least)


def _head(line: Line) -> Head:
    return re.sub("[0-9]+", "#", line.text), round(line.across / SAME_PLACE_PT)


def _at_edge(page: Page, line: Line) -> bool:
    return not EDGE * page.height < line.across < (1 - EDGE) * page.height


def _is_head(page: Page, line: Line, heads: frozenset[Head]) -> bool:
    is_number = PAGE_NUMBER.fullmatch(line.text) is not None
    return _at_edge(page, line) and (is_number or _head(line) in heads)


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The page as columns; what lies across two of them parts what is above from what is below."""
    gutter = _gutter(lines)
    if gutter is None:
        yield sorted(lines, key=lambda line: (-line.across, line.start))
        return
    left: list[Line] = []
    right: list[Line] = []
    usual = _usual_pt(lines)
    for line in sorted(lines, key=lambda line: (-line.across, line.start)):
        if line.start < gutter < line.end or _is_title(line, usual):
            yield from (left, *_parts(right), [line])
            left, right = [], []
        else:
            (left if line.end <= gutter else right).append(line)
    yield from (left, *_parts(right))


def _is_title(line: Line, usual_pt: float) -> bool:
    return line.size_pt > LARGE * usual_pt


def _usual_pt(lines: Sequence[Line]) -> float:
    """The size of the middle letter of all, by size."""
    sizes = sorted(letter.size_pt for line in lines for letter in line.letters)
    return sizes[len(sizes) // 2]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a second column of long lines begins, beside a first one."""
    best: tuple[int, float] | None = None
    for begins in {line.start for line in lines}:
        at = begins - 0.1
        left = [line for line in lines if line.end <= at]
        right = [line for line in lines if line.start >= at]
        crossing = len(lines) - len(left) - len(right)
        if _is_column(left) and _is_column(right) and crossing < min(len(left), len(right)):
            best = max(best or (0, 0.0), (min(len(left), len(right)) - crossing, at))
    return None if best is None else best[1]


def _is_column(lines: Sequence[Line]) -> bool:
    long = sum(len(line.letters) >= LONG_LINE for line in lines)
    return long >= LEAST_LINES and 2 * long > len(lines)


def _column(page: Page, lines: Sequence[Line]) -> Column:
    usual = _usual_pt(lines)
    body = [line for line in lines if not _is_title(line, usual)]
    start, end = min(line.start for line in body), max(line.end for line in body)
    return Column(page.number, tuple(lines), start, end)
