"""A work list as any service describes it: columns, lines, states and what can be done."""

from collections.abc import Callable, Sequence

import flet as ft

from senior_life import wire
from senior_life.contract import TOTAL, words
from senior_life.ui.blocks import Handler, Said, icon, lettering, subheading
from senior_life.ui.blocks.call import telephone
from senior_life.ui.blocks.lettering import on_screen
from senior_life.ui.blocks.press import by_the_browser
from senior_life.ui.desk.blocks import MIDDLE, STRETCH, push, pushes, sheet, words_of
from senior_life.ui.desk.columns import (
    BUTTON_EXTRA,
    CELL_GAP,
    PAGE_MARGIN,
    STATE,
    action_weight,
    breadth,
    is_called,
    weights,
)
from senior_life.ui.desk.plan import plan
from senior_life.ui.desk.timeline import timeline
from senior_life.ui.look import BODY, Look
from senior_life.words import Words

_ = words("senior_life")
Start = Callable[[wire.TableOut, wire.LineOut | None, wire.ActionOut], Handler]
PICTURES = {
    "waiting": "hourglass_empty",
    "proposed": "question_answer",
    "requested": "send",
    "confirmed": "event_available",
    "under_way": "play_circle",
    "done": "check_circle",
    "cancelled": "cancel",
    "failed": "error",
    "arrived": "how_to_reg",
    "called": "campaign",
    "no_show": "person_off",
    "call": "phone_in_talk",
    "told": "phone_callback",
    "open": "store",
    "closed": "block",
    "hidden": "visibility_off",
    "shown": "visibility",
    "paused": "pause_circle",
}
"""States of the contract, and what desks say of a line besides; others get a plain mark."""


def work_list(look: Look, table: wire.TableOut, start: Start, is_broad: bool) -> ft.Control:
    """``is_broad``: there is room for a line beside its actions."""
    above = _above(look, table, start, is_broad)
    above.expand = is_broad or None  # so that they wrap beside the title
    head: list[ft.Control] = [
        ft.Row(
            [
                ft.Row(
                    [subheading(look, table.title, BODY + 4), _count(look, table)],
                    spacing=12,
                    tight=True,
                ),
                above,
            ],
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=MIDDLE,
            wrap=not is_broad,
        )
    ]
    if not table.lines:
        body: list[ft.Control] = [words_of(look, _("Nothing is on this list."), soft=True)]
    elif is_broad:
        body = _broad(look, table, start)
    else:
        body = [_tall(look, table, line, start) for line in table.lines]
    return ft.Semantics(
        identifier=f"table:{table.service}.{table.name}",
        content=sheet(look, [*head, *_picture(look, table), _rows(body)]),
    )


def _picture(look: Look, table: wire.TableOut) -> list[ft.Control]:
    """For the eye alone: the list below it says the same."""
    match table.picture:
        case wire.TimelineOut():
            drawn = timeline(look, table.picture)
        case wire.MapOut():
            drawn = plan(look, table.picture)
        case None:
            return []
    handle = f"picture:{table.service}.{table.name}"
    label = on_screen(look, _("A picture of the list below.")).text
    return [ft.Semantics(identifier=handle, label=label, exclude_semantics=True, content=drawn)]


def _rows(lines: Sequence[ft.Control]) -> ft.Control:
    return ft.Column(list(lines), spacing=0, tight=True, horizontal_alignment=STRETCH)


def _count(look: Look, table: wire.TableOut) -> ft.Control:
    count = sum(line.state != TOTAL for line in table.lines)
    says = _("{n} line", "{n} lines", n=count)
    return lettering(look, says, BODY, color=look.theme.soft)


def _above(look: Look, table: wire.TableOut, start: Start, is_broad: bool) -> ft.Control:
    """What concerns the whole list; the two files open in a tab of their own."""
    name = f"{table.service}.{table.name}"
    acts = [
        push(
            look,
            f"action:{action.name}",
            action.label,
            start(table, None, action),
            picture="add_circle_outline",
            primary=True,
        )
        for action in table.actions
    ]
    paper = push(
        look,
        f"action:paper:{name}",
        _("Paper list"),
        by_the_browser,
        picture="print",
        quiet=True,
        opens=table.paper,
    )
    csv = push(
        look,
        f"action:csv:{name}",
        _("CSV file"),
        by_the_browser,
        picture="file_download",
        quiet=True,
        opens=table.csv,
    )
    return pushes([*acts, paper, csv], at_end=is_broad)


