"""What services are made of beside the contract: each piece by itself, none of them needed.

Pack files (``File``, ``Named``, ``Clock`` …) and their cross references, answers as they are read,
columns, days, what is shared of a resident, keys that work once, numbers read out on the telephone,
holds, who is busy when, telling the core until it has heard, and the provider of a service that
people can also wait for. The guide is ``docs/a-service.md``; all services here are built of these.
"""

from senior_life.providing.addresses import folded
from senior_life.providing.answers import read, several, single
from senior_life.providing.checking import doubles, unknown
from senior_life.providing.columns import Instant, join
from senior_life.providing.days import asked_days, is_month, is_working, today
from senior_life.providing.elsewhere import Busy, busy, is_free
from senior_life.providing.holds import (
    FREE_MINUTES,
    HOLD,
    LONGEST,
    PROPOSAL,
    free_until,
    prolonged,
)
from senior_life.providing.keys import Keyed, Keys
from senior_life.providing.numbers import draw, new_number
from senior_life.providing.pack import (
    Clock,
    File,
    Id,
    Kana,
    Latitude,
    Letters,
    Longitude,
    Named,
    Span,
    Telephone,
    Weekday,
    minutes_written,
)
from senior_life.providing.queue import Queued
from senior_life.providing.residents import age_of, home_of
from senior_life.providing.staff import STAFF
from senior_life.providing.telling import tell, tell_again
from senior_life.providing.times import JAPAN, WEEKDAYS, awake, moment, time_at

__all__ = [
    "FREE_MINUTES",
    "HOLD",
    "JAPAN",
    "LONGEST",
    "PROPOSAL",
    "STAFF",
    "WEEKDAYS",
    "Busy",
    "Clock",
    "File",
    "Id",
    "Instant",
    "Kana",
    "Keyed",
    "Keys",
    "Latitude",
    "Letters",
    "Longitude",
    "Named",
    "Queued",
    "Span",
    "Telephone",
    "Weekday",
    "age_of",
    "asked_days",
    "awake",
    "busy",
    "doubles",
    "draw",
    "folded",
    "free_until",
    "home_of",
    "is_free",
    "is_month",
    "is_working",
    "join",
    "minutes_written",
    "moment",
    "new_number",
    "prolonged",
    "read",
    "several",
    "single",
    "tell",
    "tell_again",
    "time_at",
    "today",
    "unknown",
]
