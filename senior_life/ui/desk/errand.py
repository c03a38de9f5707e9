"""A resident's errand, walked by staff for a caller: the very screens that residents see."""

import flet as ft

from senior_life import wire
from senior_life.contract import words
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, icon, lettering
from senior_life.ui.desk.blocks import MIDDLE, Page, push
from senior_life.ui.look import BODY, RING, Look

_ = words("senior_life")


def errand_page(look: Look, screen: Screen, caller: wire.ResidentFull | None, do: Do) -> Page:
    controls = [*_for_whom(look, caller, do), _where(look, screen), *screen.controls]
    return Page(screen.key, "residents", screen.title or _("Errand"), controls, escape=screen.back)


def _for_whom(look: Look, caller: wire.ResidentFull | None, do: Do) -> list[ft.Control]:
    """Whose errand this is stands on every screen: a mix-up is worse than a slow call."""
    if caller is None:
        return []
    says = _("For {name} ({kana})", name=caller.name, kana=caller.kana)
    shade = look.shade("town")
    row = ft.Row(
        [
            icon(look, "phone_in_talk", 30, shade.edge),
            ft.Container(
                ft.Semantics(
                    identifier="caller", content=lettering(look, says, BODY + 3, bold=True)
                ),
                expand=True,
            ),
            push(
                look,
                "action:leave-errand",
                _("To the resident's page"),
                do(open_at(f"/desk/resident/{caller.ref}")),
                picture="person",
                quiet=True,
            ),
        ],
        spacing=10,
        vertical_alignment=MIDDLE,
    )
    return [
        ft.Container(
            row,
            bgcolor=shade.ground,
            border=ft.Border.all(1.5, shade.edge),
            border_radius=12,
            padding=8,
            margin=RING,
        )
    ]


def _where(look: Look, screen: Screen) -> ft.Control:
    titles = [one for one in (screen.title, screen.position) if one is not None]
    inner: list[ft.Control] = [lettering(look, one, BODY, color=look.theme.soft) for one in titles]
    if screen.back is not None:
        back = push(look, "action:back", _("Back"), screen.back, picture="arrow_back", quiet=True)
        inner.insert(0, back)
    return ft.Row(inner, spacing=16, vertical_alignment=MIDDLE)
