"""Times of day in a sentence that was brought into one form by ``heard``."""

import re
from datetime import time

CLOCK = re.compile(r"(午前|午後)([0-9]{1,2})時(?!間)(?:([0-9]{1,2})分)?")
HALF_DAY = 12


def times_in(text: str) -> tuple[time, ...]:
    """Every different time that is said, in order."""
    found = (
        time(int(hour) % HALF_DAY + (HALF_DAY if half == "午後" else 0), int(minute or 0))
        for half, hour, minute in CLOCK.findall(text)
    )
    return tuple(dict.fromkeys(found))


def without_times(text: str) -> str:
    """So that 10分 or 10時 is not taken for another number; the half of the day stays."""
    return CLOCK.sub(r"\1", text)
