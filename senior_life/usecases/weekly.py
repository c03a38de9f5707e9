"""The questions that the core itself asks when an errand shall be more than once: on which days of
the week and until when, or on which other days. The rest of the walk stays the service's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

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
DAYS, UNTIL, ALSO = "weekly-days", "weekly-until", "also-days"
OWN_STEPS = frozenset({DAYS, UNTIL, ALSO})
NAMES: Sequence[Text] = (
    _("Mondays"),
    _("Tuesdays"),
    _("Wednesdays"),
    _("Thursdays"),
    _("Fridays"),
    _("Saturdays"),
    _("Sundays"),
)


class Often(StrEnum):
    """How often an errand shall be: once, on several days that are named, or every week."""

    ONCE = "once"
    SEVERAL = "several"
    WEEKLY = "weekly"


def steps_of(service: Service, often: Often) -> tuple[Step, ...]:
    """The service's own questions, and those of the core where it shall be more than once."""
    if often is Often.ONCE or service.repeats is None:
        return service.steps
    if often is Often.SEVERAL:
        also = Step(
            ALSO,
            Kind.DATE,
            _("On which other days, too?"),
            _("Other days"),
            (service.repeats.step,),
            many=True,
            hint=_("Touch every day that you would like."),
        )
        return (*service.steps, also)
    return (
        *service.steps,
        Step(DAYS, Kind.REPEAT, _("On which days of the week?"), _("Every week")),
        Step(UNTIL, Kind.DATE, _("Until when?"), _("Until"), (service.repeats.step,)),
    )


def often(walk: Walk) -> Often:
    if walk.step(ALSO) is not None:
        return Often.SEVERAL
    return Often.ONCE if walk.step(DAYS) is None else Often.WEEKLY


def is_weekly(walk: Walk) -> bool:
    return often(walk) is Often.WEEKLY


def also_on(walk: Walk) -> tuple[date, ...]:
    """The other days that were named, in their order."""
    said = walk.answers[ALSO]
    return tuple(sorted(map(date.fromisoformat, (said,) if isinstance(said, str) else said)))


def wished(walk: Walk) -> Weekly:
    """Both answers as one value."""
    found = weekly_from(walk.answers[DAYS])
    until = walk.answers[UNTIL]
    assert found is not None  # noqa: S101 -- ``said_of`` let no single days pass
    return replace(found, until=date.fromisoformat(until if isinstance(until, str) else until[0]))


def own_answers(walk: Walk) -> Answers:
    """Those that the service asked for."""
    return {name: said for name, said in walk.answers.items() if name not in OWN_STEPS}


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
