"""What a circular says, free of its page: blocks of text that flow at the reader's own size."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a block is; on a large letter screen each is laid out in its own way."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; of a ROW there are ``cells`` (two or more), and ``text`` is empty.

    Whatever looks like HTML in it is text, to be shown as it stands.
    """

    shape: Shape
    text: str = ""
    cells: tuple[str, ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """What was read from a file: its blocks in the order of reading.

    ``readings`` are the kana that were printed small beside words (ルビ), as (written, kana).
    ``unread_pages`` are scanned or drawn: a picture of text, which nobody can enlarge or hear.
    """

    blocks: tuple[Block, ...]
    page_count: int
    readings: tuple[tuple[str, str], ...] = ()
    unread_pages: tuple[int, ...] = ()

    @property
    def needs_summary(self) -> bool:
        """Somebody must type what the unread pages say, before anybody may get this."""
        return bool(self.unread_pages)


HEADING, ITEM, CELL = "■", "・", "｜"
MARKS = {Shape.HEADING: HEADING, Shape.ITEM: ITEM}


def written(blocks: tuple[Block, ...]) -> str:
    """The blocks as plain lines that a clerk can correct: ``■ heading``, ``・item``, ``a｜b``.

    Headings and paragraphs have an empty line before them.
    """
    lines: list[str] = []
    for block in blocks:
        if lines and block.shape in {Shape.HEADING, Shape.PARAGRAPH}:
            lines.append("")
        lines.append(_line(block))
    return "\n".join(lines)


def _line(block: Block) -> str:
    if block.shape is Shape.ROW:
        return CELL.join(cell.replace(CELL, "|") for cell in block.cells)
    return MARKS.get(block.shape, "") + block.text


def blocks_of(text: str) -> tuple[Block, ...]:
    """The other way: each line that is not empty is a block."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        said = line.strip()
        if not said:
            continue
        cells = tuple(cell.strip() for cell in said.split(CELL))
        if said.startswith(HEADING) and said != HEADING:
            yield Block(Shape.HEADING, said.removeprefix(HEADING).strip())
        elif said.startswith(ITEM) and said != ITEM:
            yield Block(Shape.ITEM, said.removeprefix(ITEM).strip())
        elif len(cells) > 1:
            yield Block(Shape.ROW, cells=cells)
        else:
            yield Block(Shape.PARAGRAPH, said)
