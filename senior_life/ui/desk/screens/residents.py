"""Looking up a resident, to book for a caller or to keep the record right."""

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do
from senior_life.ui.desk import shown
from senior_life.ui.desk.blocks import Page, push, pushes, title, words_of
from senior_life.ui.desk.finding import found_list, search_field
from senior_life.ui.look import Look

_ = words("senior_life")


def residents(look: Look, here: shown.Residents, do: Do) -> Page:
    def open_one(one: wire.ResidentFull) -> ft.Control:
        return push(
            look,
            f"action:open:{one.ref}",
            _("Open"),
            do(open_at(f"/desk/resident/{one.ref}")),
            picture="arrow_forward",
            label=_open_says(one),
        )

    new = push(
        look,
        "action:new-resident",
        _("Enter a new resident"),
        do(open_at("/desk/new-resident")),
        picture="person_add",
        quiet=True,
    )
    controls = [
        title(look, _("Find a resident")),
        words_of(
            look, _("By kana, name, or the last four digits of the telephone number."), soft=True
        ),
        search_field(look, do),
        *found_list(look, here.found, open_one),
        pushes([new]),
    ]
    return Page(here.key, "residents", _("Residents"), controls, escape=do(open_at("/desk/day")))


def _open_says(one: wire.ResidentFull) -> str:
    return f"{one.name} {one.kana}"
