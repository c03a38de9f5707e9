"""Looking for people: one field for kana, name or four digits, and who was found."""

from collections.abc import Callable, Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.blocks import Do, field, icon, lettering, on_screen
from senior_life.ui.desk.acts import people
from senior_life.ui.desk.birthday import birth_says
from senior_life.ui.desk.blocks import MIDDLE, phone_says, push, sheet, words_of
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")
Button = Callable[[wire.ResidentFull], ft.Control]


def search_field(look: Look, do: Do, first: bool = True) -> ft.Control:
    """Enter searches too."""
    find = do(people.find())
    return ft.Row(
        [
            ft.Container(
                field(
                    look,
                    "find",
                    _("Kana, name, or last 4 digits"),
                    do.typed("find"),
                    do.keeps("find"),
                    on_enter=find,
                    first=first,
                ),
                expand=True,
            ),
            push(look, "action:find", _("Find"), find, picture="search", primary=True),
        ],
        spacing=4,
        vertical_alignment=MIDDLE,
    )


def found_list(
    look: Look, found: Sequence[wire.ResidentFull] | None, button: Button
) -> list[ft.Control]:
    if found is None:
        return []
    if not found:
        return [words_of(look, _("Nobody was found. Please try the kana or the telephone."))]
    return [sheet(look, [_person(look, one, button(one)) for one in found])]


def _person(look: Look, one: wire.ResidentFull, button: ft.Control) -> ft.Control:
    """Enough to tell two people of one name apart."""
    who = ft.Row(
        [
            lettering(look, Words(one.name), BODY + 3, bold=True),
            lettering(look, Words(one.kana), BODY, color=look.theme.soft),
        ],
        spacing=12,
        wrap=True,
    )
    inner: list[ft.Control] = [who, lettering(look, details_says(look, one), BODY, line=1.35)]
    mark = standing_of(look, one)
    if mark is not None:
        inner.append(mark)
    return ft.Semantics(
        identifier=f"row:{one.ref}",
        content=ft.Row(
            [ft.Column(inner, spacing=2, tight=True, expand=True), button],
            vertical_alignment=MIDDLE,
            spacing=10,
        ),
    )


def details_says(look: Look, one: wire.ResidentFull) -> Words:
    """Date of birth, address and telephone, as far as they are known."""
    birth = on_screen(look, birth_says(one.birth_date)).text if one.birth_date else ""
    phone = on_screen(look, phone_says(one.phone)).text if one.phone else ""
    return Words("　".join(part for part in (birth, one.address, phone) if part))


def standing_of(look: Look, one: wire.ResidentFull) -> ft.Control | None:
    """Paused or joined with another record: by a word and a picture."""
    if one.merged_into is not None:
        says, picture = _("Joined with another record"), "swap_horiz"
    elif one.is_suspended:
        says, picture = _("Services are paused"), "pause_circle"
    else:
        return None
    return ft.Row(
        [icon(look, picture, 26, look.theme.ink), lettering(look, says, BODY, bold=True)],
        spacing=6,
        tight=True,
    )
