"""Errands of every week: look at them, leave days out, take them up again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from senior_life.api.auth import Someone, TheTown
from senior_life.api.habits import foreseen_out, habit_out, paused_out
from senior_life.api.show import Show, show_to
from senior_life.usecases import pausing
from senior_life.usecases.access import Reader
from senior_life.usecases.following_habits import FollowedHabit, habit, habits
from senior_life.usecases.pause_questions import meant, question
from senior_life.usecases.town import Town
from senior_life.wire import HabitOut, MeantOut, PauseOut, Ref, SaidIn, SpanIn

router = APIRouter(prefix="/habits", tags=["habits"])

Habit = Annotated[Ref, Path()]
Day = Annotated[date | None, Query()]
Whose = Annotated[Ref | None, Query()]
PageNumber = Annotated[int, Query(ge=0, le=100)]


@router.get("")
async def listed(town: TheTown, reader: Someone, resident: Whose = None) -> list[HabitOut]:
    """Those that go on; ``resident`` is for the desk."""
    found = await habits(town, reader, resident or "")
    return [habit_out(show_to(reader, town), one) for one in found]


@router.post("/meant")
async def said(town: TheTown, reader: Someone, body: SaidIn, resident: Whose = None) -> MeantOut:
    """Which of them a sentence lets rest or go on; nothing changes by it."""
    found, show = await meant(town, reader, body.words, resident or ""), show_to(reader, town)
    span = found.span
    return MeantOut(
        habits=tuple(habit_out(show, one) for one in found.habits),
        pause=await _asked(town, reader, found.habits[0], span.since, span.until) if span else None,
        resumed=paused_out(show, found.resumed) if found.resumed else None,
    )


@router.get("/{ref}")
async def look(town: TheTown, reader: Someone, ref: Habit) -> HabitOut:
    return habit_out(show_to(reader, town), await habit(town, reader, ref))


@router.get("/{ref}/pause")
async def ask(
    town: TheTown,
    reader: Someone,
    ref: Habit,
    since: Day = None,
    until: Day = None,
    page: PageNumber = 0,
) -> PauseOut:
    """The next question of a pause; with both days, its read-back. Nothing changes by it."""
    return await _asked(town, reader, await habit(town, reader, ref), since, until, page)


@router.post("/{ref}/pause")
async def pause(town: TheTown, reader: Someone, ref: Habit, body: SpanIn) -> HabitOut:
    """Cancels what is booked of these days, and books no more of them."""
    found = await pausing.pause(town, reader, ref, body.since, body.until, _channel(reader))
    return habit_out(show_to(reader, town), found)


@router.post("/{ref}/resume")
async def resume(town: TheTown, reader: Someone, ref: Habit, body: SpanIn) -> HabitOut:
    """Books these days again, as far as they can be had."""
    found = await pausing.resume(town, reader, ref, body.since, body.until)
    return habit_out(show_to(reader, town), found)


async def _asked(
    town: Town,
    reader: Reader,
    found: FollowedHabit,
    since: date | None,
    until: date | None,
    page: int = 0,
) -> PauseOut:
    show: Show = show_to(reader, town)
    if since is None or until is None:
        card = question(found, since, page, may_be_late=reader.is_staff)
        return PauseOut(since=since, card=show.card(card))
    ref, channel = found.habit.ref, _channel(reader)
    foreseen = await pausing.foresee(town, reader, ref, since, until, channel)
    return foreseen_out(show, found, foreseen)


def _channel(reader: Reader) -> str:
    return "counter" if reader.is_staff else "touch"
