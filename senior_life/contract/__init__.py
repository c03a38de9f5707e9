"""What a service and the core promise each other; the standard library and nothing deeper.

A service describes, the core derives. A service never draws a screen, speaks, translates or
parses speech: it hands over the values below, and from them come the touch screen, the spoken
dialogue, the API, the phone operator's form and the family's view."""

from senior_life.contract.appointment import Appointment
from senior_life.contract.booking import (
    CONTRACT,
    Action,
    Alternative,
    Gone,
    Offer,
    OutOfReach,
    Progress,
    Row,
    State,
    Trouble,
    Unclear,
)
from senior_life.contract.description import (
    CancelRule,
    Family,
    PackProblem,
    Service,
    TownFacts,
    Workshop,
)
from senior_life.contract.desk import Column, Desk, Line, Table
from senior_life.contract.host import Engagement, Gazetteer, Host, Place, T
from senior_life.contract.language import (
    TOWN_DESK,
    Label,
    Name,
    Person,
    Phone,
    Several,
    Text,
    Value,
    Words,
    Yen,
    words,
)
from senior_life.contract.people import Caller, Channel, Staff
from senior_life.contract.pictures import Bar, Lane, Map, Mark, Picture, Timeline, Way
from senior_life.contract.promises import (
    Accompanies,
    Booking,
    Fits,
    FitsAround,
    Joins,
    Upkeep,
    Works,
)
from senior_life.contract.questions import Answer, Answers, Kind, Option, Step
from senior_life.contract.weekly import WEEKDAYS, Repeats, Weekly, weekly_from

__all__ = [
    "CONTRACT",
    "TOWN_DESK",
    "WEEKDAYS",
    "Accompanies",
    "Action",
    "Alternative",
    "Answer",
    "Answers",
    "Appointment",
    "Bar",
    "Booking",
    "Caller",
    "CancelRule",
    "Channel",
    "Column",
    "Desk",
    "Engagement",
    "Family",
    "Fits",
    "FitsAround",
    "Gazetteer",
    "Gone",
    "Host",
    "Joins",
    "Kind",
    "Label",
    "Lane",
    "Line",
    "Map",
    "Mark",
    "Name",
    "Offer",
    "Option",
    "OutOfReach",
    "PackProblem",
    "Person",
    "Phone",
    "Picture",
    "Place",
    "Progress",
    "Repeats",
    "Row",
    "Service",
    "Several",
    "Staff",
    "State",
    "Step",
    "T",
    "Table",
    "Text",
    "Timeline",
    "TownFacts",
    "Trouble",
    "Unclear",
    "Upkeep",
    "Value",
    "Way",
    "Weekly",
    "Words",
    "Works",
    "Workshop",
    "Yen",
    "weekly_from",
    "words",
]
