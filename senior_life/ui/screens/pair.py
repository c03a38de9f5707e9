"""Whose tablet this is: six digits from the desk, once; and whose turn it is, when shared."""

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.household import pair_typed, take_turn
from senior_life.ui.blocks import Do, Screen, field, heading, note, wide
from senior_life.ui.look import Look
from senior_life.words import Words

_ = words("senior_life")


def pair(look: Look, here: shown.Pair, do: Do) -> Screen:
    entered = do(pair_typed())
    return Screen(
        here.key,
        [
            heading(look, _("Connect this tablet")),
            note(look, _("Your family or the town's desk has six digits for you.")),
            field(
                look,
                "code",
                _("Six digits"),
                do.typed("code"),
                do.keeps("code"),
                on_enter=entered,
                longest=6,
                digits=True,
                first=True,
            ),
            wide(look, "action:next", _("Connect"), entered, picture="tablet", primary=True),
        ],
    )


def turn(look: Look, here: shown.Turn, do: Do) -> Screen:
    buttons = [
        wide(
            look,
            f"choice:{person.ref}",
            Words(person.name, ((person.name, person.kana),)),
            do(take_turn(person.ref)),
            picture="account_circle",
            first=i == 0,
        )
        for i, person in enumerate(here.residents)
    ]
    return Screen(here.key, [heading(look, _("Who is using it now?"), "question:turn"), *buttons])
