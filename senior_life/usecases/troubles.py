"""What can stand in the way of a person, beyond what a service itself may say."""

from collections.abc import Sequence

from senior_life.contract import Alternative, Gone, Text, Trouble


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


class Busy(Conflict):
    """They are elsewhere at that time: a ``booking`` of that ``service`` stands there."""

    def __init__(self, says: Text, service: str = "", booking: str = "") -> None:
        super().__init__(says)
        self.service, self.booking = service, booking


class InTheWay(Gone):
    """Something that gives way stands there: ``instead`` says what could become of it; or ``step``
    is answered differently."""

    def __init__(self, says: Text, instead: Sequence[Alternative] = (), step: str = "") -> None:
        super().__init__(says, instead)
        self.step = step


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
