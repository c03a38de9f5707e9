"""All that the first screen shows, in one answer: it is asked for more often than anything."""

from senior_life.wire.boards import NoticeOut
from senior_life.wire.bookings import BookingOut, TodayOut
from senior_life.wire.grain import Wire
from senior_life.wire.household import MeOut
from senior_life.wire.town import Tile


class HomeOut(Wire):
    """``today`` is None while it is open whose turn it is, and for a suspended resident.

    ``ahead`` is what lies ahead of someone whose day is empty; ``calls`` are unread notices that
    come by themselves, the urgent ones first.
    """

    me: MeOut
    services: tuple[Tile, ...]
    today: TodayOut | None = None
    ahead: tuple[BookingOut, ...] = ()
    calls: tuple[NoticeOut, ...] = ()
