"""The town and its services."""

from senior_life.wire.grain import Wire
from senior_life.words import Words


class TownOut(Wire):
    name: Words
    desk_phone: str  # as dialled
    desk_phone_says: Words  # grouped for reading
    desk_hours: Words
    emergency: tuple["EmergencyOut", ...]
    is_sample: bool
    languages: tuple[str, ...]
    voice_credit: str = ""
    credits: tuple[Words, ...] = ()  # whose data the services use


class EmergencyOut(Wire):
    """One number of the emergency page: 119, 110, #7119, the town's own."""

    number: str
    says: Words
    about: Words
    icon: str


class Tile(Wire):
    """``trouble``: why it cannot be used just now; it is shown, and leads to a person. A board of
    notices opens them; ``unread_says`` how many wait. ``stopped``: it takes no bookings for today,
    or for now; it can be opened all the same."""

    service: str
    name: Words
    reading: str
    about: Words
    icon: str
    family: str
    offered_by: Words
    badge: str  # the registered provider's mark: its service id and version
    trouble: Words | None = None
    is_board: bool = False
    unread_says: Words | None = None
    stopped: Words | None = None
