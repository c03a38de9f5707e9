"""Where もどる leads from an errand: as somebody expects who has just touched the wrong thing."""

from enum import StrEnum

from senior_life.usecases.drafts import Draft
from senior_life.usecases.weekly import ALSO, DAYS


class Back(StrEnum):
    """``BOOKING``: the one that it was begun from; ``HOME``, where the errand waits."""

    HOME = "home"
    BOOKING = "booking"
    QUESTION = "question"
    READ_BACK = "read-back"


def begun_from(draft: Draft) -> str | None:
    """The booking that it changes, goes with, or makes one of every week."""
    beside = draft.beside
    around = beside.booking if beside.around else None
    return draft.replacing or beside.weekly_of or around or None


def way_back(draft: Draft) -> Back:
    """Nothing was answered yet: to where it was begun. Asked out of the read-back: there."""
    walk = draft.walk
    if begun_from(draft) and draft.rev == 0:
        return Back.BOOKING
    if draft.state != "asking":
        return Back.QUESTION
    if walk.current in {DAYS, ALSO} and not walk.is_reopened:
        return _from_often(draft)
    if walk.is_reopened:
        return Back.READ_BACK
    return Back.QUESTION if walk.before else Back.HOME


def _from_often(draft: Draft) -> Back:
    """Out of the first question of an errand that is to be more than once."""
    if draft.beside.weekly_of:
        return Back.BOOKING
    return Back.READ_BACK if draft.offers else Back.QUESTION
