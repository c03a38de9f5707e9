"""A town in a process of its own that kills itself (``kill -9``) at one commit of a yes.

Each line of its input, ``[URL, FOLDER, NOW, ACT, COMMIT, MOMENT]`` as JSON, is done in a fork: the
walk of ACT (book, change, cancel) is prepared, then the yes is said; at its COMMIT-th commit (1:
asked for, 2: the provider's, 3: its answer), just before or just after, the fork is gone. Its wait
status is written out.
"""

import os
import signal
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session

from senior_life.contract import Staff
from senior_life.registry import Offered, Registry
from senior_life.storage import Store, open_store
from senior_life.town import Pack, load, service_files
from senior_life.usecases import bookings, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.confirming import confirm
from senior_life.usecases.host import open_town
from senior_life.usecases.moving import View
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from services.counter_reservation import service
from tests.forking import serve

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
DESK = Reader(staff=Staff("staff1"), name="desk", role="desk")


@cache
def sample() -> tuple[Pack, Registry]:
    """Read once, before any fork."""
    pack = load(SAMPLE)
    pack.calendar.holiday(date(2026, 11, 24))
    files = service_files(SAMPLE, service, pack.places)
    return pack, Registry([Offered(service, "smart-senior-life", "1", files)])


def open_sample(store: Store, now: Callable[[], datetime], folder: Path) -> Town:
    pack, registry = sample()
    return open_town("senboku", store, registry, pack, now, folder, b"k" * 32)


def tablet(resident: str) -> Reader:
    return Reader(device="tablet", resident=resident, household=(resident,), name="髙橋 花子")


async def to_the_offer(town: Town, reader: Reader, view: View, choice: int) -> View:
    """Takes the same place among the free choices of every question."""
    while view.card:
        free = [option.value for option in view.card.choices if not option.is_full]
        value = free[min(choice, len(free) - 1)]
        ref, rev, step = view.draft.ref, view.draft.rev, view.card.step.name
        view = await walks.answer(town, reader, ref, rev, step, (value,))
    return view


async def say_yes(town: Town, reader: Reader, view: View) -> str:
    draft = view.draft
    return await confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


def arm(commit: int, moment: str) -> None:
    """From now on commits are counted; the chosen one is the last thing this process does."""
    seen = 0

    def count(_: Session) -> None:
        nonlocal seen
        seen += 1
        if moment == "before" and seen == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    def after(_: Session) -> None:
        if moment == "after" and seen == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, "before_commit", count)
    event.listen(Session, "after_commit", after)


async def main(url: str, folder: str, now: str, act: str, commit: int, moment: str) -> None:
    moment_now = datetime.fromisoformat(now)
    town = open_sample(open_store(url), lambda: moment_now, Path(folder))
    found = await people.create(town, DESK, Details("髙橋 花子", "たかはし はなこ"), None)
    reader = tablet(found.ref)
    view = await to_the_offer(town, reader, await walks.begin(town, reader, service.id), 0)
    if act == "book":
        arm(commit, moment)
        await say_yes(town, reader, view)
        return
    ref = await say_yes(town, reader, view)
    if act == "change":
        view = await walks.begin(town, reader, replacing=ref)
        view = await to_the_offer(town, reader, view, 2)
        arm(commit, moment)
        await say_yes(town, reader, view)
    else:
        arm(commit, moment)
        await bookings.act(town, reader, ref, act, 1)


if __name__ == "__main__":
    sample()
    serve(main)
