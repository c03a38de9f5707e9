"""One question as a card: at most five choices at a time, or a month of days."""

import unicodedata
from collections.abc import AsyncIterator, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from senior_life.contract import (
    Answer,
    Answers,
    Caller,
    Kind,
    Label,
    Name,
    Option,
    Service,
    Several,
    Step,
    Text,
    Unclear,
    words,
)
from senior_life.contract import Value as Shown
from senior_life.usecases.recent import NONE
from senior_life.usecases.weekly import said_of

_ = words("senior_life")

AT_A_TIME = 5
MOST_PAGES = 40  # of a provider's own; an endless range is cut there
LONGEST_TEXT = 500
LONGEST_NUMBER = 18
"""Digits; more are no count of anything that is asked here."""
CHOSEN_KINDS = frozenset({Kind.CHOICE, Kind.DATE, Kind.TIME, Kind.PLACE})
YES_NO = {"yes": _("Yes"), "no": _("No")}


class Asks(Protocol):
    """Whoever says what may be answered: a provider, or the core for its own questions."""

    async def options(
        self, who: Caller, step: Step, so_far: Answers, page: int = 0
    ) -> Sequence[Option]: ...


@dataclass(frozen=True, slots=True)
class Day:
    """``state``: free, full, or closed when the service does not offer it."""

    day: date
    state: str
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What one card shows. ``days`` are there when a month was asked for; ``along`` says of a
    choice, by its value, what could go with it."""

    step: Step
    choices: tuple[Option, ...] = ()
    number: int = 0
    has_more: bool = False
    days: tuple[Day, ...] = ()
    along: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)


async def every_option(
    provider: Asks, who: Caller, step: Step, so_far: Answers
) -> AsyncIterator[Option]:
    """Through the provider's pages until one brings nothing new."""
    seen: set[str] = set()
    for page in range(MOST_PAGES):
        fresh = [o for o in await provider.options(who, step, so_far, page) if o.value not in seen]
        if not fresh:
            return
        seen.update(option.value for option in fresh)
        for option in fresh:
            yield option


async def first_options(
    provider: Asks, who: Caller, step: Step, so_far: Answers, count: int
) -> Sequence[Option]:
    found: list[Option] = []
    async for option in every_option(provider, who, step, so_far):
        found.append(option)
        if len(found) == count:
            break
    return found


async def page_of(
    provider: Asks,
    who: Caller,
    step: Step,
    so_far: Answers,
    number: int = 0,
    along: Mapping[str, tuple[Service, ...]] | None = None,
) -> Page:
    if step.kind not in CHOSEN_KINDS:
        return Page(step, _yes_and_no(step))
    upto = (number + 1) * AT_A_TIME
    if along:
        every = [option async for option in every_option(provider, who, step, so_far)]
        return replace(page_from(step, along_first(step, every, along), number), along=along)
    return page_from(step, await first_options(provider, who, step, so_far, upto + 1), number)


def along_first(step: Step, options: Sequence[Option], along: Container[str]) -> list[Option]:
    """Days stay in their order, for the nearest five stand on one screen."""
    if step.kind is Kind.DATE:
        return list(options)
    return sorted(options, key=lambda one: one.is_full or one.value not in along)


def page_from(step: Step, found: Sequence[Option], number: int = 0) -> Page:
    """Of options from the first one to one beyond the page, which is there if more follow."""
    start = number * AT_A_TIME
    choices = tuple(islice(found, start, start + AT_A_TIME))
    return Page(step, choices, number, len(found) > start + AT_A_TIME)


async def month_of(provider: Asks, who: Caller, step: Step, so_far: Answers, month: date) -> Page:
    """Every day of the month; those that the service does not name are closed."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    found: dict[str, Option] = {}
    that_month = {**so_far, step.name: f"{first:%Y-%m}"}
    async for option in every_option(provider, who, step, that_month):
        if first.isoformat() <= option.value < after.isoformat():
            found[option.value] = option
    days = (first + timedelta(days=n) for n in range((after - first).days))
    return Page(step, days=tuple(_day(day, found.get(day.isoformat())) for day in days))


async def checked(
    provider: Asks,
    who: Caller,
    step: Step,
    so_far: Answers,
    values: Sequence[str],
    known: Mapping[str, Label] = NONE,
) -> tuple[Answer, Label]:
    """The answer and what it is called; Unclear when it is none to this question. ``known`` are
    values that the provider has just offered."""
    if not values and step.kind is Kind.REPEAT:
        raise Unclear(_("Please choose at least one day of the week."), step.name)
    if not values or (len(values) > 1 and not (step.many or step.kind is Kind.REPEAT)):
        raise unclear(step)
    labels = [
        known[value] if value in known else await _label(provider, who, step, so_far, value)
        for value in values
    ]
    if step.many or step.kind is Kind.REPEAT:
        return tuple(values), _joined(labels)
    return values[0], labels[0]


def unclear(step: Step) -> Unclear:
    return Unclear(_("I did not quite understand. Please choose one of these."), step.name)


async def _label(provider: Asks, who: Caller, step: Step, so_far: Answers, value: str) -> Label:
    if step.kind in CHOSEN_KINDS:
        async for option in every_option(provider, who, step, so_far):
            if option.value == value:
                return option.label
        raise unclear(step)
    if step.kind is Kind.YES_NO:
        if value not in YES_NO:
            raise Unclear(_("Please answer yes or no."), step.name)
        return YES_NO[value]
    if step.kind is Kind.NUMBER:
        return _number(step, value)
    if step.kind is Kind.REPEAT:
        return _repeated(step, value)
    return _text(step, value)


def whole_number(value: str) -> int | None:
    """Of plain digits, also where a Japanese keyboard wrote wide ones; None for anything else."""
    digits = unicodedata.normalize("NFKC", value.strip())
    bare = digits.removeprefix("-")
    if not bare.isascii() or not bare.isdecimal() or len(bare) > LONGEST_NUMBER:
        return None
    return int(digits)


def _number(step: Step, value: str) -> Label:
    number = whole_number(value)
    if number is None:
        raise Unclear(_("Please answer with a number."), step.name)
    if step.lowest is not None and number < step.lowest:
        raise Unclear(_("Please choose {n} or more.", n=step.lowest), step.name)
    if step.highest is not None and number > step.highest:
        raise Unclear(_("Please choose {n} or less.", n=step.highest), step.name)
    return Text("{n}", {"n": number})


def _repeated(step: Step, value: str) -> Label:
    try:
        return said_of(step, value)
    except ValueError as broken:
        raise Unclear(_("Please choose at least one day of the week."), step.name) from broken


def _text(step: Step, value: str) -> Label:
    longest = step.longest or LONGEST_TEXT
    if not value.strip():
        raise Unclear(_("Please write a few words."), step.name)
    if len(value) > longest:
        raise Unclear(_("Please keep it to {n} characters.", n=longest), step.name)
    return Name(value, "")


def _joined(labels: Sequence[Label]) -> Label:
    items: tuple[Shown, ...] = tuple(labels)
    return labels[0] if len(labels) == 1 else Text("{all}", {"all": Several(items)})


def _yes_and_no(step: Step) -> tuple[Option, ...]:
    if step.kind is not Kind.YES_NO:
        return ()
    return tuple(Option(value, label) for value, label in YES_NO.items())


def _day(day: date, option: Option | None) -> Day:
    if option is None:
        return Day(day, "closed")
    return Day(day, "full" if option.is_full else "free", option.note)
