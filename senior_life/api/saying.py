"""The sentences about bookings and offers that are the core's own."""

from datetime import datetime

from senior_life.contract import Channel, Service, Several, State, Text, words
from senior_life.usecases.bookings import Followed
from senior_life.words.calendar import TOKYO

_ = words("senior_life")

STATES: dict[State, Text] = {
    State.WAITING: _("On the waiting list"),
    State.PROPOSED: _("Please answer"),
    State.REQUESTED: _("Being asked for"),
    State.CONFIRMED: _("Booked"),
    State.UNDER_WAY: _("Under way"),
    State.DONE: _("Done"),
    State.CANCELLED: _("Cancelled"),
    State.FAILED: _("Could not be booked"),
}
MADE_BY: dict[Channel, Text] = {
    Channel.TOUCH: _("Booked by you in this app"),
    Channel.VOICE: _("Booked by you by voice"),
    Channel.PHONE: _("Booked by the desk, by telephone"),
    Channel.COUNTER: _("Booked by the desk, at the counter"),
    Channel.FAMILY: _("Booked by your family"),
}
SHARED: dict[str, Text] = {
    "name": _("name"),
    "kana": _("name"),
    "phone": _("telephone number"),
    "address": _("address"),
    "birth_date": _("date of birth"),
    "needs": _("what you need help with"),
    "home": _("address"),
    "household": _("with whom you live"),
}


def undo(until: datetime) -> Text:
    return _("You can change or cancel it until {day:day}, {clock:clock}.", day=until, clock=until)


def shares_of(service: Service) -> Text | None:
    """What leaves the core, each thing named once, and to whom."""
    told = tuple(dict.fromkeys(SHARED[key].msgid for key in sorted(service.shares)))
    if not told:
        return None
    what = Several(tuple(Text(one) for one in told))
    return _("{what} will be given to {whom}.", what=what, whom=service.offered_by)


def when_of(found: Followed) -> Text | None:
    if found.starts is None:
        return None
    if found.ends is None:
        return Text("{start}", {"start": found.starts})
    day = found.starts.astimezone(TOKYO).date()
    if found.ends == found.starts:
        return _("{day}, at an hour settled on the day", day=day)
    return _(
        "{day} from {start:clock} to {end:clock}",
        day=day,
        start=found.starts,
        end=found.ends,
    )


def hour_of(found: Followed) -> Text:
    """For a line of a day's plan, of what has a time."""
    if found.ends == found.starts:
        return _("Hour still open")
    assert found.starts is not None  # noqa: S101 -- it is asked of what has a time
    return Text("{start:clock}", {"start": found.starts})
