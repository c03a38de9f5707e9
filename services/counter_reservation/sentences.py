"""This service's catalogue, and the few sentences that several of its files say."""

from datetime import date, time

from senior_life.contract import Text, words

ID = "counter_reservation"
_ = words(ID)

NO_ROOM = _("That time has just been taken. How about one of these?")
DAY_FULL = _("That day is full. How about one of these?")
NOTHING = _("Nothing is free just now. You can wait for a free time, or ask a person.")
LAPSED = _("The time was kept for you, but not any longer. Please choose a time again.")


def day_of(day: date) -> Text:
    return _("{day:near}", day=day)


def time_of(at: time) -> Text:
    return _("{at:clock}", at=at)