def _broad(look: Look, table: wire.TableOut, start: Start) -> list[ft.Control]:
    last = action_weight(table)
    shares = weights(look, table, last)
    names: list[ft.Control] = [
        _column(look, table, c, weight, lettering(look, c.label, BODY, color=look.theme.soft))
        for c, weight in zip(table.columns, shares, strict=True)
    ]
    if last:
        names.append(ft.Container(expand=last))
    head = ft.Container(ft.Row(names, spacing=CELL_GAP), padding=ft.Padding.symmetric(vertical=4))
    return [head, *(_line(look, table, line, start, shares, last) for line in table.lines)]


def _column(
    look: Look, table: wire.TableOut, column: wire.ColumnOut, weight: int, content: ft.Control
) -> ft.Control:
    """A number to call is as broad as its button, however little room the others have."""
    if is_called(table, column.name):
        return ft.Container(content, width=look.px(BODY) * weight / 10)
    return ft.Container(content, expand=weight)


def _line(
    look: Look,
    table: wire.TableOut,
    line: wire.LineOut,
    start: Start,
    shares: Sequence[int],
    last: int,
) -> ft.Control:
    cells: list[ft.Control] = [
        _column(look, table, table.columns[index], weight, _cell(look, table, line, index))
        for index, weight in enumerate(shares)
    ]
    if last:
        cells.append(ft.Container(_actions(look, table, line, start), expand=last))
    return _row(look, line, ft.Row(cells, spacing=CELL_GAP, vertical_alignment=MIDDLE))


def _tall(look: Look, table: wire.TableOut, line: wire.LineOut, start: Start) -> ft.Control:
    """On a small screen the cells wrap, each with its name where it is not plain."""
    cells = [
        _named_cell(look, table, line, index)
        for index in range(len(line.cells))
        if line.cells[index].text
    ]
    inner: list[ft.Control] = [ft.Row(cells, wrap=True, spacing=20, run_spacing=2)]
    if line.actions:
        inner.append(_actions(look, table, line, start))
    return _row(look, line, ft.Column(inner, spacing=4, tight=True, horizontal_alignment=STRETCH))


def _named_cell(look: Look, table: wire.TableOut, line: wire.LineOut, index: int) -> ft.Control:
    """What is longer than the screen is broad has a line of its own, and goes on below."""
    name, cell = _name(look, table, index), _cell(look, table, line, index)
    text = table.columns[index].label.text + line.cells[index].text
    room = look.width - PAGE_MARGIN
    if (breadth(text) + BUTTON_EXTRA) * look.px(BODY) < room:
        return ft.Row([name, cell], spacing=6, tight=True)
    whole = ft.Row(
        [name, ft.Container(cell, expand=True)],
        spacing=6,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Container(whole, width=room)


def _name(look: Look, table: wire.TableOut, index: int) -> ft.Control:
    return lettering(look, table.columns[index].label, BODY, color=look.theme.soft)


def _row(look: Look, line: wire.LineOut, content: ft.Control) -> ft.Control:
    return ft.Container(
        ft.Semantics(identifier=f"row:{line.item}", content=content),
        border=ft.Border.only(top=ft.BorderSide(1, look.theme.line)),
        padding=ft.Padding.symmetric(vertical=5),
        key=line.item,
    )


def _cell(look: Look, table: wire.TableOut, line: wire.LineOut, index: int) -> ft.Control:
    """A state is said by its word and its picture, never by a colour; a number can be called."""
    says: Said = line.cells[index]
    name = table.columns[index].name
    if name in line.calls:
        return _call(look, line, says, line.calls[name])
    is_state = name == STATE
    text = lettering(look, says, BODY, bold=is_state or index == 0, line=1.35)
    if not is_state:
        return text
    picture = icon(look, PICTURES.get(line.state, "radio_button_unchecked"), 26, look.theme.ink)
    return ft.Row([picture, text], spacing=6, wrap=True)


def _call(look: Look, line: wire.LineOut, says: Said, number: str) -> ft.Control:
    return push(
        look,
        f"action:call:{line.item}",
        says,
        by_the_browser,
        picture="call",
        quiet=True,
        opens=telephone(number),
    )


def _actions(look: Look, table: wire.TableOut, line: wire.LineOut, start: Start) -> ft.Control:
    """Each says for a screen reader which line it is for."""
    first = next((cell for cell in line.cells if cell.text), Words(""))
    return pushes(
        [
            push(
                look,
                f"action:{action.name}:{line.item}",
                action.label,
                start(table, line, action),
                quiet=action.name == "undo",
                picture="undo" if action.name == "undo" else "",
                label=f"{action.label.text} {first.text}",
            )
            for action in line.actions
        ]
    )
