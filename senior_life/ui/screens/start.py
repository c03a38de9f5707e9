"""First start: the size of letters before anything else, then who set it up and whom to call."""

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts.household import change, next_page, set_up
from senior_life.ui.blocks import Do, Screen, field, heading, note, wide
from senior_life.ui.look import Look
from senior_life.ui.screens.settings import TEXT_SIZES

_ = words("senior_life")
NOW = {1.0: "normal", 1.2: "large", 1.45: "largest"}


def start(look: Look, here: shown.Start, do: Do) -> Screen:
    return (_size, _who, _whom)[here.page](look, here, do)


def _size(look: Look, here: shown.Start, do: Do) -> Screen:
    buttons = [
        wide(
            look,
            f"choice:text:{value}",
            says,
            do(change("text", value)),
            selected=NOW.get(look.scale) == value,
            first=i == 0,
        )
        for i, (value, says) in enumerate(TEXT_SIZES)
    ]
    return Screen(
        here.key,
        [
            heading(look, _("Which size of letters is easy to read?")),
            *buttons,
            note(look, _("You can change it at any time.")),
            wide(
                look,
                "action:next",
                _("Go on with this size"),
                do(next_page(here, 1)),
                picture="arrow_forward",
                primary=True,
            ),
        ],
        helped=False,
    )


def _who(look: Look, here: shown.Start, do: Do) -> Screen:
    onward = do(next_page(here, 2))
    return Screen(
        here.key,
        [
            heading(look, _("Who set up this tablet?")),
            note(look, _("Your family, or a person of the town. It is shown in the settings.")),
            field(
                look,
                "set_up_by",
                _("Name"),
                do.typed("set_up_by"),
                do.keeps("set_up_by"),
                on_enter=onward,
                longest=LONGEST,
            ),
            wide(look, "action:next", _("Go on"), onward, picture="arrow_forward", primary=True),
        ],
        back=do(next_page(here, 0)),
    )


def _whom(look: Look, here: shown.Start, do: Do) -> Screen:
    ready = do(set_up())
    return Screen(
        here.key,
        [
            heading(look, _("Whom do you call when you are at a loss?")),
            note(look, _("You may leave this empty. The town's desk is always there too.")),
            field(
                look,
                "call_name",
                _("Name"),
                do.typed("call_name"),
                do.keeps("call_name"),
                longest=LONGEST,
            ),
            field(
                look,
                "call_phone",
                _("Telephone number"),
                do.typed("call_phone"),
                do.keeps("call_phone"),
                on_enter=ready,
                longest=20,
                digits=True,
            ),
            wide(look, "action:next", _("Begin"), ready, picture="check_circle", primary=True),
        ],
        back=do(next_page(here, 1)),
    )


LONGEST = 100
