"""Days, times, telephone numbers and places in a text, each with where it stands and what it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

import phonenumbers

from senior_life.contract import Gazetteer, Phone, Place

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018}
WEEKDAYS = "月火水木金土日"
YEAR = r"(?:(?P<era>令和|平成|昭和|R)\s?(?P<era_year>[0-9]{1,2}|元)|(?P<year>[0-9]{4}))"
WEEKDAY = r"(?:\s?[（(]?(?P<weekday>[月火水木金土日])(?:曜日?[)）]?|[)）]|・祝[)）]))?"
DAY = re.compile(
    rf"(?:{YEAR}\s?[年/.]\s?)?(?<![0-9/.])(?P<month>[0-9]{{1,2}})\s?(?:月|/)\s?(?P<day>[0-9]{{1,2}})"
    rf"(?![0-9/])\s?日?(?!間){WEEKDAY}"
)
CLOCK = re.compile(
    r"(?P<half>午前|午後|AM|PM)?\s?(?P<hour>[0-9]{1,2})\s?"
    r"(?:時(?!間)\s?(?:(?P<minute>[0-9]{1,2})\s?分|(?P<halved>半))?|[:：](?P<minutes>[0-5][0-9]))"
    r"(?![0-9])"
)
NOUN = re.compile(r"[\u3400-\u9fff々〆ァ-ヺーA-Za-z0-9]{3,20}")
FAX = re.compile(r"(?:FAX|ＦＡＸ|ファッ?クス|Ｆａｘ)\s?(?:番号)?\s?[:：(（]?\s?$", re.IGNORECASE)
SINCE = re.compile(r"\s?(?:から|より|[~～〜－-])")
PAST = timedelta(days=31)
"""A day without its year lies ahead, or was within the last month."""
NOON = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` says ``value``; a Phone is dialled, a Place is one of the town's."""

    start: int
    end: int
    value: date | time | Phone | Place


def marks_in(text: str, today: date, places: Gazetteer) -> tuple[Mark, ...]:
    """From left to right, none within another. ``today``: of when the text speaks."""
    found: list[Mark] = []
    for mark in (*_phones(text), *_days(text, today), *_times(text), *_places(text, places)):
        if all(mark.end <= one.start or one.end <= mark.start for one in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.start))


def happening_in(text: str, today: date, places: Gazetteer) -> tuple[date, time | None] | None:
    """The one day ahead that a text names, and when on it; None where that is not clear, as when
    another day is said until which one answers."""
    marks = marks_in(text, today, places)
    days = [mark for mark in marks if isinstance(mark.value, date) and mark.value >= today]
    if len({mark.value for mark in days}) != 1:
        return None
    day = days[0].value
    assert isinstance(day, date)  # noqa: S101 -- chosen above
    return day, _begins(text, days[0], marks)


def _begins(text: str, day: Mark, marks: Iterable[Mark]) -> time | None:
    """The only time on the line of that day, or the first of 9時から11時まで."""
    line = (text.rfind("\n", 0, day.start), text.find("\n", day.end) % (len(text) + 1))
    found = [mark for mark in marks if line[0] < mark.start < line[1]]
    times = [(mark.value, mark.end) for mark in found if isinstance(mark.value, time)]
    if len(times) == 1 or (times and SINCE.match(text, times[0][1])):
        return times[0][0]
    return None


def phones_in(text: str) -> tuple[Phone, ...]:
    """Each number that can be spoken to once, in the order of the text: none of a fax."""
    found = (mark.value for mark in _phones(text) if not FAX.search(text[: mark.start]))
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Phone)))


def _phones(text: str) -> Iterator[Mark]:
    for match in phonenumbers.PhoneNumberMatcher(text, "JP"):
        dialled = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.NATIONAL)
        yield Mark(match.start, match.end, Phone(re.sub("[^0-9]", "", dialled)))


def _days(text: str, today: date) -> Iterator[Mark]:
    for match in DAY.finditer(text):
        day = _day(match, today)
        if day is not None:
            yield Mark(match.start(), match.end(), day)


def _day(match: re.Match[str], today: date) -> date | None:
    """None for 13月32日. Without a year: the next such day on that weekday, if one is said."""
    month, day, weekday = int(match["month"]), int(match["day"]), match["weekday"]
    if match["era"]:
        year = 1 if match["era_year"] == "元" else int(match["era_year"])
        return _valid(ERAS[match["era"]] + year, month, day)
    if match["year"]:
        return _valid(int(match["year"]), month, day)
    near = [_valid(today.year + ahead, month, day) for ahead in (-1, 0, 1)]
    days = [one for one in near if one is not None and one >= today - PAST]
    said = [one for one in days if weekday and WEEKDAYS[one.weekday()] == weekday]
    return next(iter(said or days), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _times(text: str) -> Iterator[Mark]:
    for match in CLOCK.finditer(text):
        hour, half = int(match["hour"]), match["half"] or ""
        minute = 30 if match["halved"] else int(match["minute"] or match["minutes"] or 0)
        if half in {"午後", "PM"} and hour < NOON:
            hour += NOON
        if hour <= 23 and minute <= 59:  # noqa: PLR2004 a clock
            yield Mark(match.start(), match.end(), time(hour, minute))


def _places(text: str, places: Gazetteer) -> Iterator[Mark]:
    """A place whose name, or what people call it, stands there letter by letter."""
    for match in NOUN.finditer(text):
        for place in places.search(match[0], 3):
            names = sorted((place.name.text, *place.aliases), key=len, reverse=True)
            name = next((one for one in names if len(one) > 1 and one in match[0]), None)
            if name is not None:
                start = match.start() + match[0].index(name)
                yield Mark(start, start + len(name), place)
                break
