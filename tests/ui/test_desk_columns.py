"""The columns of a work list: numbers stay whole, what is long gives way."""

import flet as ft
import pytest
from drawing import controls_of
from fake_device import on_a_page
from flet.components.component import Renderer

from senior_life import wire
from senior_life.contract import TOTAL
from senior_life.ui.blocks.lettering import words_in
from senior_life.ui.desk.columns import NARROWEST, _fitted
from senior_life.ui.desk.table import work_list
from senior_life.ui.desk.visit import DESK_SCALE
from senior_life.ui.look import Look
from senior_life.words import Words


def a_table(columns: tuple[wire.ColumnOut, ...], lines: tuple[wire.LineOut, ...]) -> wire.TableOut:
    return wire.TableOut(
        service="ride",
        name="run",
        title=Words("なごみ1号"),
        columns=columns,
        lines=lines,
        actions=(),
        csv="",
        paper="",
    )


def test_where_there_is_room_every_column_has_what_it_wants() -> None:
    assert _fitted([6, 15, 8], 40) == [6, 15, 8]


@pytest.mark.parametrize("room", [24, 20, 14])
def test_the_longest_gives_way_first(room: float) -> None:
    fitted = _fitted([6, 15, 8], room)
    assert sum(fitted) <= room
    assert fitted[0] == 6 or fitted[1] <= 6.5, "the short ones shrink only when all are short"


def test_no_column_vanishes() -> None:
    assert _fitted([6, 15, 8], 3) == [NARROWEST] * 3


def test_half_a_telephone_number_is_none() -> None:
    assert _fitted([6, 15, 12], 22, {2}) == [5, 5, 12]
    assert _fitted([6, 15, 12], 3, {2}) == [NARROWEST, NARROWEST, 12]


def test_a_number_to_call_keeps_its_breadth_among_many_columns() -> None:
    names = ("時刻", "乗り降り", "場所", "利用者", "乗る人", "電話", "番号", "状態")
    where, phone = Words("近畿大学病院、正面の入口の屋根の下"), Words("072-000-0150")
    cells = (where, where, where, where, where, phone, where, where)
    columns = tuple(wire.ColumnOut(name=name, label=Words(name)) for name in names)
    line = wire.LineOut(item="1", cells=cells, actions=(), state="", calls={"電話": "0720000150"})
    table = a_table(columns, (line,))
    look = Look(scale=DESK_SCALE, width=1280)
    with on_a_page(), Renderer().with_context():
        drawn = work_list(look, table, lambda *_: None, is_broad=True)
        boxes = [c for c in controls_of([drawn]) if isinstance(c, ft.Container) and c.width]
    heading, number = boxes
    letters_and_frame = 153 + 21 + 6 + 2 * 12 + 2 * 4  # as a browser draws them
    assert heading.width == number.width >= letters_and_frame


@pytest.mark.parametrize("width", [390, 800])
def test_what_is_too_long_for_a_phone_goes_on_below(width: int) -> None:
    """A driver reads where to stop to its last word."""
    where = "近畿大学病院、正面の入口の屋根の下"
    line = wire.LineOut(item="1", cells=(Words("午前10時"), Words(where)), actions=(), state="")
    columns = tuple(wire.ColumnOut(name=name, label=Words(name)) for name in ("時刻", "場所"))
    table = a_table(columns, (line,))
    with on_a_page(), Renderer().with_context():
        drawn = work_list(Look(width=width), table, lambda *_: None, is_broad=False)
        boxes = [c for c in controls_of([drawn]) if isinstance(c, ft.Container) and c.width]
    holds = [box for box in boxes if where in " ".join(one.text for one in words_in(box))]
    assert bool(holds) == (width == 390)
    assert all(box.width <= width for box in holds)


def test_a_total_is_no_line_of_its_own() -> None:
    columns = (wire.ColumnOut(name="count", label=Words("数")),)
    lines = tuple(
        wire.LineOut(item=f"l{n}", cells=(Words("3食"),), actions=(), state=state)
        for n, state in enumerate(("", "", TOTAL))
    )
    with on_a_page(), Renderer().with_context():
        drawn = work_list(Look(), a_table(columns, lines), lambda *_: None, is_broad=True)
        said = [one.text for one in words_in(drawn)]
    assert "2件" in said
