"""Colours and letters of this screen, kept in this browser."""

import flet as ft

from senior_life.contract import Text, words
from senior_life.ui.blocks import Do, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import wear
from senior_life.ui.desk.blocks import Page, push, pushes, sheet, title
from senior_life.ui.look import BODY, THEMES, Look, TextSize, ThemeName

_ = words("senior_life")
COLOURS: dict[ThemeName, Text] = {
    "light": _("Light"),
    "dark": _("Dark"),
    "contrast": _("Yellow on black"),
}
LETTERS: dict[TextSize, tuple[Text, float]] = {
    "normal": (_("Normal letters"), 1.0),
    "large": (_("Large letters"), 1.2),
    "largest": (_("Largest letters"), 1.45),
}
SAME = 0.05


def display(look: Look, here: shown.Display, do: Do) -> Page:
    colours: list[ft.Control] = [
        push(
            look,
            f"choice:{name}",
            says,
            do(wear(theme=name)),
            selected=look.theme is THEMES[name],
            quiet=True,
        )
        for name, says in COLOURS.items()
    ]
    letters: list[ft.Control] = [
        push(
            look,
            f"choice:{name}",
            says,
            do(wear(text=name)),
            selected=abs(look.scale / 0.82 - scale) < SAME,
            quiet=True,
        )
        for name, (says, scale) in LETTERS.items()
    ]
    controls = [
        title(look, _("Display")),
        sheet(look, [subheading(look, _("Colours"), BODY + 2), pushes(colours)]),
        sheet(look, [subheading(look, _("Letters"), BODY + 2), pushes(letters)]),
    ]
    return Page(here.key, "display", _("Display"), controls)
