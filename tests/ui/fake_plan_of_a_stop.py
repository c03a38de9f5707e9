"""The plan of a stop, as the town tells of it."""

from fake_words import booking, offer, w

from senior_life import wire
from senior_life.contract import State
from senior_life.wire import MapOut, MarkOut, WayOut

STOP, HOME = (34.4931, 135.5133), (34.4925, 135.5118)


def mark(at: tuple[float, float], says: str, state: str = "") -> MarkOut:
    return MarkOut(lat=at[0], lon=at[1], says=w(says), state=state)


def plan(*more: MarkOut) -> MapOut:
    marks = (mark(STOP, "のりば", "goal"), mark(HOME, "ご自宅", "start"), *more)
    way = WayOut(points=(HOME, STOP), says=w("歩いて4分"))
    says = (w("のりばは、泉ケ丘駅 南口です。"), w("ご自宅から北東の方へ、4分ほどです。"))
    return MapOut(marks=marks, ways=(way,), title=w("お乗りになる場所"), says=says)


def proposed() -> wire.BookingOut:
    """Somebody waited, and is asked whether this would suit them."""
    offered = offer().model_copy(update={"picture": plan()})
    return booking("b1", State.PROPOSED).model_copy(update={"offers": (offered,)})
