"""A town with people in it: two offices' staff, a couple with a tablet, a man living alone."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from senior_life.contract import Host, Staff
from senior_life.registry import Registry
from senior_life.storage import Store
from senior_life.town import load
from senior_life.usecases import passwords, people
from senior_life.usecases.access import Reader
from senior_life.usecases.people import Details, Resident
from senior_life.usecases.town import Town

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
HANAKO = Details(
    name="髙橋 花子",
    kana="たかはし はなこ",
    address="堺市南区茶山台1丁",
    phone="072-200-1234",
    needs=("wheelchair",),
    home="34.48,135.51",
)
TARO = Details(name="髙橋 太郎", kana="たかはし たろう", phone="072-200-1234")
YOSHI = Details(name="𠮷田 﨑夫", kana="よしだ さきお", phone="090-1111-9876")


def no_services(service: str) -> Host:
    raise LookupError(service)


def build(store: Store, clock: Callable[[], object], folder: Path) -> Town:
    return Town(
        "senboku",
        store,
        Registry(),
        load(SAMPLE),
        clock,
        folder,
        no_services,
        b"k" * 32,  # type: ignore[arg-type]
    )


@pytest.fixture
def town(store: Store, clock: Callable[[], object], tmp_path: Path) -> Town:
    """On SQLite, and on PostgreSQL."""
    return build(store, clock, tmp_path)


@pytest.fixture
def quick_town(sqlite_store: Store, clock: Callable[[], object], tmp_path: Path) -> Town:
    """On SQLite alone."""
    return build(sqlite_store, clock, tmp_path)


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same Argon2id at its lowest cost, where the cost is not what is tested."""
    cheap = cache(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords.nobodys_hash.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", cheap)
    yield
    passwords.nobodys_hash.cache_clear()


@pytest.fixture
def desk() -> Reader:
    return Reader(staff=Staff("staff1", "minami"), name="minami-desk", role="desk")


@pytest.fixture
def head() -> Reader:
    """Of the desk: may also join and pause people."""
    return Reader(staff=Staff("staff2"), name="head", role="admin")


async def add(town: Town, desk: Reader, details: Details, household: str | None = None) -> Resident:
    return await people.create(town, desk, details, household)
