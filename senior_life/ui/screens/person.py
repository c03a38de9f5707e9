"""A person to ask: the desk's number, and a wish to be called, with what was asked so far."""

import flet as ft

from senior_life.contract import Phone, words
from senior_life.ui import shown
from senior_life.ui.acts.household import ask_person
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import (
    Do,
    Screen,
    call,
    card,
    field,
    heading,
    lettering,
    note,
    readback,
    subheading,
    wide,
)
from senior_life.ui.look import ANSWER, Look
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
            _number(look, "action:call:desk", town.desk_phone),
            lettering(look, town.desk_hours, 22 if look.is_phone else 24),
        ],
        spacing=4,
    )


def _number(look: Look, handle: str, number: str) -> ft.Control:
    return call(look, handle, _("Call {phone}", phone=Phone(number)), number)


def _own(look: Look, here: shown.Person) -> list[ft.Control]:
    """Whom the person chose to call, when this tablet was set up."""
    setup = here.setup
    if setup is None or not setup.call_phone:
        return []
    name = lettering(look, Words(setup.call_name), ANSWER, bold=True)
    return [card(look, [name, _number(look, "action:call:own", setup.call_phone)], spacing=4)]


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
            _("What is it about?"),
            do.typed("words"),
            do.keeps("words"),
            hint=_("You need not write anything."),
            longest=LONGEST,
        ),
    ]
    if here.walk is not None and here.walk.rows:
        controls.append(
            subheading(look, _("This is handed over, so that you need not repeat it:"), 24)
        )
        controls.append(readback(look, here.walk.rows))
    return controls
