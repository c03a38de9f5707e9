"""What may be answered to each question, and how much room each answer has left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from senior_life.contract import Answers, Appointment, Caller, Option, Several, Step, Text, Unclear
from senior_life.providing import asked_days, is_month
from services.counter_reservation import own, slots
from services.counter_reservation.availability import (
    PERIODS,
    UNIT_MINUTES,
    clock,
    moment,
    units_in,
)
from services.counter_reservation.nearest import gone
from services.counter_reservation.offices import Offices, Wanted
from services.counter_reservation.pack import Mode
from services.counter_reservation.sentences import DAY_FULL, _, day_of, time_of
from services.counter_reservation.slots import Openings
from services.counter_reservation.wishes import (
    Wish,
    bookable,
    check_number,
    known_day,
    wanted_by,
    wish,
)

There = Callable[[int], tuple[Appointment, ...]]
"""The visits that begin at the units set."""
NEAREST_DAYS = 5
ICONS = {Mode.IN_PERSON: "directions_walk", Mode.PHONE: "call", Mode.VIDEO: "videocam"}
MODES = {
    Mode.IN_PERSON: _("Visit the counter"),
    Mode.PHONE: _("By telephone"),
    Mode.VIDEO: _("By video call"),
}
ALIASES = {
    Mode.IN_PERSON: ("窓口", "まどぐち", "行く", "いく", "来庁", "直接"),
    Mode.PHONE: ("電話", "でんわ", "テレフォン"),
    Mode.VIDEO: ("テレビ電話", "てれびでんわ", "ビデオ", "オンライン", "画面"),
}
HALVES = {"morning": _("Morning"), "afternoon": _("Afternoon")}
HALF_ALIASES = {
    "morning": ("午前", "ごぜん", "午前中", "朝", "あさ"),
    "afternoon": ("午後", "ごご", "昼から", "昼すぎ", "夕方"),
}


async def options(offices: Offices, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
    """All of one step, the nearest first."""
    match step.name:
        case "topic":
            return topic_options(offices)
        case "office":
            return _offices(offices, who, so_far)
        case "mode":
            return _modes(offices, who, so_far)
        case "date":
            return await _dates(offices, who, so_far)
        case "period":
            asked, free, possible = await _that_day(offices, who, so_far)
            there = partial(_visits, offices, asked.wanted, known_day(asked))
            return _periods(free, possible, there)
        case "time":
            asked, free, possible = await _that_day(offices, who, so_far)
            there = partial(_visits, offices, asked.wanted, known_day(asked))
            return _times(free & asked.window, possible & asked.window, there)
    raise Unclear(_("Please choose what your visit is about."), "topic")


def topic_options(offices: Offices) -> list[Option]:
    return [
        Option(
            one.id,
            one.name.name,
            _("About {minutes} minutes", minutes=one.minutes),
            one.aliases,
            one.icon,
        )
        for one in offices.topics.values()
    ]


def _offices(offices: Offices, who: Caller, so_far: Answers) -> list[Option]:
    wanted = wanted_by(offices, who.channel, {"topic": so_far.get("topic", ())})
    able = {
        counter.office
        for mode in Mode
        for counter in offices.serving(type(wanted)(wanted.topics, mode, who.channel))
    }
    if not able:
        raise Unclear(
            _("No counter does all of these in one visit. Please choose one of them first."),
            "topic",
        )
    return [_office(offices, one) for one in offices.offices if one in able]


def _office(offices: Offices, office: str) -> Option:
    place = offices.host.places.get(office)
    return Option(office, offices.office_name(office), aliases=place.aliases if place else ())


def _modes(offices: Offices, who: Caller, so_far: Answers) -> list[Option]:
    wanted = wanted_by(offices, who.channel, {k: v for k, v in so_far.items() if k != "mode"})
    return [
        Option(mode.value, MODES[mode], aliases=ALIASES[mode], icon=ICONS[mode])
        for mode in Mode
        if offices.serving(type(wanted)(wanted.topics, mode, who.channel, wanted.office))
    ]


async def _dates(offices: Offices, who: Caller, so_far: Answers) -> Sequence[Option]:
    """The nearest free days, the full ones before them, then all later ones.

    ``so_far["date"]`` may be a month (2026-12): every day of it on which the counters open.
    """
    wanted = wanted_by(offices, who.channel, so_far)
    check_number(offices, who, wanted.mode)
    first, last = offices.bookable(who.channel)
    asked = so_far.get("date", "")

    def work(session: Session) -> Openings:
        mine = own.slots_of(session, who.ref, who.replacing)
        return slots.openings(session, offices, wanted, first, last, mine)

    room = await offices.host.read(work)
    days = asked_days(first, last, asked)
    if is_month(asked):
        return [_day(room, day) for day in days if room.possible(day)]
    return _days_of(room, [day for day in days if room.starts(day) or room.possible(day)])


def _days_of(room: Openings, days: Sequence[date]) -> Sequence[Option]:
    """Only of the nearest is said where one would have to be: there are many others."""
    free = [day for day in days if room.starts(day)]
    nearest = set(free[:NEAREST_DAYS])
    upto = max(nearest, default=date.max)
    full = [day for day in days if day <= upto and day not in nearest]
    later = [day for day in days if day > upto]
    near = [
        replace(_day(room, day), leads_to=_visits(room.offices, room.wanted, day, room.starts(day)))
        for day in sorted(nearest)
    ]
    return [*near, *(_day(room, day) for day in (*full, *later))]


def _day(room: Openings, day: date) -> Option:
    free = room.starts(day)
    return Option(day.isoformat(), day_of(day), _day_note(free), is_full=not free)


def _day_note(free: int) -> Text:
    match bool(free & PERIODS["morning"]), bool(free & PERIODS["afternoon"]):
        case True, True:
            return _("Free in the morning and in the afternoon")
        case True, False:
            return _("Free only in the morning")
        case False, True:
            return _("Free only in the afternoon")
        case _:
            return _("Nothing free")


async def _that_day(offices: Offices, who: Caller, so_far: Answers) -> tuple[Wish, int, int]:
    """The wish, the starts that are free on its day, and those there could be. Raises Gone."""
    asked = bookable(offices, wish(offices, who, so_far))
    day = known_day(asked)

    def work(session: Session) -> Openings:
        mine = own.slots_of(session, who.ref, who.replacing)
        return slots.openings(session, offices, asked.wanted, day, day, mine)

    room = await offices.host.read(work)
    if not room.starts(day) & asked.window:
        raise await gone(offices, asked, DAY_FULL)
    return asked, room.starts(day), room.possible(day)


def _visits(offices: Offices, wanted: Wanted, day: date, free: int) -> tuple[Appointment, ...]:
    """Where the resident would be, for each start that is free; nowhere, if they are called."""
    if wanted.mode != Mode.IN_PERSON or not wanted.office:
        return ()
    name = _("{topics}", topics=Several(offices.topic_names(wanted.topics)))
    lasts = timedelta(minutes=offices.units(wanted.topics) * UNIT_MINUTES)
    begins = (moment(day, unit) for unit in units_in(free))
    return tuple(Appointment(wanted.office, name, start, start + lasts) for start in begins)


def _periods(free: int, possible: int, there: There) -> list[Option]:
    """A half of the day in which the counters never open is left out."""
    return [
        Option(
            half,
            HALVES[half],
            _half_note((free & mask).bit_count()),
            HALF_ALIASES[half],
            is_full=not free & mask,
            leads_to=there(free & mask),
        )
        for half, mask in PERIODS.items()
        if possible & mask
    ]


def _half_note(times: int) -> Text:
    return _("{n} time is free", "{n} times are free", n=times) if times else _("Nothing free")


def _times(free: int, possible: int, there: There) -> Sequence[Option]:
    """The free ones; then those taken, for one may be taken while it is being chosen."""
    taken = possible & ~free
    return [
        *(
            Option(_clock(unit), time_of(clock(unit)), leads_to=there(1 << unit))
            for unit in units_in(free)
        ),
        *(
            Option(_clock(unit), time_of(clock(unit)), _("Nothing free"), is_full=True)
            for unit in units_in(taken)
        ),
    ]


def _clock(unit: int) -> str:
    return f"{clock(unit):%H:%M}"
