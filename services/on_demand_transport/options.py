"""What may be answered to each question: few, the likeliest first, and all that is in the pack."""

from collections.abc import Mapping, Sequence
from math import ceil

from sqlalchemy import func, select
from sqlmodel import Session, col

from senior_life.contract import Answers, Caller, Option, Step, Text
from senior_life.dispatch import Point
from senior_life.providing import asked_days, single
from services.on_demand_transport import spots
from services.on_demand_transport.clock import time_at
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import Chair
from services.on_demand_transport.ride_rows import CHAIRS
from services.on_demand_transport.riding import Rider, rider_of
from services.on_demand_transport.sentences import _, day_of, time_of
from services.on_demand_transport.spots import HOME, HOME_WORDS
from services.on_demand_transport.tables import Ride
from services.on_demand_transport.wishes import (
    ARRIVE,
    DEPART,
    MOST_RIDERS,
    NO,
    WHEN_CALLED,
    day_in,
    ends,
    kind_of,
    minute_in,
)

RECENT = 3
HALF_HOUR = 30
STAYS = (60, 120, 180)
"""Minutes after arriving at which a way back is proposed."""
KINDS = {
    ARRIVE: (_("I want to be there at a certain time"), ("着く", "着き", "到着", "つく", "までに")),
    DEPART: (_("I want to leave at a certain time"), ("出る", "出発", "でる", "乗る", "迎え")),
}
CHAIR_WORDS = {
    Chair.NONE: ("歩ける", "あるける", "なし", "ない", "いりません", "ふつう"),
    Chair.WALKER: ("歩行器", "ほこうき", "シルバーカー", "押し車", "おしぐるま", "つえ"),
    Chair.WHEELCHAIR: ("車いす", "車椅子", "くるまいす"),
    Chair.ASSISTED: ("押してもらう", "介助", "かいじょ", "付き添い"),
    Chair.MOTORISED: ("電動", "でんどう", "電動車いす", "電動車椅子"),
}
CHAIR_ICONS = {
    Chair.NONE: "directions_walk",
    Chair.WALKER: "elderly",
    Chair.WHEELCHAIR: "accessible",
    Chair.ASSISTED: "accessible",
    Chair.MOTORISED: "accessible",
}
ONLY_THERE = Option(
    NO, _("No, only the way there"), aliases=("片道", "いらない", "いりません", "いいえ")
)
CALLED = Option(
    WHEN_CALLED,
    _("Yes, I call the car when I am ready"),
    aliases=("終わったら", "おわったら", "呼ぶ", "電話する"),
    icon="call",
)
PEOPLE = {1: ("ひとり", "一人"), 2: ("ふたり", "二人"), 3: ("三人",), 4: ("四人",)}


async def options(network: Network, who: Caller, step: Step, so_far: Answers) -> Sequence[Option]:
    """All of one step, the likeliest first."""
    rider = rider_of(who, network.today())
    match step.name:
        case "origin" | "destination":
            return await _places(network, rider, step.name, so_far)
        case "date":
            return _dates(network, so_far)
        case "time":
            return _times(network, who, rider, so_far)
        case "round_trip":
            return await _way_back(network, who, rider, so_far)
    return _always(rider)[step.name]


def _always(rider: Rider) -> Mapping[str, Sequence[Option]]:
    """The steps whose options do not depend on the town."""
    return {
        "time_kind": [Option(kind, label, aliases=said) for kind, (label, said) in KINDS.items()],
        "riders": [_people(n) for n in range(1, MOST_RIDERS + 1)],
        "wheelchair": _chairs(rider),
    }


async def _places(network: Network, rider: Rider, step: str, so_far: Answers) -> Sequence[Option]:
    """Home, where this person went last, the town's places, then the stops."""
    recent = await network.host.read(lambda session: _recent(session, rider.ref))
    every = list(spots.known(network, rider))
    ordered = dict.fromkeys([*(one for one in [HOME, *recent] if one in every), *every])
    other = single(so_far.get("origin", "")) if step == "destination" else ""
    return [_place(network, one) for one in ordered if one != other]


def _recent(session: Session, resident: str) -> list[str]:
    query = (
        select(col(Ride.destination), func.max(col(Ride.made_at)).label("last"))
        .where(col(Ride.resident) == resident)
        .group_by(col(Ride.destination))
        .order_by(func.max(col(Ride.made_at)).desc())
        .limit(RECENT)
    )
    return [row[0] for row in session.execute(query)]


