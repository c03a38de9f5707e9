"""Vehicles, stops and routes: the dial-a-ride problem of older riders. Pure, no input or output.

Terms are those of the literature: a request has a pickup and a delivery, each with a time window;
a rider is not longer on board than the maximum ride time; a route starts and ends at a depot and
is not longer than its duration. Times are minutes as ``float``, counted from any midnight.

``search.solve`` is plain Python; ``compiled.solve`` does the same far quicker where the extra
``dispatch`` is installed. They plan what is known beforehand; ``Fleet`` promises rides one by
one while vehicles move. ``in_order`` is for a round to many doors that nobody boards.
"""

from senior_life.dispatch.delivery import in_order
from senior_life.dispatch.fleet import Ride, Run, Standing, Visit
from senior_life.dispatch.insertion import Insertion, insertions
from senior_life.dispatch.keeping import Broken, Call, Why
from senior_life.dispatch.measured import Drive, Measured, rounded
from senior_life.dispatch.online import Fleet, Outdated, Stranded
from senior_life.dispatch.problem import Problem, Request, Stop, Vehicle
from senior_life.dispatch.rides import Proposal, Rules, Wish
from senior_life.dispatch.schedule import fits, schedule
from senior_life.dispatch.search import Plan, solve
from senior_life.dispatch.travel import Point, Straight, Travel
from senior_life.dispatch.weights import Weights

__all__ = [
    "Broken",
    "Call",
    "Drive",
    "Fleet",
    "Insertion",
    "Measured",
    "Outdated",
    "Plan",
    "Point",
    "Problem",
    "Proposal",
    "Request",
    "Ride",
    "Rules",
    "Run",
    "Standing",
    "Stop",
    "Straight",
    "Stranded",
    "Travel",
    "Vehicle",
    "Visit",
    "Weights",
    "Why",
    "Wish",
    "fits",
    "in_order",
    "insertions",
    "rounded",
    "schedule",
    "solve",
]
