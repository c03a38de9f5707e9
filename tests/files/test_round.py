"""The sheet that goes from door to door: upright, in letters of 16 pt, in reading order."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from senior_life.files.round import render_round
from senior_life.files.sheet import Sheet

ABOVE = ("水道の工事", "水が止まります。<b>ご注意</b>ください。")
LINES = tuple((str(n), f"家{n}", f"人{n}", "まだ") for n in (10, 2, 1))


def sheet(lines: tuple[tuple[str, ...], ...] = LINES) -> Sheet:
    at = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    columns = ("順番", "お宅", "住んでいる方", "読んだか")
    return Sheet("読んだ人", "北1班", date(2026, 11, 24), columns, lines, at, above=ABOVE)


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def test_it_says_what_it_is_about_and_then_the_houses_in_reading_order() -> None:
    text = text_of(render_round(sheet()))
    said = [*ABOVE, "サイン", "家1", "家2", "家10", "北1班"]
    assert all(one in text for one in said), text
    assert text.index("家1\n") < text.index("家2") < text.index("家10")
    assert "まだ" not in text, "who has read is nobody's business at the next door"


def test_it_is_upright_and_no_letter_of_the_circular_is_small() -> None:
    (page,) = PdfReader(BytesIO(render_round(sheet()))).pages
    assert page.mediabox.height > page.mediabox.width
    sizes: dict[str, float] = {}

    def see(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * matrix[3]

    page.extract_text(visitor_text=see)
    small = sorted(text for text, size in sizes.items() if size < 16)
    assert [text for text in small if "北1班" not in text and "印刷" not in text] == []
    assert {"水道の工事", "家1"} <= sizes.keys()


def test_a_long_list_goes_on_with_its_heading_on_the_next_page() -> None:
    lines = tuple((str(n), f"家{n}", "人", "") for n in range(1, 60))
    pages = PdfReader(BytesIO(render_round(sheet(lines)))).pages
    assert len(pages) > 1
    assert all("サイン" in page.extract_text() for page in pages)
