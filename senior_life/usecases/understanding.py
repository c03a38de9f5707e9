"""Words instead of a tap: what was typed (and later said) becomes an answer, or is asked again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from senior_life import intents
from senior_life.contract import (
    Answer,
    Answers,
    Caller,
    Kind,
    Option,
    Service,
    Step,
    Text,
    Trouble,
    Unclear,
)
from senior_life.contract import words as catalogue
from senior_life.flows.walk import Walk
from senior_life.usecases.asking import asking
from senior_life.usecases.drafts import Draft
from senior_life.usecases.host import line_to
from senior_life.usecases.questions import (
    AT_A_TIME,
    CHOSEN_KINDS,
    checked,
    first_options,
    unclear,
)
from senior_life.usecases.town import Town
from senior_life.usecases.weekly import ALSO, Often, is_weekly, often, steps_of

_ = catalogue("senior_life")
CallerFor = Callable[[str], Awaitable[Caller]]
"""As whom a service is asked, by the service's id."""
HEARD_KINDS = CHOSEN_KINDS | {Kind.REPEAT}
MOST_OPTIONS = AT_A_TIME * 12
"""How many of a step's options are compared with what was said."""


async def service_meant(
    town: Town, words: str, services: Sequence[Service], caller_for: CallerFor
) -> str:
    """Of ``services`` the one that a first sentence asks for; Unclear when none is clearly meant.

    What the services are called is enough for most sentences; only else are they asked what
    their first question may be answered with.
    """
    meant = intents.requests(words, services, {}, town.now())
    if not meant:
        options = {one.id: await _first_answers(town, one, caller_for) for one in services}
        meant = intents.requests(words, services, options, town.now())
    if any(request.action != intents.BOOK for request in meant):
        raise Unclear(_("To change or cancel a booking, please open it under today's plan."))
    known = {one.id for one in services}
    found = [request.service for request in meant if request.service in known]
    if found:
        return found[0]
    raise Unclear(_no_service(words, services))


async def _first_answers(
    town: Town, service: Service, caller_for: CallerFor
) -> dict[str, Sequence[Option]]:
    """By the name of the first question; empty when the service cannot be asked just now."""
    step = next(iter(service.steps), None)
    if step is None or step.kind not in CHOSEN_KINDS:
        return {}
    try:
        who, line = await caller_for(service.id), line_to(town, service.id)
        return {step.name: await first_options(line, who, step, {}, MOST_OPTIONS)}
    except Trouble:
        return {}


def _no_service(words: str, services: Sequence[Service]) -> Text:
    """The nearest service by its name, else a person; never a guess."""
    near = intents.nearest(words, services)
    name = next((service.name for service in services if service.id == near), None)
    if name is None:
        return _("I cannot do that yet. Please choose a service, or ask a person.")
    return _(
        "I am not sure. If you mean {service}, please choose it, or ask a person.", service=name
    )


def first_walk(service: Service, sentence: str, now: datetime) -> Walk:
    """With the questions of an errand of every week, or of several days, where it says so."""
    often = Often.SEVERAL if intents.days_said(sentence, now) else Often.ONCE
    often = Often.WEEKLY if intents.says_weekly(sentence) else often
    return Walk(steps_of(service, often)).onward()


async def with_first_words(town: Town, draft: Draft) -> Draft:
    """Answer what the first sentence already says, as far as it goes without a question.

    It is asked again after every answer, since a day can be checked only once the place is known.
    What was answered before by hand is never answered by the sentence again.
    """
    while draft.sentence and (step := draft.walk.asks):
        if step.kind not in HEARD_KINDS or step.name in draft.walk.earlier:
            return draft
        try:
            walk = await _heard(town, draft, step)
        except Trouble:
            return draft
        if walk is None:
            return draft
        draft = replace(draft, walk=walk)
    return draft


async def _heard(town: Town, draft: Draft, step: Step) -> Walk | None:
    """The walk one answer further; a single option answers itself."""
    options = await _options(town, draft, step)
    values = _said(draft, step, options, town.now())
    if values:
        return await _answered(town, draft, step, values)
    walk = _alone(draft.walk, step, options)
    return walk if walk is not draft.walk else None


def _said(
    draft: Draft, step: Step, options: Sequence[Option], now: datetime
) -> tuple[str, ...] | None:
    repeats = draft.service.repeats
    if repeats is not None and step.name == repeats.step and is_weekly(draft.walk):
        return intents.first_of_weekly(draft.sentence, options, now)
    if often(draft.walk) is Often.SEVERAL and repeats is not None:
        days = intents.days_said(draft.sentence, now)
        if step.name == repeats.step:
            return days[:1] or None
        if step.name == ALSO:
            chosen = draft.walk.answers.get(repeats.step)
            return tuple(day for day in days if day != chosen) or None
    return intents.found_in(draft.sentence, step, options, now, draft.service.steps)


async def answered(town: Town, draft: Draft, words: str) -> Walk:
    """The walk with the question asked now answered; Unclear when the words fit no answer."""
    step = draft.walk.asks
    if step is None:
        raise Unclear(_("I did not quite understand. Please choose one of these."))
    options = await _options(town, draft, step)
    values = intents.match(words, step, options, town.now())
    if values:
        return await _answered(town, draft, step, values)
    corrected = await _corrected(town, draft, words)
    if corrected is None:
        raise unclear(step)
    return corrected


async def _corrected(town: Town, draft: Draft, words: str) -> Walk | None:
    """違う、水曜 may mean an earlier answer; what depended on it is asked again."""
    if intents.correction(words) is None:
        return None
    earlier = {step.name: _asking(draft, step) for step in draft.walk.steps}
    asked = [
        (step, await _options(town, earlier[step.name], step))
        for step in draft.walk.steps
        if step.name in draft.walk.answers and step.name != draft.walk.current
    ]
    found = intents.changed(words, asked, _values(draft.walk.answers), town.now())
    if found is None:
        return None
    name, values = found
    step = next(step for step, _options_of in asked if step.name == name)
    line, so_far = asking(town, draft), earlier[name].walk.so_far
    answer, says = await checked(line, draft.who, step, so_far, values)
    return draft.walk.take({name: answer}, {name: says})


def _asking(draft: Draft, step: Step) -> Draft:
    return replace(draft, walk=replace(draft.walk, current=step.name))


def _values(answers: Answers) -> dict[str, tuple[str, ...]]:
    return {name: (a,) if isinstance(a, str) else a for name, a in answers.items()}


async def _options(town: Town, draft: Draft, step: Step) -> tuple[Option, ...]:
    if step.kind not in CHOSEN_KINDS:
        return ()
    line = asking(town, draft)
    return tuple(await first_options(line, draft.who, step, draft.walk.so_far, MOST_OPTIONS))


async def _answered(town: Town, draft: Draft, step: Step, values: tuple[str, ...]) -> Walk:
    line = asking(town, draft)
    answer, says = await checked(line, draft.who, step, draft.walk.so_far, values)
    return draft.walk.answer(answer, says)


def _alone(walk: Walk, step: Step, options: tuple[Option, ...]) -> Walk:
    """A single option answers itself, so that the sentence can go on to the next question."""
    if len(options) != 1:
        return walk
    value = options[0].value
    answer: Answer = (value,) if step.many else value
    return walk.answer(answer, options[0].label, is_alone=True)
