"""The form of a resident's record: a new one, or a correction with its reason."""

import flet as ft

from senior_life.contract import Text, words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, field, lettering, on_screen, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import people
from senior_life.ui.desk.blocks import Page, push, pushes, sheet, title, words_of
from senior_life.ui.look import BODY, Look
from senior_life.words import Words
from senior_life.words.needs import NEEDS

_ = words("senior_life")
FIELDS: tuple[tuple[str, Text], ...] = (
    ("name", _("Name")),
    ("kana", _("Kana of the name")),
    ("birth_date", _("Date of birth (for example 昭和19年3月12日)")),
    ("address", _("Address")),
    ("phone", _("Telephone")),
)


def correct(look: Look, here: shown.Resident, do: Do) -> list[ft.Control]:
    back = f"/desk/resident/{here.resident.ref}"
    return [
        subheading(look, _("Correct the record"), BODY + 4),
        words_of(look, _("Every change is kept with your name and the reason."), soft=True),
        sheet(look, _form(look, here, do, with_why=True)),
        pushes(_buttons(look, here, do, back)),
    ]


def newcomer(look: Look, here: shown.Newcomer, do: Do) -> Page:
    home = here.household
    back = f"/desk/resident/{home.ref}" if home else "/desk/residents"
    controls: list[ft.Control] = [title(look, _("Enter a new resident"))]
    if home is not None:
        controls.append(words_of(look, _("Same household as {name}.", name=home.name)))
    else:
        controls.append(
            words_of(look, _("Please search first, so that nobody is entered twice."), soft=True)
        )
    controls += [sheet(look, _form(look, here, do)), pushes(_buttons(look, here, do, back))]
    return Page(here.key, "residents", _("Residents"), controls, escape=do(open_at(back)))


def _form(
    look: Look, here: shown.Resident | shown.Newcomer, do: Do, with_why: bool = False
) -> list[ft.Control]:
    keep = do(people.keep_resident(here))
    fields: list[ft.Control] = [
        field(look, name, says, do.typed(name), do.keeps(name), on_enter=keep, first=index == 0)
        for index, (name, says) in enumerate(FIELDS)
    ]
    fields += [lettering(look, _("Needs"), BODY, color=look.theme.soft), _needs(look, do)]
    if with_why:
        why = field(
            look,
            "why",
            _("Reason for the correction"),
            do.typed("why"),
            do.keeps("why"),
            on_enter=keep,
        )
        fields.append(why)
    return fields


def _needs(look: Look, do: Do) -> ft.Control:
    marked = do.typed("needs").split(",")
    return pushes(
        [
            push(
                look,
                f"choice:{need}",
                says,
                do(people.toggle_need(need)),
                selected=need in marked,
                quiet=True,
            )
            for need, says in NEEDS.items()
        ]
    )


def _buttons(
    look: Look, here: shown.Resident | shown.Newcomer, do: Do, back: str
) -> list[ft.Control]:
    return [
        push(
            look,
            "action:save",
            _("Save the record"),
            do(people.keep_resident(here)),
            picture="save",
            primary=True,
        ),
        push(
            look,
            "action:keep",
            _("Leave without saving"),
            do(open_at(back)),
            picture="close",
            quiet=True,
        ),
    ]


def needs_says(look: Look, needs: tuple[str, ...]) -> Words:
    return Words("・".join(on_screen(look, NEEDS[n]).text if n in NEEDS else n for n in needs))
