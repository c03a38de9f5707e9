"""What each service is given of the core, and the wiring of a town around it."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from senior_life.contract import (
    Caller,
    Dweller,
    Engagement,
    File,
    Gazetteer,
    Name,
    Phone,
    Progress,
    Service,
    words,
)
from senior_life.registry import Registry
from senior_life.speech.mouth import Mouth
from senior_life.storage import Store
from senior_life.usecases import clashes, files, telling
from senior_life.usecases.accepting import Accepting
from senior_life.usecases.holding import held, moved
from senior_life.usecases.line import Line
from senior_life.usecases.people import dwellers_at
from senior_life.usecases.practice import practised
from senior_life.usecases.town import Town

T = TypeVar("T")
LIVES = frozenset({"address", "household"})
_ = words("senior_life")


class ServiceHost:
    """The ``Host`` of one service. ``line`` is how the core itself speaks to its provider."""

    def __init__(self, town: Town, service: Service, http: Any) -> None:
        self._town, self.service, self._http = town, service, http

    @cached_property
    def line(self) -> Line:
        registry, name = self._town.registry, self.service.id
        trouble = _("This service does not answer just now.")
        return Line(
            name,
            lambda: self.service.make(self),
            lambda: registry.report(name, trouble, self.now()),
            lambda: registry.recovered(name),
            accepts=Accepting(self._town, self.service),
        )

    @property
    def places(self) -> Gazetteer:
        places: Gazetteer = self._town.pack.places
        return places

    @property
    def pack(self) -> Mapping[str, Any]:
        files: Mapping[str, Any] = self._town.registry.pack(self.service.id)
        return files

    @property
    def pack_folder(self) -> Path:
        folder: Path = self._town.pack.folder
        return folder / self.service.id

    @property
    def folder(self) -> Path:
        return own_folder(self._town.data_dir, self.service.id)

    @property
    def http(self) -> Any:
        return self._http

    @property
    def phone(self) -> Phone:
        phone: Phone = self._town.pack.phone
        return phone

    def now(self) -> datetime:
        return self._town.now()

    def holiday(self, day: date) -> Name | None:
        found: Name | None = self._town.pack.calendar.holiday(day)
        return found

    async def read(self, work: Callable[[Any], T]) -> T:
        store: Store = self._town.store
        return await store.read(work)

    async def write(self, work: Callable[[Any], T]) -> T:
        store: Store = self._town.store
        return await store.write(work)

    async def file(self, ref: str) -> File:
        return await self.read(lambda s: files.file_for(s, self.service.id, ref))

    def keep_file(self, session: Any, ref: str) -> None:
        files.keep(session, self.service.id, ref)

    def add_file(self, session: Any, file: File) -> str:
        return files.add(session, self.service.id, file, self.now())

    def drop_file(self, session: Any, ref: str) -> None:
        files.drop(session, self.service.id, ref)

    async def day(self, who: Caller, day: date, last: date | None = None) -> Sequence[Engagement]:
        """Of what is only held, the other parts of the plan that is being quoted."""
        booked = await clashes.engagements(self._town, who.ref, day, last or day)
        stays = (one for one in booked if one.ref not in moved())
        return (*stays, *clashes.within(held(), day, last or day))

    async def residents_at(self, addresses: Collection[str]) -> Sequence[Dweller]:
        if not self.service.shares >= LIVES:
            return ()
        return await self.read(lambda session: _dwellers(session, self.service.id, addresses))

    async def tell(self, progress: Progress) -> None:
        if not await telling.tell(self._town, self.service, progress):
            self.line.keep_early(progress)


def _dwellers(s: Session, service: str, addresses: Collection[str]) -> Sequence[Dweller]:
    """To a service that is practised nobody lives there but whoever practises."""
    return dwellers_at(s, addresses, service in practised(s))


def own_folder(data: Path, service: str) -> Path:
    """Where a service keeps what it can make again."""
    return (data / "services" / service).absolute()


def open_town(
    name: str,
    store: Store,
    registry: Registry,
    pack: Any,
    now: Callable[[], datetime],
    data_dir: Path,
    signing_key: bytes = b"",
    http: Any = None,
    public_url: str = "",
    mouth: Mouth | None = None,
    workers: int = 0,
    hand_over: Callable[[str, str], Awaitable[None]] | None = None,
) -> Town:
    """A town whose services each have one host, made when first asked for."""
    hosts: dict[str, ServiceHost] = {}

    def host_for(service: str) -> ServiceHost:
        if service not in hosts:
            hosts[service] = ServiceHost(town, registry.services[service], http)
        return hosts[service]

    town = Town(
        name,
        store,
        registry,
        pack,
        now,
        data_dir,
        host_for,
        signing_key,
        public_url,
        mouth,
        workers,
        hand_over,
    )
    return town


def line_to(town: Town, service: str) -> Line:
    host = town.host_for(service)
    assert isinstance(host, ServiceHost)  # noqa: S101 -- open_town makes no other
    return host.line
