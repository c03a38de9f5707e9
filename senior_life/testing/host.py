"""A host for tests: a real store, a real town pack, a clock that obeys, and nothing else."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import httpx

from senior_life.contract import Caller, Dweller, Engagement, File, Gazetteer, Name, Phone, Progress
from senior_life.providing import folded
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.usecases import files

T = TypeVar("T")
SERVICE = "under-test"
"""What files are kept by, for want of the service's own id."""
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


class Clock:
    """Says what it was told to say."""

    def __init__(self, now: datetime = TUESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        self.now = now

    def goes(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


class FakeHost:
    """A ``contract.Host``; ``told`` keeps what the service told the core, ``engagements`` the day.

    ``dwellers`` are all who live in the town.

    ``http`` answers what ``answers_http`` says, by default that nobody is there. ``folder`` is the
    service's own, ``pack_folder`` that of its pack files.
    """

    def __init__(
        self,
        store: Store,
        pack: Pack,
        files: Mapping[str, Any],
        clock: Callable[[], datetime],
        answers_http: Callable[[httpx.Request], httpx.Response] | None = None,
        folder: Path = Path("not", "given"),
        pack_folder: Path = Path("not", "given"),
    ) -> None:
        self._store, self._town, self._files, self._clock = store, pack, files, clock
        self.folder, self.pack_folder = folder, pack_folder
        self.told: list[Progress] = []
        self.engagements: list[Engagement] = []
        self.dwellers: list[Dweller] = []
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(answers_http or _nobody))

    @property
    def places(self) -> Gazetteer:
        return self._town.places

    @property
    def pack(self) -> Mapping[str, Any]:
        return self._files

    @property
    def phone(self) -> Phone:
        return self._town.phone

    def now(self) -> datetime:
        return self._clock()

    def holiday(self, day: date) -> Name | None:
        return self._town.calendar.holiday(day)

    async def read(self, work: Callable[[Any], T]) -> T:
        return await self._store.read(work)

    async def write(self, work: Callable[[Any], T]) -> T:
        return await self._store.write(work)

    async def file(self, ref: str) -> File:
        return await self.read(lambda s: files.file_for(s, SERVICE, ref))

    def keep_file(self, session: Any, ref: str) -> None:
        files.keep(session, SERVICE, ref)

    def add_file(self, session: Any, file: File) -> str:
        return files.add(session, SERVICE, file, self.now())

    def drop_file(self, session: Any, ref: str) -> None:
        files.drop(session, SERVICE, ref)

    async def day(
        self,
        who: Caller,  # noqa: ARG002
        day: date,
        last: date | None = None,
    ) -> Sequence[Engagement]:
        return tuple(one for one in self.engagements if day <= one.starts.date() <= (last or day))

    async def residents_at(self, addresses: Collection[str]) -> Sequence[Dweller]:
        wanted = set(map(folded, addresses))
        return tuple(one for one in self.dwellers if folded(one.address) in wanted)

    async def tell(self, progress: Progress) -> None:
        self.told.append(progress)


def _nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody is there", request=request)
