"""A town in a process of its own that kills itself (``kill -9``) just before one of its commits.

Each line of its input, ``[URL, FOLDER, NOW, REFUSED, COMMIT]`` as JSON, is done in a fork: a
counter with the car there and back is read back, then the yes is said, and before its COMMIT-th
commit the fork is gone (just after a commit nothing is left to be seen but what is seen before the
next one). REFUSED: the way back is refused. Its wait status is written out.
"""

from datetime import datetime
from functools import cache
from pathlib import Path

import rides

from senior_life.contract import Staff
from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.town import Pack, load, service_files
from senior_life.usecases import accompanying, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.confirming import confirm
from senior_life.usecases.host import open_town
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from services.counter_reservation import service
from tests.forking import kill_before, serve

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
DESK = Reader(staff=Staff("staff1"), name="desk", role="desk")


@cache
def sample() -> tuple[Pack, Registry]:
    """Read once, before any fork."""
    pack = load(SAMPLE)
    pack.calendar.holiday(datetime(2026, 11, 24).date())  # noqa: DTZ001 -- a day
    files = service_files(SAMPLE, service, pack.places)
    offered = [Offered(service, "tests", "1", files), Offered(rides.rides(), "tests", "1", {})]
    return pack, Registry(offered)


def open_sample(store: Store, now: datetime, folder: Path) -> Town:
    pack, registry = sample()
    return open_town("senboku", store, registry, pack, lambda: now, folder, b"k" * 32)


async def main(url: str, folder: str, now: str, refused: bool, commit: int) -> None:
    town = open_sample(open_store(url), datetime.fromisoformat(now), Path(folder))
    rides.make_tables(town.store)
    found = await people.create(town, DESK, Details("髙橋 花子", "たかはし はなこ"), None)
    reader = Reader(device="tablet", resident=found.ref, household=(found.ref,), name="髙橋 花子")
    view = await walks.begin(town, reader, service.id)
    while view.card:
        value = next(one.value for one in view.card.choices if not one.is_full)
        draft, step = view.draft, view.card.step.name
        view = await walks.answer(town, reader, draft.ref, draft.rev, step, (value,))
    draft, offer = view.draft, view.draft.offers[0].id
    view = await accompanying.accompany(town, reader, draft.ref, draft.rev, offer, "rides", True)
    if refused:
        rides.MOOD.refuses.add(view.draft.beside.parts[-1].answers["at"])
    kill_before(commit)
    await confirm(town, reader, view.draft.ref, view.draft.rev, offer)


if __name__ == "__main__":
    sample()
    serve(main)
