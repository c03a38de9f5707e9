"""Work lists over the wire: what stands there, and what a tap on it does."""

from datetime import date

from senior_life.api.eyes import Eyes
from senior_life.api.listing import Listing
from senior_life.api.tables import actions_out, table_out
from senior_life.contract import Action, Column, Kind, Line, Phone, Step, Table, Text
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


def test_what_stands_there_already_goes_along_with_the_question() -> None:
    def step(name: str) -> Step:
        return Step(name, Kind.TEXT, Text("What?"), Text("What"))

    given = {"title": "秋の清掃", "audience": ("han1", "han2"), "where": ""}
    steps = tuple(step(name) for name in ("title", "audience", "where", "more"))
    action = Action("correct", Text("Correct"), steps, given=given)
    (out,) = actions_out(Eyes(Reader(), DAY, {}), [action])
    assert [one.chosen for one in out.asks] == [("秋の清掃",), ("han1", "han2"), (), ()]
