"""Errands of every week, and what a pause of one would come to, as they go over the wire."""

from collections.abc import Iterator

from senior_life.api.show import Show
from senior_life.contract import words
from senior_life.usecases.following_habits import FollowedHabit
from senior_life.usecases.habit import Pause
from senior_life.usecases.pausing import Foreseen
from senior_life.wire import HabitOut, PauseDayOut, PausedOut, PauseOut

_ = words("senior_life")


def habit_out(show: Show, found: FollowedHabit) -> HabitOut:
    service, habit = found.service, found.habit
    return HabitOut(
        ref=habit.ref,
        service=service.id,
        service_name=show.words(service.name),
        icon=service.icon,
        family=service.family,
        says=tuple(show.words(one) for one in habit.says),
        paused=tuple(paused_out(show, one) for one in habit.pauses),
        booked=tuple(show.booking(one) for one in found.booked),
    )


def paused_out(show: Show, pause: Pause) -> PausedOut:
    return PausedOut(since=pause.since, until=pause.until, says=show.words(pause.says))


def foreseen_out(show: Show, found: FollowedHabit, foreseen: Foreseen) -> PauseOut:
    """The read-back of a pause."""
    days = foreseen.left_out
    is_open = foreseen.until == found.habit.weekly.until and len(days) > 1
    span = Pause(min(days, default=foreseen.since), max(days, default=foreseen.until), is_open)
    later = len(foreseen.later)
    says = _(
        "{n} day that is not booked yet will not be booked.",
        "{n} days that are not booked yet will not be booked.",
        n=later,
    )
    return PauseOut(
        since=foreseen.since,
        until=foreseen.until,
        says=show.words(span.says if days else _("It is too late to leave this day out.")),
        days=tuple(_days(show, found, foreseen)),
        later_says=show.words(says) if later else None,
    )


def _days(show: Show, found: FollowedHabit, foreseen: Foreseen) -> Iterator[PauseDayOut]:
    phone = show.phone(found.service)
    for day in sorted((*foreseen.cancelled, *foreseen.stays)):
        if day in foreseen.stays:
            stays = _("{day:day}: too late to cancel here. Call {phone}.", day=day, phone=phone)
            yield PauseDayOut(day=day, state="stays", says=show.words(stays))
        else:
            says = _("{day:day}: will be cancelled", day=day)
            yield PauseDayOut(day=day, state="cancelled", says=show.words(says))
