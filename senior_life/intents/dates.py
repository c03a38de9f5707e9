"""Days in a sentence that was brought into one form by ``heard``; rules of our own.

Packages were tried and understood a fifth of what people say. What may mean two days is reported
with both, never guessed: 来週 on a Sunday, today's own weekday, 週末.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from senior_life.intents.hearing import TOWN

WEEK = timedelta(days=7)
WEEKDAYS = "月火水木金土日"
CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
NEAR = {
    **dict.fromkeys(("しあさって", "明々後日", "明明後日"), 3),
    **dict.fromkeys(("あさって", "明後日"), 2),
    **dict.fromkeys(("あした", "あす", "明日"), 1),
    **dict.fromkeys(("きょう", "今日", "本日"), 0),
}
NEXT_MONTHS = {"今月": 0, "来月": 1, "再来月": 2}
NEXT_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
ONE_DAY = timedelta(days=1)
MONTHS_AHEAD = 24  # how far a day of the month is looked for
EVERY_WEEK = re.compile(r"毎週[の、, ]*(?:[月火水木金土日](?:曜日?)?[・と、, ]*)*")
OTHER_WEEK = re.compile("今週|来週|今月|来月|再来月|年末|年明け|から(?:始|はじ)")
IN_A_ROW = re.compile(
    r"(?<![一-鿿0-9])([月火水木金土日])(?=[・、,と](?:[月火水木金土日][・、,と])*[月火水木金土日]曜)"
)
AND = re.compile(r"(?:の(?:お?[朝昼夕夜]食?|分))?(?:と|や|・|、|,|それから|それと|あと|および| )+")
SPAN = (re.compile(r"(?:の[^、。]{1,4})?から、?"), re.compile("まで"))
LONGEST = 14  # days from one to another that are all meant
DAY = r"([月火水木金土日])(?:曜日?|(?=[のにはがで、]|$))"


@dataclass(frozen=True, slots=True)
class Said:
    """What one expression may mean, the likeliest first; nothing if it lies in the past."""

    text: str
    days: tuple[date, ...]

    @property
    def is_ambiguous(self) -> bool:
        return len(self.days) > 1


Reading = Callable[[re.Match[str], date], tuple[date, ...]]


def days_in(text: str, today: date) -> tuple[Said, ...]:
    """Every day that is said, in order; an expression inside a longer one does not count."""
    if re.search(r"毎週|毎日", text):
        return ()
    found: dict[tuple[date, ...], Said] = {}
    for said in _expressions(text, today):
        found.setdefault(said.days, said)
    return tuple(found.values())


def _expressions(text: str, today: date) -> list[Said]:
    """The rules stand in order: what one has taken is not read again by a later one."""
    taken: list[tuple[int, int, Said]] = []
    for pattern, reading in RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= first or start >= last for first, last, _ in taken):
                days = (day for day in reading(match, today) if day >= today)
                taken.append((start, end, Said(match[0], tuple(days))))
    return [said for _, _, said in sorted(taken, key=lambda one: one[0])]


def repeated_in(text: str) -> tuple[str, ...]:
    """毎週月曜と木曜 → weekly:mon,thu."""
    if "毎日" in text:
        return (f"weekly:{','.join(CODES)}",)
    after = re.search(r"毎週の?(.+)", text)
    if not after:
        return ()
    named = re.findall(r"([月火水木金土日])(?=曜|[・と、,]|$)", after[1])
    codes = [code for sign, code in zip(WEEKDAYS, CODES, strict=True) if sign in named]
    return (f"weekly:{','.join(codes)}",) if codes else ()


def first_repeated(text: str, offered: Sequence[date], today: date) -> date | None:
    """毎週火曜: the first Tuesday after today that is ``offered``; today's hour may be over.

    None: no weekday is said, or the sentence also says when it begins or ends, which is asked.
    """
    said = repeated_in(text)
    rest = EVERY_WEEK.sub("", text)
    if not said or OTHER_WEEK.search(rest) or days_in(rest, today):
        return None
    codes = said[0].removeprefix("weekly:").split(",")
    found = (day for day in offered if day > today and CODES[day.weekday()] in codes)
    return next(found, None)


def listed_in(text: str, today: date) -> tuple[date, ...]:
    """Two days or more that all are meant: あしたと金曜, 月・水・金曜, 水曜から金曜まで.

    Nothing where one of them may be another day, lies in the past, or only stands in the sentence
    (あしたのを金曜に).
    """
    text = IN_A_ROW.sub(r"\1曜", text)
    said = days_in(text, today)
    if len(said) <= 1 or any(len(one.days) != 1 for one in said):
        return ()
    days, (_before, *between) = [one.days[0] for one in said], _around(text, said)
    *between, after = between
    if len(days) == len(SPAN) and SPAN[0].fullmatch(between[0]) and SPAN[1].match(after):
        count = (days[1] - days[0]).days
        return tuple(days[0] + n * ONE_DAY for n in range(count + 1)) if 0 < count < LONGEST else ()
    return tuple(sorted(days)) if all(map(AND.fullmatch, between)) else ()


def _around(text: str, said: Sequence[Said]) -> list[str]:
    """What stands before, between and after the expressions."""
    parts = []
    for one in said:
        before, _found, text = text.partition(one.text)
        parts.append(before)
    return [*parts, text]


def in_the_week_of(text: str, earlier: date, today: date) -> date | None:
    """違う、水曜: a bare weekday means the week that was spoken of."""
    found = re.search(rf"(?<![今来週次の]){DAY}", text)
    if not found or re.search(r"今週|来週|再来週|今度|次", text):
        return None
    day = _monday(earlier) + timedelta(days=WEEKDAYS.index(found[1]))
    return day if day >= today else None


def _era(found: re.Match[str], _today: date) -> tuple[date, ...]:
    year = 1 if found[2] == "元" else int(found[2])
    return _valid(ERAS[found[1]] + year, int(found[3]), int(found[4]))


def _western(found: re.Match[str], _today: date) -> tuple[date, ...]:
    return _valid(int(found[1]), int(found[2]), int(found[3]))


def _month_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    """The next one: 1月5日 in November is next year's; 2月29日 waits for a leap year."""
    years = range(today.year, today.year + 9)
    days = [day for year in years for day in _valid(year, int(found[1]), int(found[2]))]
    return tuple(day for day in days if day >= today)[:1]


