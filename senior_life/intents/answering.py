"""An answer in words to one question: what is clear is taken, what is not is None."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from senior_life.contract import Kind, Option, Step
from senior_life.intents.dates import (
    days_in,
    first_repeated,
    in_the_week_of,
    listed_in,
    repeated_in,
)
from senior_life.intents.hearing import heard
from senior_life.intents.times import times_in, without_times
from senior_life.intents.vocabulary import alike, named, ordinal, part_of
from senior_life.intents.wishes import correction, yes_or_no

Values = tuple[str, ...]
NUMBER = re.compile(r"[0-9]{1,6}")
HOUR_ALONE = re.compile(r"^([0-9]{1,2})(?:です|で|がいい|お願いします)*$")
TOWARDS = re.compile("まで|へ|に")
IN_DOUBT = re.compile(r"[一-鿿ァ-ヺー]か、?[一-鿿ァ-ヺ]")
LONGEST_TEXT = 500


def match(words: str, step: Step, options: Sequence[Option], now: datetime) -> Values | None:
    """The answer to the question on the screen; None when it is unclear, never a guess."""
    text = heard(words)
    text = correction(text) or text
    if not text:
        return None
    if step.kind in {Kind.CHOICE, Kind.PLACE}:
        return found_in(text, step, options, now) or _guess(text, options)
    if step.kind is Kind.DATE:
        return found_in(text, step, options, now) or _one(ordinal_day(text, options))
    if step.kind is Kind.TIME:
        return found_in(text, step, options, now) or _one(hour_alone(text, options))
    if step.kind is Kind.TEXT:
        plain = words.strip()
        return (plain,) if plain and len(plain) <= (step.longest or LONGEST_TEXT) else None
    return found_in(text, step, options, now)


def found_in(
    words: str,
    step: Step,
    options: Sequence[Option],
    now: datetime,
    steps: Sequence[Step] = (),
) -> Values | None:
    """What a longer sentence says about this question; options may be empty for DATE and TIME.

    ``steps`` are all of the service: where two places are asked, から tells them apart.
    """
    text = heard(words)
    value: str | None = None
    match step.kind:
        case Kind.PLACE:
            return _choices(_about(text, step, steps), step, options)
        case Kind.CHOICE:
            return _choices(text, step, options)
        case Kind.REPEAT:
            return repeated_in(text) or None
        case Kind.DATE:
            days = days_said(words, now) if step.many else ()
            if days:
                return days
            value = _day(text, options, now.date())
        case Kind.TIME:
            value = _time(text)
        case Kind.NUMBER:
            value = _number(text, step)
        case Kind.YES_NO:
            value = {True: "yes", False: "no", None: None}[yes_or_no(text)]
    return _one(value)


def says_weekly(words: str) -> bool:
    """毎週火曜 asks for an errand of every week; 毎日 alone does not, it is said of many things."""
    text = heard(words)
    return "毎週" in text and bool(repeated_in(text))


def days_said(words: str, now: datetime) -> Values:
    """あしたとあさって: the days on which an errand shall be, by name; none: not two."""
    if IN_DOUBT.search(words):
        return ()
    days = listed_in(without_times(heard(words)), now.date())
    return tuple(day.isoformat() for day in days)


def first_of_weekly(words: str, options: Sequence[Option], now: datetime) -> Values | None:
    """The day on which an errand of every week begins, the first of those that are offered."""
    offered = [date.fromisoformat(one.value) for one in options]
    day = first_repeated(without_times(heard(words)), offered, now.date())
    return _one(day.isoformat() if day else None)


def changed(
    words: str,
    asked: Sequence[tuple[Step, Sequence[Option]]],
    so_far: dict[str, Values],
    now: datetime,
) -> tuple[str, Values] | None:
    """違う、水曜: the one earlier answer that is meant, and its new value.

    ``asked`` has the answered questions with their options. None when the words are no
    correction, or fit none of the questions or more than one.
    """
    meant = correction(words)
    if meant is None:
        return None
    found = {
        step.name: values
        for step, options in asked
        if (values := _anew(meant, step, options, so_far.get(step.name, ()), now))
        and values != so_far.get(step.name)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _anew(
    meant: str, step: Step, options: Sequence[Option], before: Values, now: datetime
) -> Values | None:
    if step.kind is Kind.DATE and before:
        same_week = in_the_week_of(meant, date.fromisoformat(before[0]), now.date())
        if same_week:
            return (same_week.isoformat(),)
    return found_in(meant, step, options, now)


def _choices(text: str, step: Step, options: Sequence[Option]) -> Values | None:
    """One, or several where many are allowed."""
    values = named(text, options)
    return values if values and (step.many or len(values) == 1) else None


def _about(text: str, step: Step, steps: Sequence[Step]) -> str:
    """The part of the sentence about this place: 家から for the first, the rest for the others.

    A place that is only named is where somebody wants to go.
    """
    places = [one.name for one in steps if one.kind is Kind.PLACE]
    if len(places) <= 1 or step.name not in places:
        return text
    before, since, after = text.rpartition("から")
    start = TOWARDS.split(before)[-1] if since else ""
    if step.name == places[0]:
        return start
    return before.removesuffix(start) + after if since else text


def _guess(text: str, options: Sequence[Option]) -> Values | None:
    if IN_DOUBT.search(text) or len(named(text, options)) > 1:
        return None
    return _one(ordinal(text, options) or part_of(text, options) or alike(text, options))


def _day(text: str, options: Sequence[Option], today: date) -> str | None:
    """Of what may be two days, the only one that is offered."""
    said = days_in(without_times(text), today)
    if len(said) != 1 or not said[0].days:
        return None
    days = [day.isoformat() for day in said[0].days]
    offered = [day for day in days if day in {option.value for option in options}]
    if len(days) == 1:
        return days[0]
    return offered[0] if len(offered) == 1 else None


def ordinal_day(text: str, options: Sequence[Option]) -> str | None:
    """25 alone is the 25th when such a day is offered, and the second card is 2番目."""
    alone = HOUR_ALONE.match(text)
    if not alone:
        return ordinal(text, options)
    days = [o.value for o in options if o.value.endswith(f"-{int(alone[1]):02d}")]
    return days[0] if len(days) == 1 else None


def _time(text: str) -> str | None:
    times = times_in(text)
    return f"{times[0]:%H:%M}" if len(times) == 1 else None


def hour_alone(text: str, options: Sequence[Option]) -> str | None:
    """10 alone is ten o'clock when that is offered; the second card is 2番目."""
    alone = HOUR_ALONE.match(text)
    if not alone:
        return ordinal(text, options)
    hour = int(alone[1])
    full = {f"{hour:02d}:00", f"{hour + 12:02d}:00"}
    times = [option.value for option in options if option.value in full]
    return times[0] if len(times) == 1 else None


def _number(text: str, step: Step) -> str | None:
    found = NUMBER.findall(without_times(text).replace(",", ""))
    if len(found) != 1:
        return None
    number = int(found[0])
    is_low = step.lowest is not None and number < step.lowest
    is_high = step.highest is not None and number > step.highest
    return None if is_low or is_high else str(number)


def _one(value: str | None) -> Values | None:
    return None if value is None else (value,)
