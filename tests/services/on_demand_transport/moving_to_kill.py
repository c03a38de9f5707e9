"""A town in a process of its own that kills itself (``kill -9``) just before one of its commits.

Each line of its input, ``[URL, FOLDER, NOW, COMMIT]`` as JSON, is done in a fork: a visit with its
rides there and back stands, and moves with them under one yes; before the COMMIT-th commit of that
yes the fork is gone. Its wait status is written out.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.town import Pack, service_files
from senior_life.usecases import accompanying
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.counter_reservation import service as counter
from services.on_demand_transport import service as rides
from tests.forking import kill_before, serve

from .conftest import SAMPLE
from .test_with_a_counter import VISIT, walk, yes
from .weekly_to_kill import sample
from .weeks import someone

NEW = {**VISIT, "date": "2026-11-27", "period": "afternoon", "time": "14:00"}


def open_both(store: Store, pack: Pack, clock: Callable[[], datetime], folder: Path) -> Town:
    offered = [
        Offered(one, "tests", "1", service_files(SAMPLE, one, pack.places))
        for one in (counter, rides)
    ]
    return open_town("senboku", store, Registry(offered), pack, clock, folder, b"k" * 32)


async def main(url: str, folder: str, now: str, commit: int) -> None:
    moment = datetime.fromisoformat(now)
    town = open_both(open_store(url), sample(), lambda: moment, Path(folder))
    hana = await someone(town)
    draft = await walk(town, hana, counter.id, VISIT)
    offer = draft.offers[0].id
    view: Any = await accompanying.accompany(
        town, hana, draft.ref, draft.rev, offer, rides.id, wanted=True
    )
    visit = await yes(town, hana, view.draft)
    draft = await walk(town, hana, counter.id, NEW, replacing=visit)
    kill_before(commit)
    await yes(town, hana, draft)


if __name__ == "__main__":
    sample()
    serve(main)
