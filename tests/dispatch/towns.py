"""Small invented problems, from a seed."""

from math import hypot
from random import Random

from senior_life.dispatch import Problem, Request, Stop, Vehicle


def town(seed: int, requests: int = 5, vehicles: int = 2) -> Problem:
    """Places on a square of 20 minutes, windows of a quarter to three quarters of an hour."""
    dice = Random(seed)
    spots = [(dice.uniform(0, 20), dice.uniform(0, 20)) for _ in range(2 * requests + 1)]
    far = tuple(tuple(hypot(a - c, b - d) for c, d in spots) for a, b in spots)
    return Problem(
        tuple(_vehicle(dice, k) for k in range(vehicles)),
        tuple(_request(dice, k, requests, far[k + 1][k + 1 + requests]) for k in range(requests)),
        far,
        far,
    )


def _vehicle(dice: Random, k: int) -> Vehicle:
    return Vehicle(
        f"v{k}",
        dice.choice([2, 4, 6]),
        0,
        0,
        0,
        300,
        dice.choice([120, 300]),
        1,
        dice.choice([1, 2]),
    )


def _request(dice: Random, k: int, count: int, direct: float) -> Request:
    at, wide = dice.uniform(5, 150), dice.uniform(15, 45)
    ride = direct * dice.uniform(1.1, 2) + dice.uniform(0, 10)
    board, alight = dice.uniform(1, 4), dice.uniform(1, 4)
    pickup = Stop(k + 1, at, at + wide, board)
    delivery = Stop(k + 1 + count, 0, 300, alight)
    wheelchairs = int(dice.random() < 0.2)
    return Request(f"r{k}", pickup, delivery, ride, 1 - wheelchairs, wheelchairs)
