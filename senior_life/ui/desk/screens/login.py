"""The log-in of staff: a name, a password, and nothing else."""

import flet as ft

from senior_life.contract import words
from senior_life.ui.blocks import Do, field, icon
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import log_in as log_in_now
from senior_life.ui.desk.acts import show_password
from senior_life.ui.desk.blocks import MIDDLE, Page, push, pushes, sheet, title, words_of
from senior_life.ui.look import Look

_ = words("senior_life")
WIDTH = 520


def log_in(look: Look, here: shown.LogIn, do: Do) -> Page:
    entered = do(log_in_now())
    name = field(
        look,
        "name",
        _("Your name here"),
        do.typed("name"),
        do.keeps("name"),
        on_enter=entered,
        first=True,
    )
    password = field(
        look,
        "password",
        _("Password"),
        do.typed("password"),
        do.keeps("password"),
        on_enter=entered,
        password=not here.is_plain,
    )
    reveal = push(
        look,
        "action:reveal",
        _("Hide the password") if here.is_plain else _("Show the password"),
        do(show_password(here)),
        quiet=True,
    )
    heading = ft.Row(
        [icon(look, "badge", 44), title(look, _("The desk"))], spacing=12, vertical_alignment=MIDDLE
    )
    card = sheet(
        look,
        [
            heading,
            words_of(look, _("For the staff of the town. Please log in.")),
            name,
            password,
            pushes([reveal]),
            push(look, "action:log-in", _("Log in"), entered, picture="login", primary=True),
            words_of(
                look,
                _("Forgotten the password? Whoever looks after this system can give a new one."),
                soft=True,
            ),
        ],
    )
    row = ft.Row([ft.Container(card, width=WIDTH)], alignment=ft.MainAxisAlignment.CENTER)
    return Page(here.key, "", _("The desk"), [ft.Container(row, padding=30)])
