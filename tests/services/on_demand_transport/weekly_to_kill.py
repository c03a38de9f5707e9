"""A town in a process of its own that kills itself (``kill -9``) just before one of its commits.

Each line of its input, ``[URL, FOLDER, NOW, WHAT, COMMIT]`` as JSON, is done in a fork. WHAT is
``yes``: a ride of every week, there and back, is read back, and the yes is said; ``later``: the yes
stood, and two days on its next day is booked; ``pause`` and ``resume``: two of its days are left
out, or taken up again. Before the COMMIT-th commit of that the fork is gone.
Its wait status is written out.
"""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from senior_life.storage import open_store
from senior_life.town import Pack, load
from senior_life.usecases import pausing
from senior_life.usecases.following_habits import habits
from senior_life.usecases.habits import keep_habits
from tests.forking import kill_before, serve

from .conftest import SAMPLE
from .weeks import PAUSE, open_weeks, someone, weekly, yes


@cache
def sample() -> Pack:
    """Read once, before any fork."""
    pack = load(SAMPLE)
    pack.calendar.holiday(datetime(2026, 11, 24).date())  # noqa: DTZ001 -- a day
    return pack


async def main(url: str, folder: str, now: str, what: str, commit: int) -> None:
    moment = datetime.fromisoformat(now)
    town = open_weeks(open_store(url), sample(), lambda: moment, Path(folder))
    hana = await someone(town)
    draft = await weekly(town, hana, round_trip="13:00")
    if what == "yes":
        kill_before(commit)
        await yes(town, hana, draft)
        return
    await yes(town, hana, draft)
    if what == "later":
        moment += timedelta(days=3)
        kill_before(commit)
        await keep_habits(town)
        return
    (habit,) = await habits(town, hana)
    if what == "resume":
        await pausing.pause(town, hana, habit.habit.ref, *PAUSE)
    kill_before(commit)
    done = pausing.resume if what == "resume" else pausing.pause
    await done(town, hana, habit.habit.ref, *PAUSE)


if __name__ == "__main__":
    sample()
    serve(main)
