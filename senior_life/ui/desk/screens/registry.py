"""Which services the town offers, and why another is not offered."""

import flet as ft

from senior_life import wire
from senior_life.contract import Text, words
from senior_life.ui.blocks import Do, icon, lettering
from senior_life.ui.desk import shown
from senior_life.ui.desk.blocks import Page, sheet, title, words_of
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")


def registry(look: Look, here: shown.Registry, _do: Do) -> Page:
    controls: list[ft.Control] = [
        title(look, _("Services")),
        words_of(
            look,
            _("Looked at when the system started; a refused one disturbs no other."),
            soft=True,
        ),
    ]
    if not here.services:
        controls.append(words_of(look, _("No service is installed.")))
    controls += [_service(look, one) for one in here.services]
    return Page(here.key, "registry", _("Services"), controls)


def _service(look: Look, one: wire.ServiceState) -> ft.Control:
    picture, says = _state(one)
    inner: list[ft.Control] = [
        ft.Row(
            [
                icon(look, picture, 30, look.theme.ink),
                lettering(look, Words(one.name), BODY + 3, bold=True),
                lettering(look, says, BODY, bold=True),
            ],
            spacing=12,
            wrap=True,
        ),
        lettering(
            look,
            _("Package {package}, version {version}", package=one.package, version=one.version),
            BODY,
            color=look.theme.soft,
        ),
    ]
    if one.refused or one.trouble:
        inner.append(lettering(look, Words(one.refused or one.trouble), BODY, line=1.5))
    column = ft.Column(inner, spacing=6, tight=True)
    return sheet(look, [ft.Semantics(identifier=f"row:{one.name}", content=column)])


def _state(one: wire.ServiceState) -> tuple[str, Text]:
    if not one.is_offered:
        return "block", _("Refused")
    if one.trouble:
        return "error_outline", _("In trouble")
    return "check_circle", _("Offered")
