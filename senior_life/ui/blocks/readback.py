"""The rows that are read back before a yes; a row that can be changed has なおす beside it."""

from collections.abc import Callable, Sequence

import flet as ft

from senior_life.contract import words
from senior_life.ui.blocks.card import card
from senior_life.ui.blocks.lettering import SILENT, lettering, on_screen
from senior_life.ui.blocks.press import Handler
from senior_life.ui.blocks.wide import small
from senior_life.ui.look import ANSWER, SMALL, Look
from senior_life.wire import RowOut

_ = words("senior_life")
LABEL_WIDTH = 120


def readback(
    look: Look,
    rows: Sequence[RowOut],
    change: Callable[[str], Handler] | None = None,
    handle: str = "readback",
) -> ft.Control:
    """``change`` makes what happens at なおす of a step; None: nothing can be changed here."""
    drawn = [_row(look, row, change if row.step else None) for row in rows]
    return ft.Semantics(identifier=handle, content=card(look, drawn, spacing=10))


def _row(look: Look, row: RowOut, change: Callable[[str], Handler] | None) -> ft.Control:
    label = lettering(look, row.label, SMALL, color=look.theme.soft)
    says = lettering(look, row.says, ANSWER - 2, bold=True, line=1.4)
    stacked = look.is_phone or look.is_largest
    inner: list[ft.Control] = (
        [ft.Column([label, says], spacing=0, tight=True, expand=True)]
        if stacked
        else [
            ft.Container(label, width=look.px(LABEL_WIDTH)),
            ft.Container(says, expand=True),
        ]
    )
    if change is not None:
        named = on_screen(look, _("Change: {what}", what=row.label.text)).text
        handle = f"action:change:{row.step}"
        button = small(look, handle, _("Change"), change(row.step), label=named)
        if look.is_phone and look.is_largest:
            below = ft.Row([button], alignment=ft.MainAxisAlignment.END)
            inner = [ft.Column([label, says, ft.Container(below, data=SILENT)], expand=True)]
        else:
            inner.append(ft.Container(button, data=SILENT))
    return ft.Row(inner, spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER)
