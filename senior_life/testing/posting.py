"""A notice on the stage's board, for a promise to look at."""

from datetime import timedelta
from typing import Any

from senior_life.contract import Audience, Draft, Notice, Staff
from senior_life.testing.stage import Stage

CLERK = Staff("clerk")
EVERYONE = Audience(is_everyone=True)
TEXT = "てすとの おしらせです。おわりまで およみください。"


def draft(stage: Stage, **other: Any) -> Draft:
    """For everyone, for a week, unless said otherwise."""
    said = {
        "title": "てすと",
        "text": TEXT,
        "audience": EVERYONE,
        "until": stage.clock() + timedelta(days=7),
    }
    return Draft(**{**said, **other})


async def publish(stage: Stage, key: str = "one", **other: Any) -> Notice:
    return await stage.board.publish(CLERK, draft(stage, **other), key)