def _of_month(found: re.Match[str], today: date) -> tuple[date, ...]:
    year, month = _month(today, NEXT_MONTHS[found[1]])
    return _valid(year, month, int(found[2]))


def _end_of_month(found: re.Match[str], today: date) -> tuple[date, ...]:
    year, month = _month(today, NEXT_MONTHS.get(found[1] or "", 0))
    return (date(year, month, calendar.monthrange(year, month)[1]),)


def _later(found: re.Match[str], today: date) -> tuple[date, ...]:
    many = int(found[1])
    if found[2] == "日":
        return _after(today, many)
    if found[2] == "週間":
        return _after(today, many * 7)
    year, month = _month(today, many)
    return (date(year, month, min(today.day, calendar.monthrange(year, month)[1])),)


def _week_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    """Weeks begin on Monday for most and on Sunday for many: sometimes these are two days."""
    weeks, day = NEXT_WEEKS[found[1]] * WEEK, WEEKDAYS.index(found[2])
    from_monday = _monday(today) + timedelta(days=day)
    from_sunday = _monday(today + ONE_DAY) - ONE_DAY + timedelta(days=(day + 1) % 7)
    return tuple(dict.fromkeys((from_monday + weeks, from_sunday + weeks)))


def _next_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    """Today's own weekday may be today or a week from now."""
    ahead = (WEEKDAYS.index(found[1]) - today.weekday()) % 7
    return (today, today + WEEK) if ahead == 0 else (today + timedelta(days=ahead),)


def _coming_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    """今度の火曜 on a Tuesday is next week's."""
    ahead = (WEEKDAYS.index(found[1]) - today.weekday() - 1) % 7 + 1
    return (today + timedelta(days=ahead),)


def _near(found: re.Match[str], today: date) -> tuple[date, ...]:
    return _after(today, NEAR[found[0]])


def _day_of_month(found: re.Match[str], today: date) -> tuple[date, ...]:
    """25日: the next 25th there is."""
    for ahead in range(MONTHS_AHEAD):
        for day in _valid(*_month(today, ahead), int(found[1])):
            if day >= today:
                return (day,)
    return ()


def _week_end(found: re.Match[str], today: date) -> tuple[date, ...]:
    monday = _monday(today) + NEXT_WEEKS.get(found[1] or "", 0) * WEEK
    return (monday + timedelta(days=5), monday + timedelta(days=6))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(today: date, ahead: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + ahead, 12)
    return today.year + years, month + 1


def _after(today: date, days: int) -> tuple[date, ...]:
    return (today + timedelta(days=days),)


def _valid(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


N = r"([0-9]{1,2})"
KANA_DAY = r"(?<![ぁ-ん])(?:あす|きょう)(?=[はのにもでが、。 ]|[^ぁ-ん]|$)"
NEAR_DAY = "|".join(word for word in NEAR if word not in {"あす", "きょう"})
RULES: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"(令和|平成|昭和|R|H|S)([0-9]{{1,2}}|元)[年.]{N}[月.]{N}日?", _era),
        (rf"([0-9]{{4}})[年/.-]{N}[月/.-]{N}日?", _western),
        (rf"(今月|来月|再来月)の?{N}日", _of_month),
        (rf"{N}月の?{N}日", _month_day),
        (rf"(?<![0-9/]){N}/{N}(?![0-9/])", _month_day),
        (r"(?:(今月|来月|再来月)の?(?:末|終わり)|月末)", _end_of_month),
        (r"([0-9]{1,3})(日|週間|か月|ヶ月)後", _later),
        (rf"(今週|来週|再来週)の?[、 ]?{DAY}", _week_day),
        (rf"(?:今度|こんど|次|つぎ)の?{DAY}", _coming_day),
        (r"(?:(今週|来週|再来週)の?)?(?:週末|土日)", _week_end),
        (r"([月火水木金土日])曜日?", _next_day),
        (rf"{NEAR_DAY}|{KANA_DAY}", _near),
        (rf"(?<![0-9月]){N}日(?![間前後目]|{TOWN})", _day_of_month),
    )
)
