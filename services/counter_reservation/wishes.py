"""Answers as a resident's wish; what cannot be used is asked again."""

from dataclasses import dataclass
from datetime import date, time

from senior_life.contract import Answers, Caller, Channel, Unclear
from senior_life.providing import read, several, single
from services.counter_reservation.availability import PERIODS, unit_at
from services.counter_reservation.offices import Offices, Wanted
from services.counter_reservation.pack import Mode
from services.counter_reservation.sentences import _


@dataclass(frozen=True, slots=True)
class Wish:
    """``unit`` is the start; None while only the day, or the half of it, is chosen.

    ``resident`` is whose wish it is, empty: nobody's, and ``replacing`` the booking they would
    give up for it: what they have there does not stand in the way.
    """

    wanted: Wanted
    day: date | None = None
    period: str = ""
    unit: int | None = None
    resident: str = ""
    replacing: str = ""

    @property
    def window(self) -> int:
        """The part of the day that will do, as bits."""
        return PERIODS.get(self.period, -1)


def wish(offices: Offices, who: Caller, answers: Answers) -> Wish:
    """All that was answered so far. Raises Unclear."""
    wanted = wanted_by(offices, who.channel, answers)
    check_number(offices, who, wanted.mode)
    return Wish(wanted, _day(answers), _period(answers), _unit(answers), who.ref, who.replacing)


def bookable(offices: Offices, asked: Wish) -> Wish:
    """A wish that a counter could fulfil on some day. Raises Unclear."""
    wanted = asked.wanted
    if not wanted.office:
        raise Unclear(_("Please choose a place."), "office")
    if not offices.serving(wanted):
        raise Unclear(_("That is not possible at this place. Please choose again."), "office")
    first, last = offices.bookable(wanted.channel)
    if not first <= known_day(asked) <= last:
        raise Unclear(
            _("Please choose a day from {first:day} to {last:day}.", first=first, last=last),
            "date",
        )
    return asked


def known_day(asked: Wish) -> date:
    if asked.day is None:
        raise Unclear(_("Please choose a day."), "date")
    return asked.day


def wanted_by(offices: Offices, channel: Channel, answers: Answers) -> Wanted:
    topics = several(answers.get("topic", ()))
    if not topics or any(one not in offices.topics for one in topics):
        raise Unclear(_("Please choose what your visit is about."), "topic")
    office = single(answers.get("office", ""))
    if office and office not in offices.offices:
        raise Unclear(_("Please choose one of these places."), "office")
    mode = single(answers.get("mode", "")) or Mode.IN_PERSON
    if mode not in set(Mode):
        raise Unclear(_("Please choose how you would like to speak with us."), "mode")
    return Wanted(topics, Mode(mode), channel, office)


def check_number(offices: Offices, who: Caller, mode: Mode) -> None:
    """Unclear: nobody is called whose number is not known, and a video talk begins by telephone."""
    if mode is not Mode.IN_PERSON and not who.shared.get("phone"):
        raise Unclear(
            _(
                "We do not know your telephone number yet, so that we cannot call you. "
                "Please tell it to {phone}, or choose to visit the counter.",
                phone=offices.host.phone,
            ),
            "mode",
        )


def _day(answers: Answers) -> date | None:
    return read(answers, "date", date.fromisoformat, _("Please choose a day."))


def _period(answers: Answers) -> str:
    period = single(answers.get("period", ""))
    if period and period not in PERIODS:
        raise Unclear(_("Please choose the morning or the afternoon."), "period")
    return period


def _unit(answers: Answers) -> int | None:
    please = _("Please choose a time.")
    at: time | None = read(answers, "time", time.fromisoformat, please)
    if at is None:
        return None
    unit = unit_at(at)
    if unit is None:
        raise Unclear(please, "time")
    return unit
