"""A field for a whole sentence: a wish at home, or the answer to the question before it."""

from senior_life.contract import words
from senior_life.ui import shown
from senior_life.ui.acts import errand
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, field, heading, note, wide
from senior_life.ui.look import Look

_ = words("senior_life")


def speak(look: Look, here: shown.Speak, do: Do) -> Screen:
    if here.walk is None or here.walk.card is None:
        return _wish(look, here, do)
    walk, asked = here.walk, here.walk.card
    entered = do(errand.answer_typed(walk, asked, as_words=True))
    return Screen(
        here.key,
        [
            heading(look, asked.ask, f"question:{asked.step}"),
            field(
                look,
                asked.step,
                _("Write as you would say it"),
                do.typed(asked.step),
                do.keeps(asked.step),
                on_enter=entered,
                lines=2,
                longest=LONGEST,
                first=True,
            ),
            wide(look, "action:next", _("Answer with this"), entered, picture="send", primary=True),
        ],
        title=walk.service_name,
        back=do(open_at(f"/walk/{walk.id}")),
    )


def _wish(look: Look, here: shown.Speak, do: Do) -> Screen:
    entered = do(errand.wish())
    return Screen(
        here.key,
        [
            heading(look, _("What would you like to do?")),
            note(look, _("Write as you would say it. For example: pension counter tomorrow at 10")),
            field(
                look,
                "words",
                _("Your wish"),
                do.typed("words"),
                do.keeps("words"),
                on_enter=entered,
                lines=3,
                longest=LONGEST,
                first=True,
            ),
            wide(
                look,
                "action:next",
                _("Ask for this"),
                entered,
                picture="send",
                primary=True,
                below=_("Nothing is booked yet. We ask you first."),
            ),
        ],
        back=do(open_at("/")),
    )


LONGEST = 200
