"""A problem so small that solving it is nothing but compiling."""

from senior_life.dispatch.problem import Problem, Request, Stop, Vehicle


def tiny() -> Problem:
    far = ((0.0, 1.0, 2.0), (1.0, 0.0, 1.0), (2.0, 1.0, 0.0))
    rider = Request("rider", Stop(1, 0, 60), Stop(2, 0, 60), 30)
    return Problem((Vehicle("car", 4, 0, 0, 0, 60, 60),), (rider,), far, far)
