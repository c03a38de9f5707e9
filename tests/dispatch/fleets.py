"""Small invented fleets around one station, from a seed."""

from random import Random

from senior_life.dispatch import Fleet, Point, Run, Standing, Straight, Wish

DEPOT = Point(34.49, 135.50)
ROADS = Straight(1.3, ((0, 25), (480, 18), (570, 25), (1020, 18), (1110, 25)), 0.2)


def somewhere(dice: Random, kilometres: float = 4) -> Point:
    north, east = (dice.uniform(-kilometres, kilometres) / 2 for _ in range(2))
    return Point(DEPOT.lat + north / 111, DEPOT.lon + east / 91.6)


def fleet(seed: int = 0, runs: int = 2, now: float = 480) -> Fleet:
    dice = Random(seed)
    made = (
        Run(f"run{k}", f"car{k}", dice.choice([2, 4, 8]), 1, 2, DEPOT, DEPOT, 480, 1080)
        for k in range(runs)
    )
    return Fleet(tuple(Standing(run) for run in made), {}, ROADS, now)


def wish(dice: Random, name: str, since: float = 480, until: float = 1000) -> Wish:
    wheelchairs = int(dice.random() < 0.15)
    return Wish(
        name,
        somewhere(dice),
        somewhere(dice),
        dice.choice(["arrive", "depart"]),
        dice.uniform(since, until),
        1 - wheelchairs + int(dice.random() < 0.2),
        wheelchairs,
        dice.uniform(0.5, 3),
        dice.uniform(0.5, 3),
        dice.choice([0, 20, 40]),
    )
