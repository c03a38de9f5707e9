"""Judges a fleet by its promises and by drives of its own; shares no code with the dispatcher.

Every limit is «y is at least some growing function of x»; going over all of them until nothing
moves gives the earliest times, and what is past its limit then can be kept by nobody.
"""

from collections import Counter
from math import atan2, cos, exp, hypot, log, radians, sin, sqrt
from random import Random

from senior_life.dispatch import Fleet, Point, Ride, Standing, Straight
from senior_life.dispatch.travel import safe_factor

CLOSE = 1e-4


def metres(a: Point, b: Point) -> float:
    """Over the sphere, by the angle between two directions from its middle."""
    one, other, turn = radians(a.lat), radians(b.lat), radians(b.lon - a.lon)
    aside = cos(other) * sin(turn)
    ahead = cos(one) * sin(other) - sin(one) * cos(other) * cos(turn)
    along = sin(one) * sin(other) + cos(one) * cos(other) * cos(turn)
    return 6_371_008.8 * atan2(hypot(aside, ahead), along)


def drive(roads: Straight, a: Point, b: Point, at: float) -> float:
    """Minutes, by walking through the day in the speeds' bands."""
    left = metres(a, b) * roads.detour_factor * roads.slowness
    now = at
    while left > 0:
        speed = [v for since, v in roads.speeds if since <= now] or [roads.speeds[0][1]]
        until = min((since for since, _v in roads.speeds[1:] if since > now), default=1e9)
        step = min(until - now, left / (speed[-1] / 0.06))
        left -= step * speed[-1] / 0.06
        now = until if step == until - now else now + step
        if left < 1e-9:
            break
    return now - at


def times(standing: Standing, rides: dict[str, Ride], roads: Straight, now: float) -> list[float]:
    """When each visit begins at the earliest, then when the run ends; nobody boards past their
    promise only so that a ride be short."""
    run, free = standing.run, standing.free_from
    free = run.begins if free is None else free
    free = free if standing.fixed else max(free, now)
    known = [rides[v.ride] for v in standing.visits]
    pairs = list(zip(standing.visits, known, strict=True))
    spots = [ride.origin if visit.is_pickup else ride.destination for visit, ride in pairs]
    spots = [standing.place or run.start, *spots, run.end]
    begins = [free, *(now for _ in known), now]
    stays = [0.0]
    for k, (visit, ride) in enumerate(pairs, start=1):
        stays.append(ride.boarding_minutes if visit.is_pickup else ride.alighting_minutes)
        if visit.is_pickup:
            begins[k] = max(now, ride.board_from)
    for _round in range(2 * len(spots)):  # a ride that is too long whatever is done stays so
        has_moved = False
        for k in range(1, len(spots)):
            leaves = begins[k - 1] + stays[k - 1]
            there = leaves + drive(roads, spots[k - 1], spots[k], leaves)
            if there > begins[k] + 1e-9:
                begins[k], has_moved = there, True
        for k, (visit, ride) in enumerate(pairs, start=1):
            if visit.is_pickup:
                off = [v.ride for v in standing.visits].index(visit.ride, k) + 1
                board = begins[off] - ride.longest_ride_minutes - ride.boarding_minutes
                board = min(board, ride.board_by)
                if board > begins[k] + 1e-9:
                    begins[k], has_moved = board, True
        if not has_moved:
            break
    return begins[1:]


def lateness(fleet: Fleet, roads: Straight) -> dict[str, float]:
    """By ride, how many minutes it misses its promise by in the worst respect (0: kept)."""
    found: dict[str, float] = {}
    for standing in fleet.standings:
        begins = times(standing, dict(fleet.rides), roads, fleet.now)
        boarded = dict(standing.aboard)
        for visit, at in zip(standing.visits, begins[:-1], strict=True):
            ride = fleet.rides[visit.ride]
            if visit.is_pickup:
                late = at - ride.board_by
                boarded[ride.id] = at + ride.boarding_minutes
            else:
                late = max(at - ride.arrive_by, at - boarded[ride.id] - ride.longest_ride_minutes)
            found[ride.id] = max(found.get(ride.id, 0.0), late)
    return found


def faults(before: Fleet, after: Fleet) -> list[str]:
    """What a change at one moment did to those promised before and still on the books."""
    found = [
        f"{name} is told something else"
        for name in both(before, after)
        if before.rides[name] != after.rides[name]
    ]
    found += _unserved(after)
    for standing in after.standings:
        found += _crowded(standing, after)
        old = [one for one in before.standings if one.run == standing.run]
        kept = old[0].visits[: old[0].fixed] if old else ()
        if old and old[0].fixed == standing.fixed and standing.visits[: len(kept)] != kept:
            found.append(f"{standing.run.id} turns back from where it is on its way to")
    roads = after.roads
    late, was = lateness(after, roads), lateness(before, roads)
    for name, minutes in late.items():
        if minutes > max(0.0, was.get(name, 0.0)) + CLOSE:
            found.append(f"{name} is {minutes:.2f} late")
    return found


def both(before: Fleet, after: Fleet) -> set[str]:
    return before.rides.keys() & after.rides.keys()


def _unserved(fleet: Fleet) -> list[str]:
    found, held = [], Counter[str]()
    for standing in fleet.standings:
        aboard = set(standing.aboard)
        for visit in standing.visits:
            if visit.is_pickup == (visit.ride in aboard):
                found.append(f"{visit.ride} boards twice or alights before boarding")
            if visit.is_pickup:
                aboard.add(visit.ride)
            else:
                aboard.discard(visit.ride)
                held[visit.ride] += 1
        found += [f"{name} never alights" for name in aboard]
    found += [f"{name} is served {held[name]} times" for name in fleet.rides if held[name] != 1]
    return found


def _crowded(standing: Standing, fleet: Fleet) -> list[str]:
    run, aboard, found = standing.run, set(standing.aboard), []
    for visit in standing.visits:
        (aboard.add if visit.is_pickup else aboard.discard)(visit.ride)
        chairs = sum(fleet.rides[name].wheelchairs for name in aboard)
        seats = sum(fleet.rides[name].riders for name in aboard) + chairs * run.seats_per_wheelchair
        if chairs > run.wheelchair_places or seats > run.seats:
            found.append(f"{run.id} is too full after {visit}")
    return found


def tight_share_kept(spread: float, share: float, dice: Random, days: int = 5000) -> float:
    """How many visits are in time when each is promised for the very minute that is planned.

    Eight drives of two to fifteen minutes in a row, planned with the safety; after half of them
    the vehicle waits until the planned minute, for nobody boards before their window.
    """
    factor, variance = safe_factor(spread, share), log(1 + spread * spread)
    kept = visits = 0
    for _day in range(days):
        at = planned = 0.0
        for _drive in range(8):
            expected = dice.uniform(2, 15)
            planned += factor * expected
            at += expected * exp(dice.gauss(-variance / 2, sqrt(variance)))
            kept, visits = kept + (at <= planned), visits + 1
            at = max(at, planned) if dice.random() < 0.5 else at
    return kept / visits
