"""The letters of a PDF's pages, with where each stands: the only file that knows pypdfium2."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from services.circular_board.importing.refusals import Refusal, Refused

MOST_PAGES = 60
MOST_LETTERS = 100_000
BOLD = 600  # as CSS counts weights
WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
RADICALS = "\u2e80", "\u2fdf"  # ⽇ in place of 日, from fonts that map their letters badly
KEPT_WIDE = "！（），：；？［］｛｝～＜＞／＆"
FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in KEPT_WIDE}
MAPPED_BADLY = 0.2


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its origin (points from the page's lower left), and its breadth and size."""

    text: str
    x: float
    y: float
    breadth: float
    size_pt: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """``is_readable``: its text is text, and no picture or riddle."""

    number: int
    height: float
    letters: tuple[Letter, ...]
    is_readable: bool


def pages_of(content: bytes) -> list[Page]:
    """Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        locked = broken.err_code == WRONG_PASSWORD
        raise Refused(Refusal.LOCKED if locked else Refusal.BROKEN) from broken
    if len(document) > MOST_PAGES:
        raise Refused(Refusal.TOO_MANY_PAGES)
    return [_page(document, index) for index in range(len(document))]


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as broken:
        raise Refused(Refusal.BROKEN) from broken
    count = text.count_chars()
    if count > MOST_LETTERS:
        raise Refused(Refusal.TOO_LONG)
    letters: list[Letter] = []
    riddles = 0
    for at in range(count):
        riddles += pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
        letters.extend(_letter(text, at))
    is_riddle = riddles > MAPPED_BADLY * max(count, 1)
    has_text = any(not letter.text.isspace() for letter in letters)
    is_bare = not has_text and not _has_pictures(page)
    return Page(
        index + 1, page.get_height(), tuple(letters), is_bare or (has_text and not is_riddle)
    )


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    """Drawn outlines count as pictures: some programs turn their letters into them."""
    drawn = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)
    return any(True for _each in page.get_objects(filter=drawn, max_depth=3))


def _letter(text: pypdfium2.PdfTextPage, at: int) -> Iterator[Letter]:
    """Nothing for what pdfium adds by itself (line ends), and for signs of control."""
    shown = folded(chr(pdfium.FPDFText_GetUnicode(text, at)))
    if pdfium.FPDFText_IsGenerated(text, at) == 1 or not shown:
        return
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    left, _bottom, right, _top = text.get_charbox(at, loose=True)
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    bold = pdfium.FPDFText_GetFontWeight(text, at) >= BOLD
    yield Letter(shown, x.value, y.value, right - left, size, bold)


def folded(letter: str) -> str:
    """As people type it today: ２ is 2, ｶ is カ, a radical is its kanji; control signs are gone."""
    if unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return " " if letter == "\t" else ""
    if RADICALS[0] <= letter <= RADICALS[1] or "\uff61" <= letter <= "\uff9f":
        return unicodedata.normalize("NFKC", letter)
    return letter.translate(FOLDED)
