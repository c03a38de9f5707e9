"""It was taken, or cannot be: what else would do, a place on the waiting list, a person."""

from collections.abc import Iterator

import flet as ft

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, note, on_screen, subheading, wide
from senior_life.ui.look import Look
from senior_life.words import Words

_ = words("senior_life")
NEAREST = 3
IN_THE_WAY = "urn:senior-life:in-the-way"


def trouble(look: Look, here: shown.Trouble, do: Do) -> Screen:
    walk, problem = here.walk, here.problem
    says = problem.says or Words(problem.detail or problem.title)
    controls: list[ft.Control] = [heading(look, says, "trouble")]
    if problem.instead:
        if on_screen(look, says).text:
            controls.append(note(look, _("Nothing is booked yet.")))
        if problem.type != IN_THE_WAY:
            controls.append(subheading(look, _("These are the nearest:")))
    controls += [*_others(look, here, do), *_ways_on(look, here, do)]
    if not look.at_desk:
        controls.append(_ask(look, here, do))
    controls.append(
        wide(look, "action:quit", _("Stop here"), do(errand.leave(walk)), picture="close")
    )
    return Screen(here.key, controls, title=walk.service_name, back=do(errand.step_back(walk)))


def _others(look: Look, here: shown.Trouble, do: Do) -> Iterator[ft.Control]:
    for i, other in enumerate(here.problem.instead[:NEAREST]):
        yield wide(
            look,
            f"choice:{other.index}",
            other.label,
            do(errand.alternative(here.walk, other.index)),
            below=other.note,
            first=i == 0,
        )


def _ways_on(look: Look, here: shown.Trouble, do: Do) -> Iterator[ft.Control]:
    """The waiting list, another answer; only where there is neither way, the same again."""
    walk, problem = here.walk, here.problem
    if problem.may_wait:
        yield wide(
            look,
            "action:wait",
            _("Wait for a free place"),
            do(errand.alternative(walk, -1)),
            below=_("We tell you as soon as one is free."),
            picture="hourglass_empty",
        )
    if problem.step:
        yield wide(
            look,
            f"action:change:{problem.step}",
            _("Answer differently"),
            do(errand.reopen(walk, problem.step)),
            picture="edit",
        )
    if not problem.instead and not problem.step:
        again = do(errand.quote(walk))
        yield wide(look, "action:retry", _("Try again"), again, picture="refresh", primary=True)


def _ask(look: Look, here: shown.Trouble, do: Do) -> ft.Control:
    return wide(
        look,
        "action:ask",
        _("Ask a person about this"),
        do(open_at(f"/person/{here.walk.id}")),
        picture="support_agent",
        below=_("They see what you have answered so far."),
    )
