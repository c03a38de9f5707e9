"""What a plan costs: the way that is driven, and the minutes of the people in it.

The objective of dial-a-ride in the literature: nobody is rejected who can be served; then routing
cost and user inconvenience are weighed (Jorgensen, Larsen and Bergvinsdottir, "Solving the
dial-a-ride problem using genetic algorithms", Journal of the Operational Research Society 58
(2007); Parragh, Doerner and Hartl, "A survey on pickup and delivery problems", Journal für
Betriebswirtschaft 58 (2008)). Everything is in metres driven.

Boarding later is never cheaper by itself: a minute of waiting costs at least what one on board
does. So every visit costs more the later it is, and a plan never becomes cheaper by putting
another party into it.
"""

from dataclasses import dataclass

from senior_life.dispatch.fleet import Ride


@dataclass(frozen=True, slots=True)
class Weights:
    """Metres that a vehicle may drive farther so that one person has a minute less of it.

    ``waiting`` is from the beginning of the window that was promised until boarding; ``riding``
    from the end of boarding to the start of alighting. Raises ValueError unless
    0 <= riding <= waiting.
    """

    waiting: float = 0.0
    riding: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.riding <= self.waiting:
            raise ValueError("a minute of waiting weighs as much as one on board, or more")

    def board(self, ride: Ride) -> float:
        """Metres for each minute by which boarding begins later, all else as it is."""
        return (ride.riders + ride.wheelchairs) * (self.waiting - self.riding)

    def alight(self, ride: Ride) -> float:
        """Metres for each minute by which alighting begins later."""
        return (ride.riders + ride.wheelchairs) * self.riding

    def cost(self, ride: Ride, boards: float, alights: float) -> float:
        """Of the party's own waiting and ride."""
        waits, starts = boards - ride.board_from, ride.board_from + ride.boarding_minutes
        return self.board(ride) * waits + self.alight(ride) * (alights - starts)


DISTANCE = Weights()
"""Nothing but the way that is driven."""
WAITING, RIDING, MOVED = 200.0, 100.0, 50.0
"""What a town has that says nothing else: docs/decisions/weights.md. ``MOVED`` is
``Rules.metres_a_minute``."""
