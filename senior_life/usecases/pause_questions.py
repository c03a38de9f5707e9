"""What a pause asks, and what a sentence already says of it: since when, and until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from senior_life import intents
from senior_life.contract import Kind, Option, Step, Text, Weekly, words
from senior_life.usecases.access import Reader
from senior_life.usecases.following_habits import FollowedHabit, habits
from senior_life.usecases.habit import Pause
from senior_life.usecases.questions import AT_A_TIME, Page
from senior_life.usecases.town import Town
from senior_life.words.calendar import TOKYO

_ = words("senior_life")
SINCE = Step("since", Kind.CHOICE, _("From which day shall it rest?"), _("From"))
UNTIL = Step("until", Kind.CHOICE, _("Until when shall it rest?"), _("Until"))
WEEKS: Sequence[tuple[int, Text]] = ((1, _("One week")), (2, _("Two weeks")), (4, _("Four weeks")))
MOST = 20
"""Days that are offered, five at a time."""
FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Meant:
    """The habits that a sentence may mean. Where it is one alone: the ``span`` in which it shall
    rest, or the pause that shall end."""

    habits: Sequence[FollowedHabit]
    span: intents.Span | None = None
    resumed: Pause | None = None


async def meant(town: Town, reader: Reader, sentence: str, resident: str = "") -> Meant:
    """Nothing changes by it. None of the habits: it is about something else."""
    wish = intents.rest(sentence)
    found = await habits(town, reader, resident) if wish else ()
    now = town.now().astimezone(TOKYO)
    services = tuple(town.registry.services.values())
    named = {one.service for one in intents.requests(sentence, services, {}, now)}
    mine = [one for one in found if one.service.id in named or not named]
    if len(mine) != 1:
        return Meant(mine)
    if wish is intents.Rest.PAUSE:
        return Meant(mine, intents.span_in(sentence, now))
    return Meant(mine, resumed=next(iter(mine[0].habit.pauses), None))


def question(found: FollowedHabit, since: date | None, page: int, may_be_late: bool) -> Page:
    """The next question, five answers at a time; ``may_be_late``: the provider decides that."""
    every = _ends(found, since) if since else _starts(found, may_be_late)
    by_value: dict[str, Option] = {}
    for one in every:
        by_value.setdefault(one.value, one)
    first, options = page * AT_A_TIME, tuple(by_value.values())
    more = len(options) > first + AT_A_TIME
    return Page(UNTIL if since else SINCE, options[first : first + AT_A_TIME], page, more)


def _starts(found: FollowedHabit, may_be_late: bool) -> Iterator[Option]:
    """The next days of it, but for those that can no longer be cancelled."""
    today, late = found.habit.today, () if may_be_late else found.late
    for day in _days(found.habit.weekly, today):
        if day not in late:
            yield Option(day.isoformat(), _("{day:day}", day=day))


def _ends(found: FollowedHabit, since: date) -> Iterator[Option]:
    """That day alone, until it is started again, or some weeks; then every single day."""
    weekly = found.habit.weekly
    last = weekly.until or FAR
    yield Option(since.isoformat(), _("Only that day"))
    yield Option(last.isoformat(), _("Until I start again"), _("Only you say when that is."))
    for weeks, says in WEEKS:
        until = since + timedelta(weeks=weeks, days=-1)
        if until < last:
            yield Option(until.isoformat(), says, _("Until {day:day}", day=until))
    for day in _days(weekly, since + timedelta(days=1)):
        yield Option(day.isoformat(), _("Until {day:day}", day=day))


def _days(weekly: Weekly, first: date) -> Sequence[date]:
    return weekly.dates(first, weekly.until or first + timedelta(days=MOST))[:MOST]
