"""Who says what may be answered: the service, or the core for the questions of its own."""

from collections.abc import Sequence
from datetime import date, timedelta

from senior_life.contract import (
    Answer,
    Answers,
    Caller,
    Option,
    Service,
    Step,
    Weekly,
    weekly_from,
    words,
)
from senior_life.usecases.drafts import Draft
from senior_life.usecases.host import line_to
from senior_life.usecases.line import Line
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import ALSO, DAYS, UNTIL

_ = words("senior_life")
WEEKS = (2, 4, 8, 12, 26)
MONTH = len("2026-12")


def asking(town: Town, draft: Draft) -> "Asking":
    return Asking(line_to(town, draft.service.id), draft.service)


class Asking:
    """Whoever answers ``options``: the core for its own questions, else the service."""

    def __init__(self, line: Line, service: Service) -> None:
        self._line, self._steps, self._repeats = line, service.steps, service.repeats

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]:
        if self._repeats is None or step.name not in {UNTIL, ALSO}:
            return await self._line.options(who, step, so_far, page)
        if step.name == ALSO:
            return await self._other_days(who, so_far, self._repeats.step, page)
        first = date.fromisoformat(_single(so_far[self._repeats.step]))
        month = _single(so_far.get(UNTIL, ""))
        if len(month) == MONTH:
            return [one for one in self._days(first) if one.value.startswith(month)]
        weekly = weekly_from(so_far[DAYS])
        return (_weeks(weekly, first), self._days(first))[page] if weekly and page <= 1 else ()

    async def _other_days(
        self, who: Caller, so_far: Answers, name: str, page: int
    ) -> Sequence[Option]:
        """All that can still be had but the one that is chosen; who wants to wait for a full day
        asks for that day alone."""
        at = next(n for n, one in enumerate(self._steps) if one.name == name)
        before = {one.name: so_far[one.name] for one in self._steps[:at] if one.name in so_far}
        days = await self._line.options(who, self._steps[at], before, page)
        return [one for one in days if not one.is_full and one.value != so_far[name]]

    def _days(self, first: date) -> Sequence[Option]:
        assert self._repeats is not None  # noqa: S101 -- options saw to it
        days = (first + timedelta(days=n) for n in range(1, self._repeats.longest_weeks * 7))
        return [Option(day.isoformat(), _("{day:day}", day=day)) for day in days]


def _weeks(weekly: Weekly, first: date) -> Sequence[Option]:
    """Each with the last day on which it then is."""
    ends = [(n, weekly.dates(first, first + timedelta(days=7 * n - 1))[-1]) for n in WEEKS]
    return [
        Option(
            end.isoformat(),
            _("{n} week", "{n} weeks", n=n),
            _("until {day:day}", day=end),
        )
        for n, end in ends
    ]


def _single(answer: Answer) -> str:
    return answer if isinstance(answer, str) else next(iter(answer), "")
