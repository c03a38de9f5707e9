"""The slip of a booking: one A4 page in large type, to be put on the refrigerator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table

from senior_life.contract import Text, words
from senior_life.files.type import BOLD, paragraph, style, width
from senior_life.words import plain

_ = words("senior_life")
INK, SOFT, LINE, PALE = (HexColor(c) for c in ("#000000", "#4A443C", "#8A8173", "#DCE9F6"))
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
LABEL_WIDTH = 38 * mm
VALUE_WIDTH = WIDTH - LABEL_WIDTH
QR_SIZE = 30 * mm
BOX_PT = 8  # room inside a box
FRAME_PT = 6  # reportlab's own padding of a page's frame
LEAST_PT = 16


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of letters and of the room between them; nothing is ever smaller than ``LEAST_PT``."""

    title: float
    number: float
    strong: float
    text: float
    gap: float
    pad: float


ROOMY = Sizes(title=26, number=48, strong=22, text=18, gap=4 * mm, pad=4)
EASY = Sizes(title=24, number=44, strong=22, text=17, gap=3 * mm, pad=3)
TIGHT = Sizes(title=22, number=40, strong=20, text=LEAST_PT, gap=2 * mm, pad=2)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed, already in the reader's language. ``rows``: (label, what it says).

    ``state`` is empty while the booking stands; otherwise (cancelled …) it is printed on top.
    ``number`` is also in the QR code, so that a desk can scan it.
    """

    town: str
    service: str
    name: str
    number: str
    when: str
    where: str
    rows: tuple[tuple[str, str], ...]
    bring: tuple[str, ...]
    next: str
    undo: str
    phone: str
    printed_at: datetime
    state: str = ""
    language: str = "ja"


def render_slip(slip: Slip) -> bytes:
    """A PDF of one page; what does not fit even in smaller type goes on to a second."""
    for sizes in (ROOMY, EASY, TIGHT):
        pdf, pages = printed(slip, sizes)
        if pages == 1:
            break
    return pdf


def printed(slip: Slip, sizes: Sizes) -> tuple[bytes, int]:
    """The PDF and the number of its pages."""
    paper = BytesIO()
    document = SimpleDocTemplate(
        paper,
        pagesize=A4,
        leftMargin=MARGIN - FRAME_PT,
        rightMargin=MARGIN - FRAME_PT,
        topMargin=11 * mm,
        bottomMargin=11 * mm,
        title=f"{slip.service} {slip.number}",
        author=slip.town,
        lang=slip.language,
    )
    document.build(list(content(slip, sizes)))
    return paper.getvalue(), document.page


def content(slip: Slip, sizes: Sizes) -> Iterator[Flowable]:
    yield from heading(slip, sizes)
    yield Spacer(0, sizes.gap)
    yield number_box(slip, sizes)
    yield Spacer(0, sizes.gap)
    yield details(slip, sizes)
    if slip.bring:
        yield Spacer(0, sizes.gap)
        yield things_to_bring(slip, sizes)
    yield Spacer(0, sizes.gap)
    yield whom_to_call(slip, sizes)


def heading(slip: Slip, sizes: Sizes) -> Iterator[Flowable]:
    printed_at = say(slip, _("Printed {at:full}", at=slip.printed_at))
    title = say(slip, _("{service}: your slip", service=slip.service))
    yield paragraph(f"{slip.town}　{printed_at}", style(LEAST_PT, textColor=SOFT))
    yield paragraph(title, style(sizes.title, BOLD))
    if slip.name:
        yield paragraph(say(slip, _("For {name}", name=slip.name)), style(20))
    if slip.state:
        yield Spacer(0, sizes.gap)
        frame = [("BOX", (0, 0), (-1, -1), 2.5, INK), *padding(8)]
        yield Table([[paragraph(slip.state, style(24, BOLD))]], [WIDTH], style=frame)


def number_box(slip: Slip, sizes: Sizes) -> Table:
    room = WIDTH - QR_SIZE - 2 * BOX_PT - 20
    size_pt = sizes.number * min(1, room / max(width(slip.number, BOLD, sizes.number), 1))
    words_in_it = [
        paragraph(say(slip, _("Your number")), style(sizes.text)),
        paragraph(slip.number, style(size_pt, BOLD)),
    ]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), PALE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        *padding(BOX_PT),
    ]
    columns = [WIDTH - QR_SIZE - 2 * BOX_PT, QR_SIZE + 2 * BOX_PT]
    return Table([[words_in_it, qr(slip.number)]], columns, style=look)


def qr(number: str) -> Drawing:
    """Drawn as squares, so that it stays sharp; four modules of white around it."""
    code = segno.make_qr(number, error="m")
    modules = [list(row) for row in code.matrix_iter(border=4)]
    edge = QR_SIZE / len(modules)
    drawing = Drawing(QR_SIZE, QR_SIZE)
    drawing.add(Rect(0, 0, QR_SIZE, QR_SIZE, fillColor=white, strokeColor=None))
    for y, row in enumerate(reversed(modules)):
        for x, is_dark in enumerate(row):
            if is_dark:
                square = Rect(x * edge, y * edge, edge, edge, fillColor=black, strokeColor=None)
                drawing.add(square)
    return drawing


def details(slip: Slip, sizes: Sizes) -> Table:
    """When and where stand out."""
    label, value, strong = (
        style(LEAST_PT, textColor=SOFT),
        style(sizes.text),
        style(sizes.strong, BOLD),
    )
    lines: list[tuple[Text | str, str, ParagraphStyle]] = [
        (_("When"), by_words(slip.when, strong), strong),
        (_("Where"), by_words(slip.where, strong), strong),
        *((name, text, value) for name, text in slip.rows),
        (_("Next"), slip.next, value),
        (_("Change or cancel"), slip.undo, value),
    ]
    cells = [
        [paragraph(say(slip, name), label), paragraph(text, look)]
        for name, text, look in lines
        if text
    ]
    ruled = [("LINEBELOW", (0, 0), (-1, -1), 0.7, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(cells, [LABEL_WIDTH, VALUE_WIDTH], style=[*ruled, *padding(sizes.pad), FLUSH])


def by_words(text: str, look: ParagraphStyle) -> str:
    """Lines broken at spaces, never inside a date or a time."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, look.fontName, look.fontSize) <= VALUE_WIDTH - 2 * ROOMY.pad:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines).strip()


