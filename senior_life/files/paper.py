"""A work list on paper (A4, lying) for the day when nothing else works: room to write by hand."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from senior_life.contract import Text, words
from senior_life.files.sheet import Sheet
from senior_life.files.type import BOLD, REGULAR, paragraph, runs, style, width
from senior_life.words import plain

_ = words("senior_life")
PAGE = landscape(A4)
SIDE = 12 * mm
TOP, BOTTOM = 30 * mm, 14 * mm
SIZE_PT = 12.0
PAD_PT = 4
NOTES = 50 * mm
TICK = 12 * mm
LINE_HEIGHT = 12 * mm
EMPTY_LINES = 6  # for those who come without a booking
SHADE = HexColor("#E8E4DC")


def render_paper(sheet: Sheet) -> bytes:
    paper = BytesIO()
    document = SimpleDocTemplate(
        paper,
        pagesize=PAGE,
        leftMargin=SIDE,
        rightMargin=SIDE,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title=sheet.title,
        lang=sheet.language,
    )
    document.build([list_of(sheet)], canvasmaker=lambda *args, **kw: Pages(sheet, *args, **kw))
    return paper.getvalue()


class Pages(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Holds all pages back until their number is known."""

    def __init__(self, sheet: Sheet, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._sheet = sheet
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 reportlab's own name
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            self._frame(number, len(self._held))
            super().showPage()
        super().save()

    def _frame(self, page: int, pages: int) -> None:
        sheet, (right, top) = self._sheet, PAGE
        say = Say(sheet.language)
        self._write(SIDE, top - 14 * mm, sheet.title, BOLD, 20)
        place_and_day = f"{sheet.place}　{plain(sheet.day, sheet.language)}".strip()
        self._write(SIDE, top - 23 * mm, place_and_day, REGULAR, 15)
        printed = say(_("Printed {at}", at=sheet.printed_at))
        self._write_right(right - SIDE, top - 13 * mm, printed, 12)
        counted = say(_("Page {page} of {pages}", page=page, pages=pages))
        self._write_right(right - SIDE, 7 * mm, counted, 12)
        self._write(SIDE, 7 * mm, sheet.title, REGULAR, 12)

    def _write(self, x: float, y: float, text: str, font: str, size_pt: float) -> None:
        for name, part in runs(text, font):
            self.setFont(name, size_pt)
            self.drawString(x, y, part)
            x += width(part, name, size_pt)

    def _write_right(self, x: float, y: float, text: str, size_pt: float) -> None:
        self._write(x - width(text, REGULAR, size_pt), y, text, REGULAR, size_pt)


class Say:
    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, text: Text) -> str:
        return plain(text, self._language)


def list_of(sheet: Sheet) -> Table:
    say = Say(sheet.language)
    cell, head = style(SIZE_PT), style(SIZE_PT, BOLD)
    names = (*sheet.columns, say(_("Done")), say(_("Notes")))
    lines: list[list[Any]] = [[paragraph(name, head) for name in names]]
    lines += [[*(paragraph(text, cell) for text in line), "", ""] for line in sheet.lines]
    lines += [[""] * len(names) for _line in range(EMPTY_LINES)]
    heights = [None] * (1 + len(sheet.lines)) + [LINE_HEIGHT] * EMPTY_LINES
    return Table(lines, widths(sheet), heights, style=LOOK, repeatRows=1)


LOOK = [
    ("GRID", (0, 0), (-1, -1), 0.7, black),
    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ("LEFTPADDING", (0, 0), (-1, -1), PAD_PT),
    ("RIGHTPADDING", (0, 0), (-1, -1), PAD_PT),
]


def widths(sheet: Sheet) -> Sequence[float]:
    """Each column as wide as its longest cell; the longest ones give way when there is no room."""
    free = PAGE[0] - 2 * SIDE - NOTES - TICK
    wanted = [
        max(width(name, BOLD, SIZE_PT), *(width(line[i], REGULAR, SIZE_PT) for line in sheet.lines))
        if sheet.lines
        else width(name, BOLD, SIZE_PT)
        for i, name in enumerate(sheet.columns)
    ]
    padded = [least + 2 * PAD_PT + 2 for least in wanted]
    limit = fitting(padded, free)
    fitted = [min(each, limit) for each in padded]
    return [*fitted, TICK, NOTES + max(free - sum(fitted), 0)]


def fitting(padded: Sequence[float], free: float) -> float:
    """The widest that a column may be so that all of them fit."""
    limit = max(padded, default=0.0)
    for fixed, least in enumerate(sorted(padded)):
        rest = len(padded) - fixed
        share = (free - sum(sorted(padded)[:fixed])) / rest
        if least > share:
            return share
    return limit
