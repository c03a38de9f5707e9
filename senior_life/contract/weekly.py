"""Every week on certain days: the value behind a REPEAT answer, for rides and meals alike."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from senior_life.contract.language import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKLY, UNTIL, EXCEPT = "weekly:", "until:", "except:"


@dataclass(frozen=True, slots=True)
class Weekly:
    """On each of the ``days`` (``mon`` … ``sun``) up to and with ``until``, but not on ``but``
    (single days left out, or all those of a pause). Without ``until`` nobody has said it yet."""

    days: tuple[str, ...]
    until: date | None = None
    but: tuple[date, ...] = ()

    def dates(self, first: date, last: date) -> tuple[date, ...]:
        """From ``first`` up to and with ``last``, or to the end if that comes before."""
        return tuple(self._dates(first, min(last, self.until or last)))

    def _dates(self, first: date, last: date) -> Iterator[date]:
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if WEEKDAYS[day.weekday()] in self.days and day not in self.but:
                yield day

    def without(self, days: Collection[date]) -> "Weekly":
        """These are left out, too: one that is skipped, or all those of a pause."""
        return replace(self, but=tuple(sorted({*self.but, *days})))

    def with_again(self, days: Collection[date]) -> "Weekly":
        """These are no longer left out."""
        return replace(self, but=tuple(day for day in self.but if day not in days))

    def pauses(self, since: date) -> tuple[tuple[date, ...], ...]:
        """The days left out from ``since`` on; those that follow one another are one pause."""
        if not self.but:
            return ()
        every = replace(self, but=()).dates(since, max(self.but))
        runs = groupby(every, key=lambda day: day in self.but)
        return tuple(tuple(days) for is_left_out, days in runs if is_left_out)

    def answer(self) -> tuple[str, ...]:
        """As the answer to a REPEAT step."""
        parts = [WEEKLY + ",".join(self.days)]
        if self.until is not None:
            parts.append(f"{UNTIL}{self.until.isoformat()}")
        if self.but:
            parts.append(EXCEPT + ",".join(day.isoformat() for day in self.but))
        return tuple(parts)


def weekly_from(answer: str | tuple[str, ...]) -> Weekly | None:
    """What a REPEAT answer means; None: it names single days. Raises ValueError for neither."""
    parts = (answer,) if isinstance(answer, str) else answer
    days: tuple[str, ...] = ()
    until: date | None = None
    but: tuple[date, ...] = ()
    for part in parts:
        if part.startswith(WEEKLY):
            days = tuple(dict.fromkeys(part.removeprefix(WEEKLY).split(",")))
        elif part.startswith(UNTIL):
            until = date.fromisoformat(part.removeprefix(UNTIL))
        elif part.startswith(EXCEPT):
            but = tuple(map(date.fromisoformat, part.removeprefix(EXCEPT).split(",")))
        else:
            date.fromisoformat(part)
    if not set(days) <= set(WEEKDAYS):
        raise ValueError(f"no days of the week: {days}")
    in_order = tuple(day for day in WEEKDAYS if day in days)
    return Weekly(in_order, until, but) if days else None


@dataclass(frozen=True, slots=True)
class Repeats:
    """A service whose errand can be every week: ``step`` is the DATE step that then has many
    answers, ``label`` the button (毎週にする). The core asks on which days and until when, quotes
    each day that can be booked already, and books the later ones as they come."""

    step: str
    label: Text
    longest_weeks: int = 52
