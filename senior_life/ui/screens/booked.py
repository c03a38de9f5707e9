"""A booking as it stands, what can be done to it, and the read-back before that is done."""

import flet as ft

from senior_life import wire
from senior_life.contract import Kind, State, Text, words
from senior_life.ui import shown
from senior_life.ui.acts import booking as acts
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import (
    Do,
    Screen,
    fact,
    heading,
    note,
    readback,
    subheading,
    whereabouts,
    wide,
)
from senior_life.ui.blocks.meanwhile import Meanwhile
from senior_life.ui.look import ANSWER, Look
from senior_life.ui.screens import answers
from senior_life.ui.screens.beside import goes_together, together
from senior_life.ui.screens.done import OVER, bring, facts, files, number, whom_to_call
from senior_life.ui.screens.question import ask
from senior_life.ui.screens.series import make_weekly, weekly, whole_habit

_ = words("senior_life")
CANCEL_ALL = "cancel-all"
FRESH_SECONDS = 60
CANCEL_REST = "cancel-rest"
CANCELS = ("cancel", CANCEL_ALL, CANCEL_REST)
PICTURES = {"change": "edit", "undo": "undo", **dict.fromkeys(CANCELS, "cancel")}
STATES = {
    State.WAITING: "hourglass_empty",
    State.CONFIRMED: "check_circle",
    State.UNDER_WAY: "check_circle",
    State.DONE: "done",
    State.CANCELLED: "cancel",
    State.FAILED: "error_outline",
}


def booked(look: Look, here: shown.Booked, do: Do) -> Screen:
    if here.action is None:
        return _detail(look, here, do)
    if here.asked is not None:
        return _question(look, here, here.asked, do)
    return _read_back(look, here, here.action, do)


def _detail(look: Look, here: shown.Booked, do: Do) -> Screen:
    booking = here.booking
    picture = STATES.get(booking.state, "schedule")
    controls: list[ft.Control] = [
        heading(look, booking.says),
        fact(look, picture, booking.state_says, size=ANSWER - 2, bold=True),
        *_what(look, booking),
    ]
    if booking.flag is not None:
        controls.insert(1, note(look, booking.flag, "warning", "flag"))
    parts = [_known(look, booking), _ways(look, here, do)]
    for part in reversed(parts) if booking.offers else parts:  # an answer is wanted: soon in sight
        controls += part
    if booking.state not in OVER:
        offered = booking.offers[0] if booking.offers else booking
        controls += whereabouts(look, offered.picture)
    controls += make_weekly(look, here, do)
    controls += whole_habit(look, booking, do)
    controls += goes_together(look, here, do)
    controls += files(look, here, do)
    controls += [whom_to_call(look, booking), note(look, booking.made_by, "person")]
    if booking.state not in OVER:
        controls.append(Meanwhile(do.stays(acts.look_again(here)), FRESH_SECONDS))
    return Screen(here.key, controls, title=booking.service_name, back=do(open_at(here.before)))


def _known(look: Look, booking: wire.BookingOut) -> list[ft.Control]:
    return [
        *weekly(look, booking),
        *([number(look, booking)] if booking.number else []),
        *bring(look, booking),
    ]


def _ways(look: Look, here: shown.Booked, do: Do) -> list[ft.Control]:
    """What follows, until when it can be changed, and how."""
    said = [(here.booking.next, "info", "next"), (here.booking.undo_says, "undo", "")]
    return [
        *(note(look, says, picture, handle) for says, picture, handle in said if says is not None),
        *(
            wide(
                look,
                f"action:{action.name}",
                action.label,
                do(acts.start(here, action)),
                picture=PICTURES.get(action.name, "chevron_right"),
                first=i == 0,
            )
            for i, action in enumerate(here.booking.actions)
        ),
    ]


def _what(look: Look, booking: wire.BookingOut) -> list[ft.Control]:
    """What is proposed, where somebody is to say yes to it; else what is booked."""
    if not booking.offers:
        return [readback(look, facts(booking))]
    return [
        subheading(look, _("What we can offer you")),
        readback(look, booking.offers[0].rows),
    ]


def _question(look: Look, here: shown.Booked, asked: wire.Card, do: Do) -> Screen:
    """What an action asks, with the same cards as an errand."""
    return Screen(
        here.key,
        [*ask(look, asked), *_answers(look, here, asked, do)],
        title=here.booking.service_name,
        back=do(acts.keep(here)),
    )


def _answers(look: Look, here: shown.Booked, asked: wire.Card, do: Do) -> list[ft.Control]:
    typed = acts.answer_action_typed(here, asked)
    match asked.kind:
        case Kind.TEXT:
            return answers.typed_value(look, asked, do, typed)
        case Kind.NUMBER:
            return answers.number(look, asked, do, typed)
        case _ if asked.many or asked.kind is Kind.REPEAT:
            following = acts.answer_action(here, asked, here.picked)
            if asked.kind is Kind.REPEAT:
                return answers.repeat(look, asked, here.picked, do, following)
            return [
                *answers.several(look, asked, here.picked, do),
                answers.next_button(look, do, following),
            ]
        case _:
            return answers.one(look, asked, lambda v: do(acts.answer_action(here, asked, (v,))))


def _read_back(look: Look, here: shown.Booked, action: wire.ActionOut, do: Do) -> Screen:
    """The buttons name the act: 取り消す, 取り消さない."""
    booking = here.booking
    cancels = action.name in CANCELS
    kept: Text = _("Do not cancel") if cancels else _("Leave it as it is")
    is_all = action.name == CANCEL_ALL
    return Screen(
        here.key,
        [
            heading(look, action.warns or action.label),
            together(look, booking) if is_all else readback(look, booking.rows),
            wide(
                look,
                f"action:{action.name}",
                action.label,
                do(acts.finish(here)),
                picture=PICTURES.get(action.name, "check_circle"),
                primary=True,
            ),
            wide(look, "action:keep", kept, do(acts.keep(here)), picture="close", first=True),
        ],
        title=booking.service_name,
        back=do(acts.keep(here)),
    )
