"""The town is out of reach, or closed to this person: a large sentence and a number to call."""

import flet as ft

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, fact, heading, note, wide
from senior_life.ui.look import HEADING, Look

_ = words("senior_life")


def outage(look: Look, here: shown.Outage, do: Do) -> Screen:
    controls: list[ft.Control] = [
        heading(look, here.says or _("We cannot reach the town just now."), "trouble")
    ]
    if here.says is None:
        controls.append(note(look, _("What you wrote is kept. Please wait a moment.")))
    if here.town is not None:
        controls.append(fact(look, "call", here.town.desk_phone_says, size=HEADING, bold=True))
    controls.append(
        wide(
            look,
            "action:retry",
            _("Try again"),
            do(open_at(here.wanted)),
            picture="refresh",
            primary=True,
            first=True,
        )
    )
    return Screen(here.key, controls, helped=here.town is not None)
