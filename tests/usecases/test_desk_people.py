"""Who stands on a work list: residents as they are now, and staff by their name at the desk."""

from dataclasses import replace
from datetime import UTC, datetime

from senior_life.contract import Column, Line, Person, Phone, Several, Table, Text
from senior_life.storage.tables.people import ResidentRow
from senior_life.usecases.desk_people import filled, people_on, staff_on
from services.counter_reservation import service

TABLE = Table(
    "calls",
    Text("Calls"),
    (Column("who", Text("Resident")), Column("call", Text("Call"))),
    (
        Line("1", (Person("hana"), Text("{staff}", {"staff": Person("s1", "staff")}))),
        Line("2", (Several((Person("kazuo"),)), Person("s2", "staff"))),
    ),
)


def test_staff_are_not_taken_for_residents() -> None:
    assert people_on([TABLE]) == {"hana", "kazuo"}
    assert staff_on([TABLE]) == {"s1", "s2"}


def test_staff_are_shown_by_their_names_and_whoever_is_unknown_by_none() -> None:
    shown = filled(service, TABLE, {}, {"s1": "鈴木"})
    assert shown.lines[0].cells[1] == Text("{staff}", {"staff": "鈴木"})
    assert shown.lines[1].cells[1] == ""
    assert shown.lines[0].cells[0] == Person("hana"), "residents' names come with the words"


def test_a_telephone_that_a_couple_shares_stands_there_once() -> None:
    house = Several(tuple(Person(ref, "phone") for ref in ("hana", "kazuo", "yuki", "nobody")))
    table = replace(TABLE, lines=(Line("1", (house,)),))
    rows = {"hana": resident("072-1"), "kazuo": resident("072-1"), "yuki": resident("072-2")}
    [line] = filled(service, table, rows, {}).lines
    assert line.cells == (Several((Phone("072-1"), Phone("072-2"))),)


def resident(phone: str) -> ResidentRow:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return ResidentRow(
        ref="", household="h", name="見本", kana="みほん", search="", phone=phone, created_at=now
    )
