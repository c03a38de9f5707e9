"""A new tablet: whose it will be, then six digits and a picture for it, valid for ten minutes."""

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, field, lettering, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import tablets
from senior_life.ui.desk.blocks import MIDDLE, Page, push, pushes, sheet, title, words_of
from senior_life.ui.desk.finding import found_list, search_field
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")
QR_SIZE = 300
DIGITS_SIZE = 84


def pairing(look: Look, here: shown.Pairing, do: Do) -> Page:
    body = _choosing(look, here, do) if here.code is None else _code(look, here, here.code, do)
    back = push(
        look,
        "action:back",
        _("Back"),
        do(open_at("/desk/devices")),
        picture="arrow_back",
        quiet=True,
    )
    head = ft.Row([back, title(look, _("Pair a new tablet"))], spacing=14, wrap=True)
    return Page(
        f"{here.key}#{here.code is None}",
        "devices",
        _("Tablets"),
        [head, *body],
        escape=do(open_at("/desk/devices")),
    )


def _choosing(look: Look, here: shown.Pairing, do: Do) -> list[ft.Control]:
    chosen = [
        push(
            look, f"choice:{one.ref}", Words(one.name), do(tablets.toggle_owner(one)), selected=True
        )
        for one in here.chosen
    ]

    def add(one: wire.ResidentFull) -> ft.Control:
        is_chosen = one in here.chosen
        says = _("Chosen") if is_chosen else _("Choose")
        return push(
            look,
            f"action:choose:{one.ref}",
            says,
            do(tablets.toggle_owner(one)),
            selected=is_chosen,
            quiet=True,
            label=f"{one.name} {one.kana}",
        )

    make = push(
        look,
        "action:next",
        _("Show the six digits"),
        do(tablets.new_code()),
        picture="qr_code_2",
        primary=True,
    )
    label = field(
        look, "label", _("Name of the tablet (may be empty)"), do.typed("label"), do.keeps("label")
    )
    who: ft.Control = pushes(chosen)
    if not chosen:
        who = words_of(look, _("Nobody is chosen yet."), soft=True)
    return [
        sheet(
            look,
            [subheading(look, _("Whose tablet will it be?"), BODY + 3), who, label, pushes([make])],
        ),
        words_of(look, _("Couples may share one tablet: choose both.")),
        search_field(look, do),
        *found_list(look, here.found, add),
    ]


def _code(look: Look, here: shown.Pairing, made: wire.PairingOut, do: Do) -> list[ft.Control]:
    digits = ft.Semantics(
        identifier="code",
        label=" ".join(made.code),
        exclude_semantics=True,
        content=ft.Text(
            f"{made.code[:3]} {made.code[3:]}",
            style=ft.TextStyle(
                size=DIGITS_SIZE,
                color=look.theme.ink,
                weight=ft.FontWeight.BOLD,
                letter_spacing=6,
            ),
        ),
    )
    text = ft.Column(
        [
            digits,
            lettering(look, _("Enter these digits on the tablet, or show it the picture."), BODY),
            lettering(
                look,
                _("Good until {until:clock}, for one tablet.", until=made.until),
                BODY,
                bold=True,
            ),
            lettering(look, Words("・".join(one.name for one in here.chosen)), BODY),
        ],
        spacing=8,
        tight=True,
    )
    both = ft.Row([text, _picture(made)], spacing=30, wrap=True, vertical_alignment=MIDDLE)
    again = push(
        look, "action:next", _("New digits"), do(tablets.new_code()), picture="refresh", quiet=True
    )
    done = push(
        look,
        "action:devices",
        _("To the list of tablets"),
        do(open_at("/desk/devices")),
        picture="list_alt",
        primary=True,
        first=True,
    )
    return [sheet(look, [both]), pushes([done, again])]


def _picture(made: wire.PairingOut) -> ft.Control:
    """Dark on white in every theme, or cameras do not read it."""
    picture = ft.Image(src=made.qr_svg, width=QR_SIZE, height=QR_SIZE)
    return ft.Semantics(
        identifier="qr", exclude_semantics=True, content=ft.Container(picture, bgcolor="#FFFFFF")
    )
