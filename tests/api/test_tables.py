"""Work lists over the wire: what stands there, and what a tap on it does."""

from datetime import date

from senior_life.api.eyes import Eyes
from senior_life.api.listing import Listing
from senior_life.api.tables import table_out
from senior_life.contract import Column, Line, Phone, Table, Text
from senior_life.usecases.access import Reader

from .conftest import Stage

DAY = date(2026, 11, 25)


def test_a_number_is_shown_in_groups_and_called_as_it_was_entered(stage: Stage) -> None:
    columns = tuple(Column(name, Text(name)) for name in ("resident", "phone"))
    lines = (Line("v1", ("Hana", Phone("0720000101"))), Line("v2", ("Ichiro", "")))
    table = Table("day", Text("Visitors"), columns, lines)
    eyes = Eyes(Reader(), DAY, {})
    out = table_out(stage.town, eyes, table, Listing("town", "day", "here", DAY))
    assert [one.cells[1].text for one in out.lines] == ["072-000-0101", ""]
    assert [one.calls for one in out.lines] == [{"phone": "0720000101"}, {}]
