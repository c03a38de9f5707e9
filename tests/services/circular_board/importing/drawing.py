"""Draws the PDFs that the tests read: each letter where a town's word processor would put it."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from senior_life.files.type import BOLD, REGULAR, fonts
from services.circular_board.importing.blocks import Block
from services.circular_board.importing.reading import read_paper

LEFT, TOP, LEADING, SIZE = 60.0, 740.0, 18.0, 11.0
FALLING = "HeiseiKakuGo-W5"

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **settings: Any) -> bytes:
    fonts()
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, **settings)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def said(
    canvas: Canvas, x: float, y: float, text: str, size: float = SIZE, bold: bool = False
) -> None:
    canvas.setFont(BOLD if bold else REGULAR, size)
    canvas.drawString(x, y, text)


def below(
    canvas: Canvas, lines: Sequence[str], x: float = LEFT, y: float = TOP, size: float = SIZE
) -> None:
    """Lines one below the other; what is empty leaves room."""
    for line in lines:
        said(canvas, x, y, line, size)
        y -= LEADING


def falling(canvas: Canvas, lines: Sequence[str], x: float = 520.0, y: float = 600.0) -> None:
    """In a vertical font, from right to left."""
    font = UnicodeCIDFont(FALLING, isVertical=True)
    pdfmetrics.registerFont(font)
    canvas.setFont(FALLING, 12)
    for line in lines:
        canvas.drawString(x, y, line)
        x -= 20


def page(*lines: str) -> bytes:
    return pdf(lambda canvas: below(canvas, lines))


def blocks(content: bytes) -> tuple[Block, ...]:
    return read_paper(content).blocks


def told(content: bytes) -> list[tuple[str, str | tuple[str, ...]]]:
    """Each block's shape, and what it says."""
    return [(one.shape.value, one.cells or one.text) for one in blocks(content)]