def _place(network: Network, answer: str) -> Option:
    name = spots.name_of(network, answer)
    if answer == HOME:
        return Option(answer, name, aliases=HOME_WORDS, icon="home")
    place = network.host.places.get(answer)
    if place is not None:
        return Option(answer, name, aliases=place.aliases, icon="place")
    stop = network.stops[answer]
    return Option(answer, name, aliases=(stop.kana,), icon="directions_bus")


def _dates(network: Network, so_far: Answers) -> Sequence[Option]:
    """The days on which vehicles drive; ``so_far["date"]`` may be a month (2026-12)."""
    first, last = network.bookable()
    inside = asked_days(first, last, so_far.get("date", ""))
    return [
        Option(one.isoformat(), day_of(one))
        for one in inside
        if network.opening(one) and _has_time(network, one)
    ]


def _has_time(network: Network, day: object) -> bool:
    """Today only while there is time for another ride."""
    if day != network.today():
        return True
    opening = network.opening(network.today())
    notice = network.rules.booking_rules.notice_minutes
    now = network.minute_now(network.today())
    return opening is not None and now + notice + 2 * HALF_HOUR <= opening.until


def _times(network: Network, who: Caller, rider: Rider, so_far: Answers) -> Sequence[Option]:
    """Every half hour at which a ride could still begin, or end."""
    day, kind = day_in(network, so_far), kind_of(so_far)
    opening = network.opening(day)
    if opening is None:
        return []
    since = max(opening.since, network.earliest(day, who.channel))
    until = opening.until - HALF_HOUR
    if kind == ARRIVE:
        since, until = since + _takes(network, rider, so_far, since), opening.until
    first = ceil(since / HALF_HOUR) * HALF_HOUR
    until = min(until, network.latest(day))
    times = [time_at(minute) for minute in range(int(first), int(until) + 1, HALF_HOUR)]
    return [Option(f"{at:%H:%M}", time_of(at)) for at in times]


def _takes(network: Network, rider: Rider, so_far: Answers, at: float) -> float:
    """Minutes from the beginning of a window to the arrival, when all goes slowly."""
    origin, destination = ends(network, rider, so_far)
    return network.promise.window_minutes + direct(network, origin.point, destination.point, at)


def direct(network: Network, a: Point, b: Point, at: float) -> float:
    """Planned minutes of a ride of one's own, with boarding."""
    factor = network.promise.longest_ride_factor
    return factor * network.roads.minutes(a, b, at) + max(network.rules.boarding_minutes.values())


def _people(n: int) -> Option:
    label: Text = _("Only me") if n == 1 else _("{n} person", "{n} people", n=n)
    return Option(str(n), label, aliases=PEOPLE[n])


def _chairs(rider: Rider) -> Sequence[Option]:
    """What the record says comes first."""
    ordered = dict.fromkeys([rider.chair, *Chair])
    return [
        Option(one.value, CHAIRS[one], aliases=CHAIR_WORDS[one], icon=CHAIR_ICONS[one])
        for one in ordered
    ]


async def _way_back(
    network: Network, who: Caller, rider: Rider, so_far: Answers
) -> Sequence[Option]:
    """Who rides home needs none, and of a ride that moves it stays what it is, a booking of its
    own: then a single answer, which answers itself."""
    if who.replacing:
        ride = await network.host.read(lambda session: session.get(Ride, who.replacing))
        return [_said(ride.round_trip if ride else NO)]
    if single(so_far.get("destination", "")) == HOME:
        return [ONLY_THERE]
    return [ONLY_THERE, CALLED, *(_back_at(minute) for minute in _stays(network, rider, so_far))]


def _said(round_trip: str) -> Option:
    known = {NO: ONLY_THERE, WHEN_CALLED: CALLED}
    if round_trip in known:
        return known[round_trip]
    hour, _colon, minute = round_trip.partition(":")
    return _back_at(int(hour) * 60 + int(minute))


def _back_at(minute: float) -> Option:
    at = time_at(minute)
    return Option(f"{at:%H:%M}", _("Yes, back at about {at:clock}", at=at))


def _stays(network: Network, rider: Rider, so_far: Answers) -> Sequence[float]:
    """On the half hour, while vehicles drive."""
    day = day_in(network, so_far)
    at, opening = minute_in(so_far, "time"), network.opening(day)
    if at is None or opening is None:
        return []
    there = opening.minute(at)
    if kind_of(so_far) == DEPART:
        there += _takes(network, rider, so_far, there)
    back = (ceil((there + stay) / HALF_HOUR) * HALF_HOUR for stay in STAYS)
    return [minute for minute in back if minute <= opening.until - HALF_HOUR]
