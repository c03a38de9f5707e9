"""The verbs of an errand of every week: look at it, let it rest, let it go on."""

from datetime import date

from senior_life import intents, wire
from senior_life.ui import habit_shown, shown
from senior_life.ui.visit import Act, Visit


async def habit_at(visit: Visit, rest: list[str]) -> shown.Shown | None:
    """Of an address: a habit, or as far as its pause was asked."""
    habit = await visit.client.habit(rest[0])
    if rest[1:2] != ["pause"]:
        return habit_shown.Habit(habit)
    since, until, *_more = (*map(_day, rest[2:]), None, None)
    return habit_shown.Pause(habit, await visit.client.ask_pause(habit.ref, since, until))


async def resting(visit: Visit, words: str) -> shown.Shown | None:
    """What a sentence says about errands of every week; None: nothing."""
    if intents.rest(words) is None:
        return None
    meant = await visit.client.habits_meant(words)
    if len(meant.habits) != 1:
        return habit_shown.Habits(meant.habits) if meant.habits else None
    habit = meant.habits[0]
    if meant.pause is not None:
        return habit_shown.Pause(habit, meant.pause)
    return habit_shown.Habit(habit, meant.resumed)


def ask(
    habit: wire.HabitOut, since: date | None = None, until: date | None = None, page: int = 0
) -> Act:
    """The next question of a pause, or its read-back."""

    async def act(visit: Visit) -> shown.Shown | None:
        asked = await visit.client.ask_pause(habit.ref, since, until, page)
        return habit_shown.Pause(habit, asked)

    return act


def answer(here: habit_shown.Pause, value: str) -> Act:
    """The day that was missing."""
    day, since = date.fromisoformat(value), here.pause.since
    return ask(here.habit, day) if since is None else ask(here.habit, since, day)


def rests(habit: wire.HabitOut, since: date, until: date) -> Act:
    """The yes to a pause."""

    async def act(visit: Visit) -> shown.Shown | None:
        return habit_shown.Habit(await visit.client.rest_habit(habit.ref, since, until))

    return act


def end_pause(habit: wire.HabitOut, paused: wire.PausedOut) -> Act:
    """Reads back first."""

    async def act(_: Visit) -> shown.Shown | None:
        return habit_shown.Habit(habit, paused)

    return act


def goes_on(habit: wire.HabitOut, paused: wire.PausedOut) -> Act:
    """The yes to going on."""

    async def act(visit: Visit) -> shown.Shown | None:
        return habit_shown.Habit(
            await visit.client.resume_habit(habit.ref, paused.since, paused.until)
        )

    return act


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
