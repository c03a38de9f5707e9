"""Lines of a page become blocks that flow anew: a sentence cut by its edge is whole again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from services.circular_board.importing.blocks import Block, Shape
from services.circular_board.importing.lines import KANJI, Line
from services.circular_board.importing.order import Column

LARGER = 1.15  # than the body: a heading
ALIKE = 0.1
LEADING = 2.2  # sizes from line to line within a paragraph
NEARLY_FULL = 2.0  # sizes short of the edge: no letter may begin or end the line there
LEAST_LETTERS = 8  # a shorter line ends where its writer wanted
INDENT = 0.5
LONGEST_HEADING = 40
SAME_CELL = 0.6
SPREAD_WORD = 4.0
HEADED = re.compile(r"[■◆□◇▼▽★☆]\s*|(?=[【〈《].*[】〉》]$)")
BULLET = re.compile(r"[・•●○◎◦‣∙▪]\s*|[-–]\s+")
NUMBERED = re.compile(
    r"[①-⑳]|[(（][0-9一二三四五六七八九十ア-ン]{1,2}[)）]|[0-9]{1,2}[.．)）、 \u3000](?![0-9])"
)
NOTE = re.compile(r"[※＊*]")
LABEL = re.compile(r"[^ \u3000：:]{1,8}[：:]|[^ \u3000]{1,6}[ \u3000]{2,}")
SENTENCE_END = "。！？!?"
LATIN = re.compile(r"[A-Za-z0-9,.;]")


@dataclass(slots=True)
class _Flow:
    """What was read so far, and the line that the next one may go on from."""

    body_pt: float
    blocks: list[Block] = field(default_factory=list)
    line: Line | None = None
    column: Column | None = None
    cells: Sequence[Line] = ()


def blocks_from(columns: Sequence[Column]) -> tuple[Block, ...]:
    flow = _Flow(_body_pt(columns))
    for column in columns:
        for row in _rows(column):
            _take(flow, column, row)
    return tuple(flow.blocks)


def _body_pt(columns: Sequence[Column]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[round(line.size_pt, 1)] += len(line.letters)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _rows(column: Column) -> Iterator[list[Line]]:
    """Lines at the same height are the cells of a row."""
    row: list[Line] = []
    for line in column.lines:
        if row and abs(row[0].across - line.across) > INDENT * min(row[0].size_pt, line.size_pt):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _take(flow: _Flow, column: Column, row: Sequence[Line]) -> None:
    cells = _cells(row)
    if len(cells) > 1:
        texts = tuple(cell.text for cell in cells)
        flow.blocks.append(Block(Shape.ROW, cells=texts, page=column.page))
        flow.cells, flow.line, flow.column = cells, None, column
        return
    line = cells[0]
    if column is flow.column and _goes_on_in_cell(flow, line):
        return
    if _goes_on(flow, column, line):
        last = flow.blocks[-1]
        flow.blocks[-1] = replace(last, text=_joined(last.text, line.text))
    else:
        flow.blocks.append(_begun(flow, column, line))
    flow.cells, flow.line, flow.column = (), line, column


def _cells(row: Sequence[Line]) -> list[Line]:
    """日 … 時, spread over its cell, is one word; 月 火 水 over a table are three."""
    ordered = sorted(row, key=lambda line: line.start)
    is_mixed = any(len(line.letters) > 1 for line in ordered)
    cells: list[Line] = []
    for line in ordered:
        if cells and is_mixed and _is_spread(cells[-1], line):
            letters = (*cells[-1].letters, *line.letters)
            cells[-1] = replace(cells[-1], letters=letters, end=line.end)
        else:
            cells.append(line)
    return cells


def _is_spread(one: Line, other: Line) -> bool:
    is_near = other.start - one.end < SPREAD_WORD * one.size_pt
    are_single = len(one.letters) == len(other.letters) == 1
    return is_near and are_single and bool(KANJI.match(one.text) and KANJI.match(other.text))


def _goes_on_in_cell(flow: _Flow, line: Line) -> bool:
    """A cell of several lines: its text goes on under itself, not under the first cell."""
    room = SAME_CELL * line.size_pt
    at = [n for n, cell in enumerate(flow.cells) if n and abs(cell.start - line.start) < room]
    if not at or flow.cells[0].across - line.across > LEADING * line.size_pt:
        return False
    last = flow.blocks[-1]
    texts = [*last.cells]
    texts[at[0]] = _joined(texts[at[0]], line.text)
    flow.blocks[-1] = replace(last, cells=tuple(texts))
    flow.cells = [replace(cell, across=line.across) for cell in flow.cells]
    return True


def _goes_on(flow: _Flow, column: Column, line: Line) -> bool:
    before = flow.line
    if before is None or flow.column is None or flow.blocks[-1].shape is Shape.HEADING:
        return False
    if _starts(line.text) or _is_heading(flow, line) or not _are_alike(before, line):
        return False
    is_full = _is_full(flow.column, before)
    if column is not flow.column:
        return (
            is_full and not before.text.endswith(tuple(SENTENCE_END)) and not _is_in(column, line)
        )
    is_item = flow.blocks[-1].shape is Shape.ITEM
    is_near = before.across - line.across <= LEADING * line.size_pt
    is_in = line.start > before.start + INDENT * line.size_pt
    return is_full and is_near and (is_item or not is_in)


def _is_full(column: Column, line: Line) -> bool:
    reaches = line.end >= column.end - NEARLY_FULL * line.size_pt
    return reaches and len(line.letters) >= LEAST_LETTERS


def _are_alike(one: Line, other: Line) -> bool:
    return abs(one.size_pt - other.size_pt) <= ALIKE * one.size_pt and one.is_down == other.is_down


def _is_in(column: Column, line: Line) -> bool:
    return line.start > column.start + INDENT * line.size_pt


def _starts(text: str) -> bool:
    """It says by itself that something new begins."""
    return any(sign.match(text) for sign in (HEADED, BULLET, NUMBERED, NOTE, LABEL))


def _is_heading(flow: _Flow, line: Line) -> bool:
    text = line.text
    if len(text) > LONGEST_HEADING or text.endswith(tuple(SENTENCE_END)) or BULLET.match(text):
        return False
    is_large = line.size_pt >= LARGER * flow.body_pt
    return is_large or line.is_bold or HEADED.match(text) is not None


def _begun(flow: _Flow, column: Column, line: Line) -> Block:
    text = line.text
    if _is_heading(flow, line):
        return Block(Shape.HEADING, HEADED.sub("", text, count=1), page=column.page)
    if BULLET.match(text):
        return Block(Shape.ITEM, BULLET.sub("", text, count=1), page=column.page)
    shape = Shape.ITEM if NUMBERED.match(text) else Shape.PARAGRAPH
    return Block(shape, text, page=column.page)


def _joined(text: str, more: str) -> str:
    """Japanese has no spaces between words; Latin ones that stood on two lines get theirs."""
    is_latin = bool(text and more and LATIN.match(text[-1]) and re.match("[A-Za-z]", more))
    return f"{text} {more}" if is_latin else text + more
