"""A board in a process of its own, which may kill itself (``kill -9``) before one of its commits.

Each line of its input, ``[URL, FOLDER, WHAT, REFS, COMMIT]`` as JSON, is done in a fork. WHAT is
``publish``: the desk writes a circular and publishes it; ``receipt``: kazuo (his ref is in REFS)
came to the end of the one that is out. Before the COMMIT-th commit of that the fork is gone; 0: it
lives. Its wait status is written out.
"""

import asyncio
from functools import cache
from pathlib import Path

from senior_life.contract import Wanted
from senior_life.storage import open_store
from senior_life.testing import Clock
from senior_life.town import Pack, load
from senior_life.usecases.access import Reader
from tests.forking import kill_before, serve

from .conftest import NORTH_1, SAMPLE, SOUTH_1, scene_on

BOTH = (NORTH_1, SOUTH_1)


@cache
def sample() -> Pack:
    """Read once, before any fork."""
    pack = load(SAMPLE)
    pack.calendar.holiday(Clock()().date())
    return pack


async def main(url: str, folder: str, what: str, refs: dict[str, str], commit: int) -> None:
    scene = scene_on(open_store(url), sample(), Clock(), Path(folder))
    scene.readers = {name: Reader("d", ref, (ref,), name=name) for name, ref in refs.items()}
    if commit:
        kill_before(commit)
    if what == "publish":
        await scene.publish(audience=BOTH)
    else:
        (notice,) = await scene.found("kazuo", Wanted())
        ends = (scene.answerless_read("kazuo", notice.ref) for _time in range(2))
        await asyncio.gather(*ends)


if __name__ == "__main__":
    sample()
    serve(main)
