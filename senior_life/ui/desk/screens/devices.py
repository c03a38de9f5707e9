"""Tablets: which are in use, a new one with six digits, and a lost one shut at once."""

from collections.abc import Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import Text, words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, icon, lettering, subheading
from senior_life.ui.desk import shown
from senior_life.ui.desk.acts import tablets
from senior_life.ui.desk.blocks import (
    MIDDLE,
    Page,
    pair_of,
    push,
    pushes,
    sheet,
    status,
    title,
    words_of,
)
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")


def devices(look: Look, here: shown.Devices, do: Do) -> Page:
    new = push(
        look,
        "action:pair",
        _("Pair a new tablet"),
        do(open_at("/desk/devices/pair")),
        picture="add_circle_outline",
        primary=True,
    )
    head = ft.Row(
        [title(look, _("Tablets")), new],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=MIDDLE,
        wrap=True,
    )
    controls: list[ft.Control] = [head]
    if here.said is not None:
        controls.append(status(look, "said", here.said, "check_circle"))
    if not here.devices:
        controls.append(words_of(look, _("No tablet is paired yet.")))
    else:
        controls.append(sheet(look, [_device(look, one, do) for one in here.devices]))
    side = _revoking(look, here.asking, do) if here.asking else ()
    key = here.asking.ref if here.asking else ""
    escape = do(tablets.ask_revoke(None)) if here.asking else None
    return Page(here.key, "devices", _("Tablets"), controls, side, key, escape)


def _device(look: Look, one: wire.DeviceOut, do: Do) -> ft.Control:
    texts = [
        lettering(look, Words(one.label or owners(one)), BODY + 1, bold=True),
        lettering(look, Words(owners(one)), BODY, line=1.35),
        lettering(look, _paired_says(one), BODY, color=look.theme.soft, line=1.35),
    ]
    picture = icon(look, "tablet_android", 34, look.theme.act)
    last: ft.Control = ft.Row(
        [icon(look, "block", 26, look.theme.ink), lettering(look, _("Shut"), BODY, bold=True)],
        spacing=6,
        tight=True,
    )
    if not one.is_revoked:
        last = push(
            look,
            f"action:revoke:{one.ref}",
            _("Shut"),
            do(tablets.ask_revoke(one)),
            picture="block",
            label=f"{one.label} {owners(one)}",
        )
    row = ft.Row(
        [picture, ft.Column(list[ft.Control](texts), spacing=0, tight=True, expand=True), last],
        spacing=12,
        vertical_alignment=MIDDLE,
    )
    return ft.Semantics(identifier=f"row:{one.ref}", content=row)


def _paired_says(one: wire.DeviceOut) -> Text:
    if one.last_seen is None:
        return _("Paired on {day:short}; not used yet", day=one.paired_at)
    return _(
        "Paired on {day:short}; last used {seen:short} {seen:clock}",
        day=one.paired_at,
        seen=one.last_seen,
    )


def owners(one: wire.DeviceOut) -> str:
    return "・".join(who.name for who in one.residents)


def _revoking(look: Look, one: wire.DeviceOut, do: Do) -> Sequence[ft.Control]:
    rows = [
        subheading(look, _("Shut this tablet?"), BODY + 4),
        pair_of(look, _("Tablet"), Words(one.label or "―")),
        pair_of(look, _("Used by"), Words(owners(one))),
        status(
            look,
            "warning",
            _("From now on it opens nothing. Bookings stay. To use it again, pair it anew."),
            "info",
        ),
        pushes(
            [
                push(
                    look,
                    "action:confirm",
                    _("Shut it now"),
                    do(tablets.revoke(one)),
                    picture="block",
                    primary=True,
                    first=True,
                ),
                push(
                    look,
                    "action:keep",
                    _("Do not"),
                    do(tablets.ask_revoke(None)),
                    picture="close",
                    quiet=True,
                ),
            ]
        ),
    ]
    return [ft.Semantics(identifier="readback", content=sheet(look, rows, edge=look.theme.act))]
