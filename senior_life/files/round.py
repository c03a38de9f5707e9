"""A sheet that goes from door to door (A4, upright): what it says in large letters, then the list
with room to sign."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table

from senior_life.contract import words
from senior_life.files.paper import SHADE
from senior_life.files.sheet import Sheet
from senior_life.files.type import BOLD, REGULAR, paragraph, runs, style, width
from senior_life.words import plain

_ = words("senior_life")
SIZE_PT, HEAD_PT, FOOT_PT = 16.0, 22.0, 12.0
SIDE, BOTTOM = 16 * mm, 18 * mm
SIGN = 26 * mm
BETWEEN_PT = 8
COLUMNS = 3
"""Of a list only the first: the order, the house and who lives there."""
LOOK = [
    ("GRID", (0, 0), (-1, -1), 0.7, black),
    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
]


def render_round(sheet: Sheet) -> bytes:
    paper = BytesIO()
    document = SimpleDocTemplate(
        paper,
        pagesize=A4,
        leftMargin=SIDE,
        rightMargin=SIDE,
        topMargin=SIDE,
        bottomMargin=BOTTOM,
        title=sheet.above[0],
        lang=sheet.language,
    )
    foot = _foot(sheet)
    document.build(_parts(sheet), onFirstPage=foot, onLaterPages=foot)
    return paper.getvalue()


def _parts(sheet: Sheet) -> list[Flowable]:
    head, *lines = sheet.above
    letters = style(SIZE_PT, leading=SIZE_PT * 1.6)
    parts: list[Flowable] = [paragraph(head, style(HEAD_PT, BOLD)), Spacer(0, BETWEEN_PT)]
    for line in lines:
        parts += [paragraph(line, letters), Spacer(0, BETWEEN_PT / 2)]
    return [*parts, Spacer(0, 2 * BETWEEN_PT), _list(sheet)]


def _list(sheet: Sheet) -> Table:
    """In reading order, whatever order it has on the screen."""
    cell, bold = style(SIZE_PT), style(SIZE_PT, BOLD)
    names = (*sheet.columns[:COLUMNS], plain(_("Signature"), sheet.language))
    order = sorted(sheet.lines, key=lambda line: (len(line[0]), line[0]))
    lines = [[paragraph(name, bold) for name in names]]
    lines += [[*(paragraph(text, cell) for text in line[:COLUMNS]), ""] for line in order]
    free = A4[0] - 2 * SIDE - SIGN - 18 * mm
    return Table(lines, [18 * mm, free * 0.4, free * 0.6, SIGN], style=LOOK, repeatRows=1)


def _foot(sheet: Sheet) -> Callable[[Canvas, SimpleDocTemplate], None]:
    printed = plain(_("Printed {at}", at=sheet.printed_at), sheet.language)

    def write(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        for text, x in ((sheet.place, SIDE), (printed, None)):
            at = x if x is not None else A4[0] - SIDE - width(text, REGULAR, FOOT_PT)
            for name, part in runs(text, REGULAR):
                canvas.setFont(name, FOOT_PT)
                canvas.drawString(at, BOTTOM / 2, part)
                at += width(part, name, FOOT_PT)

    return write
