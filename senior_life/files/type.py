"""Type on paper: BIZ UDPGothic, embedded, with a fallback for rare names.

A character that no font has is printed as 〓, the sign that Japanese printers use for it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

FOLDER = Path(__file__).parents[2] / "assets" / "print"
REGULAR, BOLD, RARE = (f"BIZUDPGothic-{weight}" for weight in ("Regular", "Bold", "Rare"))
FALLBACKS = {REGULAR: (REGULAR, RARE), BOLD: (BOLD, REGULAR, RARE)}
MISSING = "〓"
BEYOND = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)  # U+10000 and up, in a ToUnicode map
LEADING = 1.3


class WideFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """Text can be copied out of the PDF also where it has 𠮷 (beyond U+FFFF)."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 reportlab's own name and type
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:"):
                entry.content = BEYOND.sub(in_utf16, entry.content)


def in_utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=1)
def fonts() -> dict[str, TTFont]:
    """Read once, when the first file is made."""
    loaded = {name: WideFont(name, str(FOLDER / f"{name}.ttf")) for name in (REGULAR, BOLD, RARE)}
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """(font, text) pieces, each in a font that has all its characters."""
    placed = ((font_for(c, font) or font, c if font_for(c, font) else MISSING) for c in text)
    for name, characters in groupby(placed, key=lambda pair: pair[0]):
        yield name, "".join(c for _, c in characters)


@lru_cache(maxsize=4096)
def font_for(character: str, font: str) -> str:
    loaded = fonts()
    code = ord(character)
    return next((f for f in FALLBACKS[font] if code in loaded[f].face.charToGlyph), "")


def style(size_pt: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
    fonts()
    leading = size_pt * LEADING
    settings = {"fontName": font, "fontSize": size_pt, "leading": leading, "alignment": TA_LEFT}
    return ParagraphStyle(f"{font}{size_pt}", **settings | {"wordWrap": "CJK"} | more)


def paragraph(text: str, look: ParagraphStyle) -> Paragraph:
    """Japanese breaks anywhere that its rules allow, English only between words."""
    if text.isascii():
        look = look.clone(f"{look.name} latin", wordWrap=None)
    lines = (
        "".join(f'<font name="{f}">{escape(part)}</font>' for f, part in runs(line, look.fontName))
        for line in text.splitlines()
    )
    return Paragraph("<br/>".join(lines), look)


def width(text: str, font: str, size_pt: float) -> float:
    return float(
        sum(pdfmetrics.stringWidth(part, name, size_pt) for name, part in runs(text, font))
    )
