"""What the core lends to a service."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from senior_life.contract.booking import Progress
from senior_life.contract.language import Name, Phone, Text
from senior_life.contract.people import Caller, Dweller

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Engagement:
    """Something already on the resident's day; ``ref`` is the booking's, ``place`` as in Offer."""

    service: str
    ref: str
    starts: datetime
    ends: datetime
    says: Text
    place: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the town pack; degrees WGS 84."""

    id: str
    name: Name
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What somebody has sent. ``kind`` is what its bytes are, whatever its name says: a media type,
    empty for what is none of ``application/pdf``, ``image/jpeg``, ``image/png``, ``image/webp``."""

    name: str
    kind: str
    content: bytes = field(repr=False)


class Gazetteer(Protocol):
    def get(self, place: str) -> Place | None: ...
    def search(self, words: str, limit: int = 5) -> Sequence[Place]: ...


class Host(Protocol):
    """All that a service may ask of the core."""

    @property
    def places(self) -> Gazetteer: ...
    @property
    def pack(self) -> Mapping[str, Any]:
        """The service's files of the town pack, by file name, already validated."""
        ...

    @property
    def pack_folder(self) -> Path:
        """Where these files stand, and large ones that they name."""
        ...

    @property
    def folder(self) -> Path:
        """For what the service can make again: its own, within the data folder, perhaps not
        made yet. It is in no copy of the database, and each server has its own."""
        ...

    @property
    def http(self) -> Any:
        """An ``httpx.AsyncClient`` with deadlines; closed by the core."""
        ...

    @property
    def phone(self) -> Phone:
        """The town desk's number."""
        ...

    def now(self) -> datetime: ...
    def holiday(self, day: date) -> Name | None:
        """The public holiday or the town's own closing day on that date."""
        ...

    async def read(self, work: Callable[[Any], T]) -> T:
        """Run ``work(session)`` in a transaction that reads; ``session`` is a SQLModel one."""
        ...

    async def write(self, work: Callable[[Any], T]) -> T:
        """Run ``work(session)`` in a transaction that writes, and commit.

        ``work`` may run more than once (a lost race is run again), so it must do nothing but
        use its session. An error raised by it rolls everything back.
        """
        ...

    async def file(self, ref: str) -> File:
        """What a FILE step was answered with, or what this service keeps. Raises Unclear when it
        is not there (any more)."""
        ...

    def keep_file(self, session: Any, ref: str) -> None:
        """Within ``write``: with its commit the file is this service's, and stays until it is
        dropped; what nobody keeps is gone after a day. Raises Unclear as above."""
        ...

    def add_file(self, session: Any, file: File) -> str:
        """Within ``write``: one that the service made itself, kept; its ref."""
        ...

    def drop_file(self, session: Any, ref: str) -> None:
        """Within ``write``: it is needed no more. What is not this service's stays."""
        ...

    async def day(self, who: Caller, day: date, last: date | None = None) -> Sequence[Engagement]:
        """The caller's engagements on that day, or until ``last``, that this service may know of.

        Those of this very service are among them, by the ref that it gave them.
        """
        ...

    async def residents_at(self, addresses: Collection[str]) -> Sequence[Dweller]:
        """Who lives there now; how wide a letter is written, and spaces, make no difference.

        Nobody, to a service that does not share addresses and households.
        """
        ...

    async def tell(self, progress: Progress) -> None:
        """Something changed on the provider's side; an older ``seq`` is ignored."""
        ...
