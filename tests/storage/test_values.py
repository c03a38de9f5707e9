"""Contract values survive being stored, exactly."""

from datetime import UTC, date, datetime, time

from senior_life.contract import (
    Action,
    Alternative,
    Appointment,
    Kind,
    Name,
    Offer,
    Option,
    Person,
    Phone,
    Progress,
    Row,
    Several,
    State,
    Step,
    Text,
    Yen,
)
from senior_life.storage.values import from_json, to_json

WHEN = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
PLACE = Name("南区役所", "みなみくやくしょ", "Minami Ward Office")
SAYS = Text(
    "{n} {who} {when} {day} {at} {price} {call} {all}",
    {
        "n": 2,
        "who": Person("r1"),
        "when": WHEN,
        "day": date(2026, 11, 25),
        "at": time(9, 30),
        "price": Yen(0),
        "call": Phone("0721"),
        "all": Several((PLACE, "x")),
        "in": Text("inner"),
    },
    "counter_reservation",
    "plural",
)
OFFER = Offer(
    "o",
    SAYS,
    {"topic": ("pension", "tax"), "date": "2026-11-25"},
    (Row(Text("When"), SAYS, "date"),),
    WHEN,
    300,
    "h",
    WHEN,
    WHEN,
    WHEN,
    PLACE,
    (PLACE,),
    place="minami",
    and_then={"from": "minami", "riders": "2"},
)
STEP = Step("why", Kind.TEXT, Text("Why?"), Text("Reason"), ("topic",), longest=20)
ACTION = Action("cancel", Text("Cancel"), (STEP,), {"why": (Option("a", PLACE),)}, Text("Sure?"))


def test_a_progress_survives() -> None:
    progress = Progress(
        "p",
        "A-12",
        3,
        State.PROPOSED,
        SAYS,
        WHEN,
        WHEN,
        WHEN,
        PLACE,
        0,
        (Row(Text("When"), SAYS),),
        (PLACE,),
        SAYS,
        (ACTION,),
        "",
        OFFER,
        "minami",
    )
    assert from_json(to_json(progress)) == progress


def test_alternatives_survive() -> None:
    both = (Alternative(PLACE, {"date": "2026-11-26"}), Alternative(SAYS, {}, PLACE))
    assert from_json(to_json(both)) == both


def test_an_appointment_survives() -> None:
    appointment = Appointment("minami", PLACE, WHEN, WHEN)
    assert from_json(to_json(appointment)) == appointment
