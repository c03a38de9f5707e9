"""A date of birth as people write it: by era (昭和19年3月12日, S19.3.12) or by Western year."""

import re
from datetime import date

from senior_life.contract import Text

FIRST_YEARS = {"明": 1868, "大": 1912, "昭": 1926, "平": 1989, "令": 2019}
LETTERS = {"M": "明", "T": "大", "S": "昭", "H": "平", "R": "令"}
WIDE_SIGNS, TO_NARROW = range(0xFF01, 0xFF5F), 0xFEE0
_WRITTEN = re.compile(
    r"(?P<era>明治?|大正?|昭和?|平成?|令和?|[MTSHR])?(?P<year>\d{1,4}|元)[年./-](?P<month>\d{1,2})[月./-]"
    r"(?P<day>\d{1,2})日?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def birth_says(day: date) -> Text:
    return Text("{day:full}", {"day": day})


def read_birthday(written: str) -> date | None:
    """None when no day can be read from it."""
    plain = "".join(_narrow(c) for c in written if not c.isspace()).upper()
    if found := _DIGITS.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day)
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    year = 1 if found["year"] == "元" else int(found["year"])
    era = found["era"]
    if era:
        year += FIRST_YEARS[LETTERS.get(era, era[0])] - 1
    return _date(year, int(found["month"]), int(found["day"]))


def _narrow(character: str) -> str:
    """Full-width digits, letters and signs, as Japanese keyboards type them."""
    code = ord(character)
    return chr(code - TO_NARROW) if code in WIDE_SIGNS else character


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
