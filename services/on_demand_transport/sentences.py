"""This service's catalogue, and the few sentences that several of its files say."""

from datetime import date, datetime, time

from senior_life.contract import Text, words
from senior_life.providing import JAPAN

ID = "on_demand_transport"
_ = words(ID)

FULL = _("No vehicle can come then. How about one of these?")
NOTHING = _("No vehicle is free just now. You can wait for a free seat, or ask a person.")
LAPSED = _("The seat was kept for you, but not any longer. Please choose a time again.")


def clock_of(at: datetime) -> time:
    """The local time of day, to the minute."""
    return at.astimezone(JAPAN).time().replace(second=0, microsecond=0)


def day_of(day: date) -> Text:
    return _("{day:near}", day=day)


def time_of(at: time) -> Text:
    return _("{at:clock}", at=at)
