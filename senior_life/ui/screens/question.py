"""One question a screen, whatever its kind: its heading, at most five answers, and ways out."""

from collections.abc import Callable, Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import Kind, words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, note, wide
from senior_life.ui.blocks.banner import banner
from senior_life.ui.look import HEADING, Look
from senior_life.ui.screens import answers
from senior_life.ui.screens.calendar import calendar

_ = words("senior_life")


def question(look: Look, here: shown.Question, do: Do) -> Screen:
    walk, asked = here.walk, here.card
    body = [calendar(look, here, do)] if here.month else _answers(look, here, do)
    return Screen(
        here.key,
        [*_again(look, walk), *ask(look, asked), *body, *_ways_out(look, here, do)],
        title=walk.service_name,
        position=_("{n} of {length}", n=walk.position, length=walk.length),
        back=do(errand.back(here)),
    )


def _again(look: Look, walk: wire.WalkOut) -> list[ft.Control]:
    """Why it is asked again, when it is."""
    if walk.trouble is None or walk.trouble.says is None:
        return []
    return [banner(look, walk.trouble.says, "info", "trouble")]


def ask(look: Look, asked: wire.Card) -> list[ft.Control]:
    controls = [heading(look, asked.ask, f"question:{asked.step}", HEADING + 2)]
    if asked.hint is not None:
        controls.append(note(look, asked.hint))
    return controls


def _answers(look: Look, here: shown.Question, do: Do) -> list[ft.Control]:
    asked, walk = here.card, here.walk
    match asked.kind:
        case Kind.TEXT:
            return answers.typed_value(look, asked, do, errand.answer_typed(walk, asked))
        case Kind.NUMBER:
            return answers.number(look, asked, do, errand.answer_typed(walk, asked))
        case Kind.REPEAT:
            return answers.repeat(look, asked, here.picked, do, errand.answer_picked(here))
        case _ if asked.many:
            controls = answers.several(look, asked, here.picked, do)
            controls += answers.marked_days(look, asked, here.picked)
            return [*controls, *_further(look, here, do), answers.go_on(look, do, here)]
        case _:
            return [
                *answers.one(look, asked, lambda v: do(errand.answer(walk, asked.step, v))),
                *_further(look, here, do),
            ]


def _further(look: Look, here: shown.Question, do: Do) -> list[ft.Control]:
    asked = here.card
    if asked.kind is Kind.DATE and not asked.many:
        act = errand.open_calendar(here)
        return [
            wide(look, "action:more", _("Choose another day"), do(act), picture="calendar_month")
        ]
    if asked.has_more:
        act = errand.look_further(here, asked.page + 1)
        return [wide(look, "action:more", _("See more"), do(act), picture="expand_more")]
    return []


def _ways_out(look: Look, here: shown.Question, do: Do) -> Sequence[ft.Control]:
    asked, walk = here.card, here.walk
    skip: Callable[[], ft.Control] = lambda: wide(  # noqa: E731
        look,
        "action:dont-know",
        _("I do not know; go on without it"),
        do(errand.answer(walk, asked.step)),
        picture="skip_next",
    )
    ask_someone: Callable[[], ft.Control] = lambda: wide(  # noqa: E731
        look,
        "action:dont-know",
        _("I do not know; let me ask"),
        do(open_at(f"/person/{walk.id}")),
        picture="help_outline",
    )
    controls = [skip() if asked.may_skip else ask_someone()]
    if look.at_desk and not asked.may_skip:
        controls = []
    if asked.kind not in (Kind.TEXT, Kind.NUMBER, Kind.FILE):
        controls.append(
            wide(
                look,
                "action:speak",
                _("Answer in your own words"),
                do(open_at(f"/walk/{walk.id}/speak")),
                picture="edit",
                primary=not asked.many and asked.kind is not Kind.REPEAT,
            )
        )
    return controls
