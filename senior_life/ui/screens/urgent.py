"""An urgent notice above what somebody is doing: to read, to answer by one tap, or for later."""

from dataclasses import replace

import flet as ft

from senior_life import wire
from senior_life.contract import Kind, words
from senior_life.ui import shown
from senior_life.ui.acts import urgent as acts
from senior_life.ui.blocks import Do, Screen, lettering, small
from senior_life.ui.blocks.banner import banner
from senior_life.ui.look import BODY, Look
from senior_life.ui.shown_notices import Notice

_ = words("senior_life")
QUIET = (shown.Home, shown.Emergency, shown.Pair, shown.Start, shown.Turn)
"""Home shows urgent notices itself; nothing comes between somebody and help, or at the start."""
FEW = 3
"""So many answers stand in a row; more are given where the notice is read."""


def over(
    look: Look, screen: Screen, what: shown.Shown, urgent: tuple[wire.NoticeOut, ...], do: Do
) -> Screen:
    """The screen as it is, with the first urgent notice above it."""
    if not urgent or isinstance(what, QUIET) or _is_of(what, urgent[0]):
        return screen
    return replace(screen, above=(_notice(look, urgent[0], do),))


def _is_of(what: shown.Shown, notice: wire.NoticeOut) -> bool:
    return isinstance(what, Notice) and what.notice.ref == notice.ref


def _notice(look: Look, told: wire.NoticeOut, do: Do) -> ft.Control:
    asked = _asked(told)
    buttons = [
        small(look, "urgent:read", _("Read it now"), do(acts.read(told))),
        small(look, "urgent:later", _("Read it later"), do(acts.later(told)), quiet=True),
    ]
    parts = [] if asked is None else _answers(look, told, asked, do)
    parts.append(ft.Row(buttons, wrap=True, spacing=12, run_spacing=12))
    return banner(look, told.calls or told.title, "campaign", "urgent", parts, is_alarm=True)


def _asked(told: wire.NoticeOut) -> wire.Card | None:
    """The one thing that is asked, where it can be said by one tap."""
    if len(told.asks) != 1:
        return None
    (asked,) = told.asks
    return asked if asked.kind is Kind.CHOICE and len(asked.choices) <= FEW else None


def _answers(look: Look, told: wire.NoticeOut, asked: wire.Card, do: Do) -> list[ft.Control]:
    buttons: list[ft.Control] = [
        small(
            look,
            f"urgent:{asked.step}:{one.value}",
            one.label,
            do(acts.answer(told, asked.step, one.value)),
        )
        for one in asked.choices
    ]
    row = ft.Row(buttons, wrap=True, spacing=12, run_spacing=12)
    return [lettering(look, asked.ask, BODY), row]
