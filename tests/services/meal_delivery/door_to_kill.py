"""A town in a process of its own that kills itself (``kill -9``) just before one of its commits.

Each line of its input, ``[URL, FOLDER, WHAT, COMMIT]`` as JSON, is done in a fork. WHAT is
``door``: a driver taps that nobody is home; ``call``: that was so, and the desk says what the first
contact answered. Before the COMMIT-th commit of that the fork is gone. Its wait status is written
out.
"""

from functools import cache
from pathlib import Path

from senior_life.storage import open_store
from senior_life.town import Pack, load
from senior_life.usecases import people
from senior_life.usecases.access import Reader
from senior_life.usecases.people import Details
from tests.forking import kill_before, serve

from .conftest import NEAR, SAMPLE
from .doors import CONTACTS, DESK, NOON, ORDERED, does, open_doors, stays_shut, telephones
from .test_through_the_core import read_back, yes


@cache
def sample() -> Pack:
    """Read once, before any fork."""
    pack = load(SAMPLE)
    pack.calendar.holiday(NOON.date())
    return pack


async def main(url: str, folder: str, what: str, commit: int) -> None:
    moment = ORDERED
    town = open_doors(open_store(url), sample(), lambda: moment, Path(folder))
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=NEAR)
    found = await people.create(town, DESK, details, None)
    hana = Reader("d", found.ref, (found.ref,), name="花子")
    await yes(town, hana, await read_back(town, hana))
    await does(town, None, "contacts", resident=found.ref, **CONTACTS)
    moment = NOON
    if what == "door":
        kill_before(commit)
        await stays_shut(town)
        return
    await stays_shut(town)
    kill_before(commit)
    await telephones(town)


if __name__ == "__main__":
    sample()
    serve(main)
