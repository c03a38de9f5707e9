"""A work list as CSV that a spreadsheet opens by a double click and that can do no harm there."""

import csv
import re
from io import StringIO

from senior_life.files.sheet import Sheet

BOM = "\ufeff"  # without it Excel takes UTF-8 for Shift_JIS
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?")


def render_csv(sheet: Sheet) -> bytes:
    out = StringIO(BOM, newline="")
    out.seek(0, 2)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(name) for name in sheet.columns])
    writer.writerows([safe(cell) for cell in line] for line in sheet.lines)
    return out.getvalue().encode()


def safe(cell: str) -> str:
    """Text that a spreadsheet would run as a formula is marked as text (OWASP)."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell
