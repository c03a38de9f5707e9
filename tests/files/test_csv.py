import csv
from dataclasses import replace
from io import StringIO

import pytest

from senior_life.files.csv import render_csv, safe
from senior_life.files.sheet import Sheet


def test_a_spreadsheet_opens_it_with_its_japanese(sheet: Sheet) -> None:
    content = render_csv(sheet)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [list(sheet.columns), *map(list, sheet.lines)]


def test_line_breaks_and_quotes_stay_in_their_cell(sheet: Sheet) -> None:
    cells = ('"車いす", 手引き', "一行目\n二行目", "")
    content = render_csv(replace(sheet, lines=(cells,))).decode("utf-8-sig")
    assert tuple(list(csv.reader(StringIO(content, newline="")))[1]) == cells


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1"])
def test_what_a_spreadsheet_would_run_becomes_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "1,200", "072-290-1800", "午前10時", "M-1042", ""])
def test_ordinary_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell
