"""Dates and times as each language writes them; Japan counts years by era."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

TOKYO = ZoneInfo("Asia/Tokyo")
ERAS = (  # first day of each era since the calendar became Gregorian (1873)
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 10, 23), "明治"),
)
NOON = time(12, 0)
WEEKDAYS = "月火水木金土日"
NEAR = {"ja": ("きょう", "あす", "あさって"), "en": ("Today", "Tomorrow", "The day after tomorrow")}
ENGLISH = {"": "EEEE, d MMMM y", "day": "EEEE, d MMMM", "short": "d MMMM", "weekday": "EEEE"}
ENGLISH |= {"month": "MMMM y", "full": "d MMMM y"}


def era_year(day: date) -> str:
    """令和8年; the first year of an era is 元年; before Meiji the Western year."""
    for first, era in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{era}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def local(moment: datetime) -> datetime:
    return moment.astimezone(TOKYO)


def show_date(day: date, form: str, language: str, today: date | None) -> str:
    """``form``: empty, day, near, short, weekday, month or full (era date, no weekday)."""
    if form == "near":
        return _near(day, language, today)
    if language != "ja":
        return format_date(day, ENGLISH[form], locale="en")
    weekday = f"{WEEKDAYS[day.weekday()]}曜日"
    short = f"{day.month}月{day.day}日"
    return {
        "": f"{era_year(day)}{short} {weekday}",
        "day": f"{short} {weekday}",
        "short": short,
        "weekday": weekday,
        "month": f"{era_year(day)}{day.month}月",
        "full": f"{era_year(day)}{short}",
    }[form]


def _near(day: date, language: str, today: date | None) -> str:
    plain = show_date(day, "day", language, today)
    ahead = (day - today).days if today else -1
    if not 0 <= ahead < len(NEAR[language]):
        return plain
    return f"{NEAR[language][ahead]}{' ' if language == 'ja' else ', '}{plain}"


def show_time(clock: time, language: str) -> str:
    """午前10時, 午後2時30分, and 正午 as a clerk says it; half past noon is 午後0時30分."""
    if (clock.hour, clock.minute) == (NOON.hour, NOON.minute):
        return "正午" if language == "ja" else "noon"
    if language != "ja":
        return format_time(clock.replace(tzinfo=None), "h:mm a", locale="en")
    half = "午前" if clock.hour < NOON.hour else "午後"
    minutes = f"{clock.minute}分" if clock.minute else ""
    return f"{half}{clock.hour % NOON.hour}時{minutes}"