def things_to_bring(slip: Slip, sizes: Sizes) -> Table:
    """With boxes to tick."""
    title = paragraph(say(slip, _("What to bring")), style(sizes.text, BOLD))
    lines: list[list[Any]] = [[title, ""]]
    lines += [[tick_box(), paragraph(thing, style(sizes.text))] for thing in slip.bring]
    look = [
        ("SPAN", (0, 0), (1, 0)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *padding(sizes.pad),
        FLUSH,
    ]
    return Table(lines, [10 * mm, WIDTH - 10 * mm], style=look)


def tick_box() -> Drawing:
    drawing = Drawing(15, 15)
    drawing.add(Rect(0.7, 0.7, 13.5, 13.5, fillColor=white, strokeColor=INK, strokeWidth=1.4))
    return drawing


def whom_to_call(slip: Slip, sizes: Sizes) -> Table:
    both = [
        paragraph(say(slip, _("If anything is unclear, please call us.")), style(LEAST_PT)),
        paragraph(say(slip, _("Telephone {phone}", phone=slip.phone)), style(sizes.title, BOLD)),
    ]
    return Table([[both]], [WIDTH], style=[("BOX", (0, 0), (-1, -1), 1.5, INK), *padding(6)])


def say(slip: Slip, text: Text | str) -> str:
    return plain(text, slip.language)


def padding(size_pt: float) -> list[tuple[Any, ...]]:
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [(side, (0, 0), (-1, -1), size_pt) for side in sides]


FLUSH = ("LEFTPADDING", (0, 0), (0, -1), 0)
