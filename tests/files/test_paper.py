from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from senior_life.files.paper import render_paper
from senior_life.files.sheet import Sheet


def pages_of(sheet: Sheet) -> list[str]:
    pages = PdfReader(BytesIO(render_paper(sheet))).pages
    return ["".join(page.extract_text().split()) for page in pages]


def test_every_page_has_office_day_printed_at_and_its_number(sheet: Sheet) -> None:
    pages = pages_of(replace(sheet, lines=sheet.lines * 20))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "南区役所" in page
        assert "令和8年11月25日水曜日" in page
        assert "印刷令和8年11月24日火曜日午前9時" in page
        assert f"{number}／{len(pages)}ページ" in page
        assert "時刻名前用件" in page


def test_everyone_is_on_it_by_their_own_name(sheet: Sheet) -> None:
    text = "".join(pages_of(sheet))
    assert "髙橋一郎" in text
    assert "𠮷田﨑子" in text


def test_it_lies_on_a4_and_an_empty_day_has_room_for_those_who_come(sheet: Sheet) -> None:
    (page,) = PdfReader(BytesIO(render_paper(replace(sheet, lines=())))).pages
    assert page.mediabox.width > page.mediabox.height
    assert "メモ" in page.extract_text()


def test_a_very_long_cell_is_wrapped_and_not_cut(sheet: Sheet) -> None:
    long = "とても長い用件です" * 30
    (page,) = pages_of(replace(sheet, lines=(("午前10時", "髙橋 一郎", long),)))
    assert long in page


def test_many_columns_still_fit_on_the_page(sheet: Sheet) -> None:
    columns = tuple(f"列その{n}" for n in range(14))
    lines = (tuple(f"値その{n}" for n in range(14)),)
    text = "".join(pages_of(replace(sheet, columns=columns, lines=lines)))
    assert all(name in text for name in columns)
