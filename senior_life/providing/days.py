"""Days as a town counts them: today, working days, and those of a month that is looked at."""

from collections.abc import Sequence
from datetime import date, timedelta

from senior_life.contract import Answer, Host
from senior_life.providing.answers import single
from senior_life.providing.times import JAPAN

WEEKEND = 5
MONTH = len("2026-12")


def today(host: Host) -> date:
    return host.now().astimezone(JAPAN).date()


def is_working(host: Host, day: date) -> bool:
    """No weekend, no holiday and no closing day of the town."""
    return day.weekday() < WEEKEND and host.holiday(day) is None


def is_month(answer: Answer) -> bool:
    """Whether a DATE step was answered with a month (2026-12): all of its days are asked for."""
    return len(single(answer)) == MONTH


def asked_days(first: date, last: date, answer: Answer = "") -> Sequence[date]:
    """From the first to the last; of a month only its own."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if not is_month(answer) or f"{day:%Y-%m}" == single(answer)]
