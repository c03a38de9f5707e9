"""What staff answered in a form, held against what the form asks: once, for every service.

A service thereby gets no answer that it did not ask for, of another kind, or beside the options
that it offers at this moment; and it need not look again.
"""

from collections.abc import Callable, Mapping
from datetime import date, time

from senior_life.contract import Action, Answer, Answers, Kind, Option, Step, Unclear, words
from senior_life.usecases.questions import YES_NO, whole_number
from senior_life.usecases.troubles import Stale
from senior_life.usecases.weekly import said_of

_ = words("senior_life")
Read = Callable[[Step, str], str]


def answered(action: Action, answers: Answers) -> Answers:
    """As the service shall have them: one value, or several of a ``many`` step, none of them empty.

    Raises Unclear with the step that must be put right, and Stale for an answer to what is not
    asked (any more) or for a day or time that is over.
    """
    if answers.keys() - {step.name for step in action.asks}:
        raise Stale(_("The list has changed. Please look again."))
    found: dict[str, Answer] = {}
    for step in action.asks:
        values = _values(step, answers.get(step.name, ()))
        read = tuple(_read(step, action.options.get(step.name, ()), value) for value in values)
        if read:
            found[step.name] = read if _is_several(step) else read[0]
    return found


def _values(step: Step, answer: Answer) -> tuple[str, ...]:
    given = (answer,) if isinstance(answer, str) else answer
    values = tuple(dict.fromkeys(one for one in given if one.strip()))
    if not values and not step.may_skip:
        raise Unclear(_("Still missing: {what}", what=step.label), step.name)
    if len(values) > 1 and not _is_several(step):
        raise Unclear(_("{what}: please give one answer only.", what=step.label), step.name)
    return values


def _is_several(step: Step) -> bool:
    return step.many or step.kind is Kind.REPEAT


def _read(step: Step, options: tuple[Option, ...], value: str) -> str:
    """Where there are options, only these; a CHOICE without any has no answer at all."""
    if any(option.value == value for option in options):
        return value
    if not options and step.kind in READS:
        return READS[step.kind](step, value)
    if options and step.kind in {Kind.DATE, Kind.TIME}:
        # It may have been offered when the form was opened: half an hour goes by in no time.
        READS[step.kind](step, value)
        raise Stale(_("The list has changed. Please look again."))
    raise Unclear(_("{what}: please choose from what is offered.", what=step.label), step.name)


def _number(step: Step, value: str) -> str:
    number = whole_number(value)
    if number is None:
        raise Unclear(_("{what}: please write a number.", what=step.label), step.name)
    if step.lowest is not None and number < step.lowest:
        says = _("{what}: please write {n} or more.", what=step.label, n=step.lowest)
        raise Unclear(says, step.name)
    if step.highest is not None and number > step.highest:
        says = _("{what}: please write {n} or less.", what=step.label, n=step.highest)
        raise Unclear(says, step.name)
    return str(number)


def _text(step: Step, value: str) -> str:
    if step.longest is not None and len(value) > step.longest:
        says = _("{what}: please keep it to {n} characters.", what=step.label, n=step.longest)
        raise Unclear(says, step.name)
    return value


def _date(step: Step, value: str) -> str:
    try:
        return _same(date.fromisoformat(value).isoformat(), value)
    except ValueError as broken:
        raise Unclear(_("{what}: please choose a day.", what=step.label), step.name) from broken


def _time(step: Step, value: str) -> str:
    try:
        return _same(f"{time.fromisoformat(value):%H:%M}", value)
    except ValueError as broken:
        says = _("{what}: please give a time, such as 09:30.", what=step.label)
        raise Unclear(says, step.name) from broken


def _same(written: str, value: str) -> str:
    """Raises ValueError for the other ways to write it that Python reads, too (20261127, T09)."""
    if written != value:
        raise ValueError(value)
    return value


def _yes_no(step: Step, value: str) -> str:
    if value not in YES_NO:
        raise Unclear(_("{what}: please answer yes or no.", what=step.label), step.name)
    return value


def _repeated(step: Step, value: str) -> str:
    try:
        said_of(step, value)
    except ValueError as broken:
        says = _("{what}: please choose at least one day of the week.", what=step.label)
        raise Unclear(says, step.name) from broken
    return value


def _file(_step: Step, value: str) -> str:
    """Whose file it is, and how large, is looked up where files are kept."""
    return value


READS: Mapping[Kind, Read] = {
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.YES_NO: _yes_no,
    Kind.REPEAT: _repeated,
    Kind.FILE: _file,
}
"""How what is not chosen from options is read; every kind but CHOICE and PLACE."""
