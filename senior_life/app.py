"""The one module that wires: settings become a running town, and everything else receives."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp

from senior_life.api.app import create_api
from senior_life.client import Client
from senior_life.config import Settings
from senior_life.datafolder import Lock, prepare, signing_key
from senior_life.nearby import Nearby, is_here
from senior_life.quickening import make_ready
from senior_life.registry import Registry
from senior_life.registry.opening import open_registry
from senior_life.speech.choice import open_mouth
from senior_life.speech.remote import Server as SpeechServer
from senior_life.storage import Store, open_store
from senior_life.storage.migrate import is_current, migrate_now
from senior_life.town import Pack, load
from senior_life.ui.app import build
from senior_life.ui.watching import Watching
from senior_life.usecases.accounts import Account
from senior_life.usecases.host import open_town
from senior_life.usecases.sample import first_accounts, load_people, tablet_token
from senior_life.usecases.town import Town
from senior_life.usecases.upkeep import Minutes
from senior_life.web import Contact, serve
from senior_life.words import add_catalogue, plain
from senior_life.work_queue import open_queue

HTTP_SECONDS = 10.0
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotMigrated(Exception):
    """The tables are older than the program; on PostgreSQL the town decides when to change them."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a town stands on: everything that is there before a server runs."""

    settings: Settings
    pack: Pack
    registry: Registry
    store: Store
    key: bytes

    def now(self) -> datetime:
        return datetime.now(self.pack.town.zone)


@dataclass(frozen=True, slots=True)
class Running:
    """``asgi`` is the whole application: the API under /api, the screens everywhere else."""

    town: Town
    api: FastAPI
    asgi: ASGIApp


@contextmanager
def ground(settings: Settings, is_locked: bool = True) -> Iterator[Ground]:
    """The data folder, the pack, the services, the store. Raises PackBroken, InUse.

    ``is_locked``: nobody else may serve from this folder meanwhile (SQLite only).
    """
    folder = prepare(settings.data)
    with Lock(folder) if is_locked and settings.is_sqlite else nullcontext():
        pack = load(settings.town)
        registry = open_registry(pack, cache=folder / "registry.json")
        for service, package in registry.packages.items():
            add_catalogue(service, package)
        for one in registry.absent.values():
            if one.package:
                add_catalogue(one.id, one.package)
        store = open_store(settings.store_url)
        key = settings.signing_key.encode() or signing_key(folder)
        try:
            yield Ground(settings, pack, registry, store, key)
        finally:
            store.close()


def migrate(on: Ground) -> None:
    """Bring the tables of the core and of each service up to date."""
    migrate_now(on.store, on.registry.packages)


def require_current(on: Ground) -> None:
    """Raises NotMigrated."""
    if not is_current(on.store, on.registry.packages):
        raise NotMigrated


def first_start(on: Ground) -> list[Account]:
    """Tables, the sample town's people, the first accounts; later starts change nothing.

    Raises NotMigrated: on PostgreSQL only ``senior-life migrate`` changes tables.
    """
    if on.store.is_sqlite:
        migrate(on)
    require_current(on)
    if on.pack.sample is not None:
        load_people(on.store, on.pack.sample, on.key, on.now())
    return first_accounts(on.store, on.pack.sample, on.now())


@asynccontextmanager
async def running(on: Ground, address: str) -> AsyncIterator[Running]:
    """A town with its screens and its upkeep; on the way out, what is under way is finished."""
    settings, data = on.settings, on.settings.data
    async with (
        httpx.AsyncClient(timeout=HTTP_SECONDS) as http,
        open_mouth(data / "sounds", http, _speech_server(settings)) as mouth,
        _hands(settings) as hand_over,
    ):
        town = open_town(
            on.pack.town.id,
            on.store,
            on.registry,
            on.pack,
            on.now,
            data,
            on.key,
            http,
            settings.public_url or address,
            mouth,
            settings.workers if hand_over else 0,
            hand_over,
        )
        api = create_api(town)
        client = Client.inside(api)
        watching = Watching(lambda: client)
        screens = serve(
            build(lambda: client, own_token(on), watching),
            api,
            settings.assets,
            cache_dir=data / "web",
            contact=_contact(on.pack),
            origins=settings.origins,
        )
        minutes = Minutes(town)
        await minutes.start()
        quickening = asyncio.create_task(_quicken(settings))
        try:
            yield Running(town, api, Nearby(screens))
        finally:
            quickening.cancel()
            await asyncio.wait([quickening])
            await minutes.stop()
            await watching.stop()
            await client.close()


async def _quicken(settings: Settings) -> None:
    if settings.compiles:
        await make_ready(settings.data / "compiled")


@asynccontextmanager
async def _hands(settings: Settings) -> AsyncIterator[Callable[[str, str], Awaitable[None]] | None]:
    """Of other processes; None: there are none. Raises NoQueue."""
    if not settings.workers or settings.is_sqlite:
        yield None
        return
    async with open_queue(settings.store_url) as queue:
        yield queue.hand_over


def own_token(on: Ground) -> Callable[[], Awaitable[str]]:
    """The sample tablet's token for a browser on this machine, nothing for any other.

    Asked within the session of one browser; docs/decisions/sample-tablet.md says why it is safe.
    """
    is_sample = on.pack.sample is not None and on.settings.sample_tablet
    is_open = is_sample and not on.settings.is_behind_proxy and on.settings.host in LOOPBACK

    async def token() -> str:
        return tablet_token(on.key) if is_open and is_here() else ""

    return token


def remote_screens(url: str) -> Callable[[Any], Awaitable[None]]:
    """The screens of a phone or tablet build, whose town is elsewhere."""
    client: list[Client] = []

    def shared() -> Client:
        if not client:
            client.append(Client.at(url))
        return client[0]

    async def nothing() -> str:
        return ""

    return build(shared, nothing, Watching(shared))


def _speech_server(settings: Settings) -> SpeechServer | None:
    if not settings.speech_url:
        return None
    return SpeechServer(
        settings.speech_url,
        settings.speech_model,
        settings.speech_speaker,
        settings.speech_key,
        settings.speech_credit,
    )


def _contact(pack: Pack) -> Contact:
    return Contact(desk=pack.town.name.text, phone=plain(pack.phone, "ja"))
