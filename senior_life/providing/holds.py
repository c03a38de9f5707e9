"""How long something is kept free for whoever reads an offer: the same for every service."""

from datetime import datetime, timedelta

HOLD = timedelta(minutes=20)
LONGEST = timedelta(minutes=60)
"""In all, however often it is extended: a forgotten tablet does not keep the last one."""
FREE_MINUTES = 10
"""After the yes a booking can always be undone, whatever else its cancel rule says."""
PROPOSAL = "proposal:"
"""Begins the key of a hold that was made for the waiting list."""


def prolonged(holds_until: datetime, since: datetime, now: datetime) -> datetime:
    """Until when a hold that stands since then is kept, now that it was asked for again."""
    return max(holds_until, min(now + HOLD, since + LONGEST))


def free_until(until: datetime, made_at: datetime) -> datetime:
    """Until when a booking can be undone for nothing: as its rule says, and always just after it
    was made."""
    return max(until, made_at + timedelta(minutes=FREE_MINUTES))
