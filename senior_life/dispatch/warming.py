"""Problems so small that solving them is nothing but compiling."""

from senior_life.dispatch.fleet import Ride, Run, Standing
from senior_life.dispatch.line import Line, line_of
from senior_life.dispatch.problem import Problem, Request, Stop, Vehicle
from senior_life.dispatch.travel import Point, Straight


def tiny() -> Problem:
    far = ((0.0, 1.0, 2.0), (1.0, 0.0, 1.0), (2.0, 1.0, 0.0))
    rider = Request("rider", Stop(1, 0, 60), Stop(2, 0, 60), 30)
    return Problem((Vehicle("car", 4, 0, 0, 0, 60, 60),), (rider,), far, far)


def rider_and_line() -> tuple[Ride, Line, Straight]:
    here, there = Point(34.5, 135.5), Point(34.51, 135.5)
    roads = Straight()
    run = Run("car", "car", 4, 1, 1, here, here, 0, 600)
    return (
        Ride("rider", here, there, 100, 110, 200, 60),
        line_of(Standing(run), {}, roads, 0),
        roads,
    )
