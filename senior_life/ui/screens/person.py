"""A person to ask: the desk's number, and a wish to be called, with what was asked so far."""

import flet as ft

from senior_life.contract import Phone, Text, words
from senior_life.ui import shown
from senior_life.ui.acts.household import ask_person
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import (
    Do,
    Screen,
    card,
    fact,
    field,
    heading,
    lettering,
    note,
    readback,
    subheading,
    wide,
)
from senior_life.ui.blocks.lettering import Said
from senior_life.ui.look import ANSWER, HEADING, Look
from senior_life.words import Words

_ = words("senior_life")
LONGEST = 200


def person(look: Look, here: shown.Person, do: Do) -> Screen:
    back = do(open_at(f"/walk/{here.walk.id}" if here.walk else "/"))
    controls: list[ft.Control] = [heading(look, _("Ask a person"))]
    if here.told is not None:
        controls.append(note(look, here.told.says, "check_circle", "told"))
    controls.append(_desk(look, here))
    controls += _own(look, here)
    if here.told is None:
        controls += _wish(look, here, do)
    else:
        controls.append(
            wide(
                look,
                "action:next",
                _("Back to where I was"),
                back,
                picture="arrow_back",
                primary=True,
            )
        )
    return Screen(here.key, controls, back=back)


def _desk(look: Look, here: shown.Person) -> ft.Control:
    town = here.town
    return card(
        look,
        [
            lettering(look, _("The town's desk"), ANSWER, bold=True),
            _number(look, town.desk_phone_says, HEADING + 2),
            lettering(look, town.desk_hours, look_size(look)),
        ],
        spacing=4,
    )


def _number(look: Look, says: Said, size: int) -> ft.Control:
    """On a phone it needs the whole width, or very large digits would not stay on one line."""
    if look.is_phone:
        return lettering(look, says, ANSWER, bold=True)
    return fact(look, "call", says, size=size, bold=True)


def look_size(look: Look) -> int:
    return 22 if look.is_phone else 24


def _own(look: Look, here: shown.Person) -> list[ft.Control]:
    """Whom the person chose to call, when this tablet was set up."""
    setup = here.setup
    if setup is None or not setup.call_phone:
        return []
    name = lettering(look, Words(setup.call_name), ANSWER, bold=True)
    number = _number(look, Text("{phone}", {"phone": Phone(setup.call_phone)}), HEADING)
    return [card(look, [name, number], spacing=4)]


def _wish(look: Look, here: shown.Person, do: Do) -> list[ft.Control]:
    controls: list[ft.Control] = [
        wide(
            look,
            "action:ask",
            _("Please call me"),
            do(ask_person(here)),
            picture="phone_in_talk",
            primary=True,
            below=_("A person of the desk calls you back."),
            first=True,
        ),
        field(
            look,
            "words",
            _("What is it about? (You need not write anything)"),
            do.typed("words"),
            do.keeps("words"),
            longest=LONGEST,
        ),
    ]
    if here.walk is not None and here.walk.rows:
        controls.append(
            subheading(look, _("This is handed over, so that you need not repeat it:"), 24)
        )
        controls.append(readback(look, here.walk.rows))
    return controls
