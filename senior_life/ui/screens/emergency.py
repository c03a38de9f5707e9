"""Emergencies: whom to call, in large numbers; it works before a tablet is paired."""

from senior_life import wire
from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, call, heading, note
from senior_life.ui.blocks.ahead import beside
from senior_life.ui.look import Look
from senior_life.words import Words
from senior_life.words.phone import show_phone

_ = words("senior_life")


def emergency(look: Look, here: shown.Emergency, do: Do) -> Screen:
    numbers = [
        call(
            look,
            f"action:call:{e.number}",
            _numbered(e),
            e.number,
            below=e.about,
            picture=e.icon or "call",
            alarm=i == 0,
            first=i == 0,
        )
        for i, e in enumerate(here.town.emergency)
    ]
    return Screen(
        here.key,
        [
            heading(look, _("In an emergency, call at once")),
            *numbers,
            note(look, _("If this tablet cannot call, please use a telephone."), "call"),
        ],
        back=do(open_at("/")),
    )


def _numbered(one: wire.EmergencyOut) -> Words:
    """The number stands first: it is what must be dialled when the tablet cannot."""
    said = one.says
    return said if one.number in said.text else beside(Words(show_phone(one.number)), said)
