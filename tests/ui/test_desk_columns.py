"""The columns of a work list: numbers stay whole, what is long gives way."""

import pytest

from senior_life.ui.desk.table import NARROWEST, _fitted


def test_where_there_is_room_every_column_has_what_it_wants() -> None:
    assert _fitted([6, 15, 8], 40) == [6, 15, 8]


@pytest.mark.parametrize("room", [24, 20, 14])
def test_the_longest_gives_way_first(room: float) -> None:
    fitted = _fitted([6, 15, 8], room)
    assert sum(fitted) <= room
    assert fitted[0] == 6 or fitted[1] <= 6.5, "the short ones shrink only when all are short"


def test_no_column_vanishes() -> None:
    assert _fitted([6, 15, 8], 3) == [NARROWEST] * 3
