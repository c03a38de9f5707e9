"""Killed at any moment of a yes, started again: exactly one booking, never two slots."""

import asyncio
import importlib.util
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from senior_life.contract import State
from senior_life.storage import Store, open_store
from senior_life.storage.tables.bookings import ActRow, BookingRow
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases import walks
from senior_life.usecases.recover import recover
from services.counter_reservation import service
from services.counter_reservation.tables import Booking, Claim
from tests.forking import Asks, parent

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).parent / "town_to_kill.py"
MOMENTS = [(commit, moment) for commit in (1, 2, 3) for moment in ("before", "after")]


def load_child() -> Any:
    spec = importlib.util.spec_from_file_location("town_to_kill", CHILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


child = load_child()


Die = Callable[[str, str, int, str], None]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent(str(CHILD)) as ask:
        yield ask


@pytest.fixture
def die(asks: Asks, tmp_path: Path, clock: Any) -> Die:
    """A town says yes and is killed at that moment."""

    def run(url: str, act: str, commit: int, moment: str) -> None:
        assert asks(url, str(tmp_path), clock().isoformat(), act, commit, moment) == signal.SIGKILL

    return run


class After:
    """What the database says once the town runs again."""

    def __init__(self, url: str, folder: Path, clock: Any) -> None:
        self.store: Store = open_store(url)
        self.town = child.open_sample(self.store, clock, folder)

    def restart(self) -> None:
        asyncio.run(recover(self.town, service.id))

    def all(self, what: Any) -> Sequence[Any]:
        return self.store.read_now(lambda s: s.exec(what).all())

    @property
    def bookings(self) -> Sequence[BookingRow]:
        return self.all(select(BookingRow))

    @property
    def provided(self) -> Sequence[Booking]:
        return self.all(select(Booking).where(col(Booking.state) == State.CONFIRMED.value))

    @property
    def taken(self) -> set[str]:
        return set(self.all(select(Claim.slot).where(col(Claim.holds_until).is_(None))))

    @property
    def is_settled(self) -> bool:
        open_acts = self.all(select(ActRow).where(col(ActRow.done_at).is_(None)))
        return not open_acts and all(row.state != State.REQUESTED for row in self.bookings)


@pytest.mark.parametrize(("commit", "moment"), MOMENTS)
def test_killed_while_booking_there_is_exactly_one(
    die: Die, store_url: str, tmp_path: Path, clock: Any, commit: int, moment: str
) -> None:
    die(store_url, "book", commit, moment)
    after = After(store_url, tmp_path, clock)
    after.restart()
    if (commit, moment) == (1, "before"):
        assert after.bookings == []
        asyncio.run(yes_again(after))
    [booking], [provided] = after.bookings, after.provided
    assert booking.state == State.CONFIRMED
    assert booking.provider_ref == provided.ref
    assert after.taken == {provided.slot}
    assert after.is_settled
    after.store.close()


async def yes_again(after: After) -> None:
    """The walk is where it was; the resident says yes once more."""
    [draft] = after.all(select(WalkRow))
    reader = child.tablet(draft.resident)
    await child.say_yes(after.town, reader, await walks.look(after.town, reader, draft.ref))


@pytest.mark.parametrize(("commit", "moment"), MOMENTS)
def test_killed_while_changing_there_is_one_booking_with_one_slot(
    die: Die, store_url: str, tmp_path: Path, clock: Any, commit: int, moment: str
) -> None:
    die(store_url, "change", commit, moment)
    after = After(store_url, tmp_path, clock)
    after.restart()
    [booking], [provided] = after.bookings, after.provided
    assert booking.state == State.CONFIRMED
    assert booking.seq == provided.seq == (1 if (commit, moment) == (1, "before") else 2)
    assert after.taken == {provided.slot}
    assert after.is_settled
    after.store.close()


@pytest.mark.parametrize(("commit", "moment"), MOMENTS)
def test_killed_while_cancelling_it_is_cancelled_or_untouched(
    die: Die, store_url: str, tmp_path: Path, clock: Any, commit: int, moment: str
) -> None:
    die(store_url, "cancel", commit, moment)
    after = After(store_url, tmp_path, clock)
    after.restart()
    [booking] = after.bookings
    if (commit, moment) == (1, "before"):
        assert booking.state == State.CONFIRMED
        assert len(after.taken) == 1
    else:
        assert booking.state == State.CANCELLED
        assert after.taken == set()
    assert after.is_settled
    after.store.close()
