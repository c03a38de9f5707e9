"""The town as a screen sees it: one method for each route, by URL or within this process."""

from senior_life.client.calls import Patience
from senior_life.client.desk import OfficeCalls, PeopleCalls
from senior_life.client.errors import Refused, Unreachable
from senior_life.client.habits import HabitCalls
from senior_life.client.resident import BoardCalls, DayCalls, DeviceCalls, WalkCalls

__all__ = ["Client", "Patience", "Refused", "Unreachable"]


class Client(DeviceCalls, WalkCalls, BoardCalls, DayCalls, HabitCalls, OfficeCalls, PeopleCalls):
    """``Client.inside(app)`` or ``Client.at(url)``; ``bearing(token)`` speaks for its holder."""
