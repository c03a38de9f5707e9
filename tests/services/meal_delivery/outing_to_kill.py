"""A town in a process of its own that kills itself (``kill -9``) just before one of its commits.

Each line of its input, ``[URL, FOLDER, INDEX, COMMIT]`` as JSON, is done in a fork: a lunch is
ordered, an outing comes over it, and INDEX says what shall become of the lunch (0: later on its
day, 1: left out). Before the COMMIT-th commit of the outing's yes the fork is gone. Its wait status
is written out.
"""

from pathlib import Path
from typing import Any

from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.town import Pack
from senior_life.usecases import people
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from services.meal_delivery import service
from tests.forking import kill_before, serve

from . import outings
from .conftest import NEAR, checked, small_town
from .door_to_kill import sample
from .doors import DESK, ORDERED
from .test_giving_way import AT_NOON, lunch_ordered, takes, walked, yes


def open_outings(store: Store, pack: Pack, clock: Any, folder: Path) -> Town:
    meals = Offered(service, "tests", "1", checked(small_town()))
    out = Offered(outings.outings(), "tests", "1", {})
    return open_town("senboku", store, Registry([meals, out]), pack, clock, folder, b"k" * 32)


async def main(url: str, folder: str, index: int, commit: int) -> None:
    town = open_outings(open_store(url), sample(), lambda: ORDERED, Path(folder))
    details = Details(name="髙橋 花子", kana="たかはし はなこ", home=NEAR)
    found = await people.create(town, DESK, details, None)
    hana = Reader("d", found.ref, (found.ref,), name="花子")
    await lunch_ordered(town, hana)
    draft = await takes(town, hana, await walked(town, hana, outings.ID, AT_NOON), index)
    kill_before(commit)
    await yes(town, hana, draft)


if __name__ == "__main__":
    sample()
    serve(main)
