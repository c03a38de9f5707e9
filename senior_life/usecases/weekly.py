"""The two questions that the core itself asks when an errand shall be every week: on which days,
and until when. The rest of the walk stays the service's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from senior_life.contract import (
    WEEKDAYS,
    Answers,
    Kind,
    Label,
    Service,
    Several,
    Step,
    Text,
    Weekly,
    weekly_from,
    words,
)
from senior_life.flows.walk import Walk

_ = words("senior_life")
DAYS, UNTIL = "weekly-days", "weekly-until"
NAMES: Sequence[Text] = (
    _("Mondays"),
    _("Tuesdays"),
    _("Wednesdays"),
    _("Thursdays"),
    _("Fridays"),
    _("Saturdays"),
    _("Sundays"),
)


def steps_of(service: Service, is_weekly: bool) -> tuple[Step, ...]:
    """The service's own questions, and those of the core where it shall be every week."""
    if not is_weekly or service.repeats is None:
        return service.steps
    return (
        *service.steps,
        Step(DAYS, Kind.REPEAT, _("On which days of the week?"), _("Every week")),
        Step(UNTIL, Kind.DATE, _("Until when?"), _("Until"), (service.repeats.step,)),
    )


def is_weekly(walk: Walk) -> bool:
    return walk.step(DAYS) is not None


def wished(walk: Walk) -> Weekly:
    """Both answers as one value."""
    found = weekly_from(walk.answers[DAYS])
    until = walk.answers[UNTIL]
    assert found is not None  # noqa: S101 -- ``said_of`` let no single days pass
    return replace(found, until=date.fromisoformat(until if isinstance(until, str) else until[0]))


def own_answers(walk: Walk) -> Answers:
    """Those that the service asked for."""
    return {name: said for name, said in walk.answers.items() if name not in {DAYS, UNTIL}}


def said_of(step: Step, value: str) -> Label:
    """What a REPEAT answer is called. Raises ValueError for what is none."""
    found = weekly_from(value)
    if found is not None:
        return every_week(found)
    if step.name == DAYS:
        raise ValueError(value)
    return _("{day:day}", day=date.fromisoformat(value))


def booked_until(day: date) -> Text:
    return _("Booked until {day:day}. Later days are booked as soon as that is possible.", day=day)


def every_week(weekly: Weekly) -> Text:
    names = tuple(NAMES[WEEKDAYS.index(day)] for day in weekly.days)
    if weekly.until is None:
        return _("Every week on {days}", days=Several(names))
    return _("Every week on {days}, until {day:day}", days=Several(names), day=weekly.until)
