"""Those who asked for a person: who, where to call, and what was asked so far."""

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, icon, lettering
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import wishes
from senior_life.ui.desk.blocks import (
    MIDDLE,
    Page,
    pair_of,
    phone_says,
    push,
    pushes,
    sheet,
    status,
    title,
    words_of,
)
from senior_life.ui.desk.ticking import Ticking
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")


def help_list(look: Look, here: shown.HelpList, do: Do) -> Page:
    waiting = [one for one in here.lines if not one.is_done]
    done = [one for one in here.lines if one.is_done]
    controls: list[ft.Control] = [
        title(look, _("Who asks for us")),
        words_of(
            look, _("Please telephone. What was asked so far stands beside the name."), soft=True
        ),
    ]
    if here.is_old:
        controls.append(
            status(
                look,
                "old",
                _("The town does not answer just now. This list may be old."),
                "warning",
            )
        )
    if not waiting:
        controls.append(words_of(look, _("Nobody is waiting.")))
    controls += [sheet(look, _line(look, one, do)) for one in (*waiting, *done)]
    controls.append(Ticking(do.stays(wishes.refresh())))
    return Page(here.key, "help", _("Who asks for us"), controls)


def _line(look: Look, one: wire.HelpLineOut, do: Do) -> list[ft.Control]:
    who = one.resident
    picture = "check_circle" if one.is_done else "support_agent"
    at = _("{at:short} {at:clock}", at=one.at)
    head = ft.Row(
        [
            icon(look, picture, 30, look.theme.act),
            lettering(look, Words(who.name), BODY + 3, bold=True),
            lettering(look, Words(who.kana), BODY, color=look.theme.soft),
            lettering(look, at, BODY, color=look.theme.soft),
        ],
        spacing=12,
        wrap=True,
        vertical_alignment=MIDDLE,
    )
    rows = [pair_of(look, row.label, row.says) for row in one.asked]
    phone = pair_of(look, _("Telephone"), phone_says(one.phone) if one.phone else Words("―"))
    inner = [head, lettering(look, one.says, BODY, line=1.4), phone, *rows]
    buttons = _buttons(look, one, do)
    column = ft.Column([*inner, buttons], spacing=8, tight=True)
    return [ft.Semantics(identifier=f"row:{one.ref}", content=column)]


def _buttons(look: Look, one: wire.HelpLineOut, do: Do) -> ft.Control:
    if one.is_done:
        return words_of(look, _("Somebody has spoken with them."), soft=True)
    identity = f"/desk/resident/{one.resident.ref}/identity"
    return pushes(
        [
            push(
                look,
                f"action:book:{one.ref}",
                _("Book for this person"),
                do(open_at(identity)),
                picture="event_available",
                primary=True,
                label=one.resident.name,
            ),
            push(
                look,
                f"action:done:{one.ref}",
                _("Spoken with"),
                do(wishes.spoken_with(one.ref)),
                picture="check",
                label=one.resident.name,
            ),
        ]
    )
