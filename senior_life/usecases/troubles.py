"""What can stand in the way of a person, beyond what a service itself may say."""

from senior_life.contract import Text, Trouble


class NotYours(Trouble):
    """It belongs to someone else, or is not for this kind of reader."""


class NotPaired(Trouble):
    """Nobody known is asking: the tablet is not paired (or was revoked), or staff must log in."""


class Suspended(Trouble):
    """The resident's services are stopped as a whole."""


class Unknown(Trouble):
    """There is no such thing (any more)."""


class Conflict(Trouble):
    """It contradicts what is already there: another booking at that time, the same thing twice."""


class Stale(Trouble):
    """Something newer is there: look again before changing it."""


class TooLate(Trouble):
    """The deadline for this has passed; a person may still help."""


class RateLimited(Trouble):
    """Too many tries; ``wait_seconds`` until the next."""

    def __init__(self, says: Text, wait_seconds: int) -> None:
        super().__init__(says)
        self.wait_seconds = wait_seconds


class Elsewhere(Trouble):
    """It is done on another screen: the board of the service ``opens``."""

    def __init__(self, says: Text, opens: str) -> None:
        super().__init__(says)
        self.opens = opens
