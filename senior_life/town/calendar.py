"""Which days are holidays: Japan's public ones, with their readings, and the town's own."""

from collections.abc import Sequence
from datetime import date

from senior_life.contract import Name
from senior_life.town.schema import Closing

KANA = {
    "元日": "がんじつ",
    "成人の日": "せいじんのひ",
    "建国記念の日": "けんこくきねんのひ",
    "天皇誕生日": "てんのうたんじょうび",
    "春分の日": "しゅんぶんのひ",
    "昭和の日": "しょうわのひ",
    "憲法記念日": "けんぽうきねんび",
    "みどりの日": "みどりのひ",
    "こどもの日": "こどものひ",
    "海の日": "うみのひ",
    "山の日": "やまのひ",
    "敬老の日": "けいろうのひ",
    "秋分の日": "しゅうぶんのひ",
    "スポーツの日": "すぽーつのひ",
    "文化の日": "ぶんかのひ",
    "勤労感謝の日": "きんろうかんしゃのひ",
    "国民の休日": "こくみんのきゅうじつ",
    "振替休日": "ふりかえきゅうじつ",
}


class Calendar:
    """Answers ``holiday(day)``; public holidays of a year are worked out when first asked for."""

    def __init__(self, closed: Sequence[Closing] = (), public_holidays: bool = True) -> None:
        self._closed = tuple(closed)
        self._public = public_holidays
        self._years: dict[int, dict[date, Name]] = {}

    def holiday(self, day: date) -> Name | None:
        """The town's own closing day goes before the public holiday."""
        for closing in self._closed:
            if _falls(closing, day):
                return closing.name
        return self._year(day.year).get(day) if self._public else None

    def _year(self, year: int) -> dict[date, Name]:
        if year not in self._years:
            self._years[year] = public_holidays(year)
        return self._years[year]


def public_holidays(year: int) -> dict[date, Name]:
    """Every name that the library knows from 2020 to 2050 has its reading above; a test looks."""
    import holidays  # half a second, which the look at each service is spared

    spoken = holidays.country_holidays("JP", years=year, language="ja")
    english = holidays.country_holidays("JP", years=year, language="en_US")
    return {
        day: Name(name, KANA[name], english.get(day, "")) for day, name in sorted(spoken.items())
    }


def _falls(closing: Closing, day: date) -> bool:
    if closing.on is not None:
        return closing.on == day
    today = f"{day:%m-%d}"
    since, until = closing.since or "", closing.until or ""
    if since <= until:
        return since <= today <= until
    return today >= since or today <= until
