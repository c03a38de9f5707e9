"""A whole town behind its API: the real service, residents with tablets, members of staff."""

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from senior_life import wire
from senior_life.api.app import create_api
from senior_life.client import Client
from senior_life.contract import Staff, Weekly
from senior_life.registry import Offered, Registry, Standing
from senior_life.speech.cache import SoundCache
from senior_life.speech.mouth import Mouth
from senior_life.speech.port import Clause, Sound, Speed
from senior_life.storage import Store, open_store
from senior_life.storage.tables.habits import HABIT_OPEN, HabitRow
from senior_life.storage.tables.people import StaffRow, StaffSessionRow
from senior_life.storage.tables.plans import PlanRow
from senior_life.storage.tables.reminders import ReminderRow
from senior_life.storage.values import to_json
from senior_life.town import Pack, load, service_files
from senior_life.usecases import devices, people, suspension, tablet
from senior_life.usecases.access import Reader
from senior_life.usecases.host import open_town
from senior_life.usecases.identity import hash_token, who_holds
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from senior_life.words import add_catalogue
from services.counter_reservation import service

from .a_circular import board, notice_for

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
MINAMI, IZUMIGAOKA = "minami_ward_office", "izumigaoka_station"
STAFF = {"office1": MINAMI, "office2": IZUMIGAOKA, "admin": "", "closed": "", "expired": ""}
"""Accounts and their offices: that of ``closed`` is closed, ``expired`` has one old session."""
DESK = Reader(staff=Staff("admin"), name="admin", role="admin")

NAMED = {
    "a": Details("髙橋 ハナ", "たかはし はな", phone="072-000-0101"),
    "b": Details("𠮷田 つる", "よしだ つる"),
    "spouse": Details("髙橋 一﨑", "たかはし かずさき"),
    "twin": Details("高橋 ハナ", "たかはし はな"),
    "paused": Details("山﨑 休", "やまさき やすみ"),
}
HELD = {
    "a": ("a",),
    "b": ("b",),
    "revoked": ("a",),
    "spouse": ("a", "spouse"),
    "paused": ("paused",),
}


@dataclass(frozen=True)
class World:
    """``tokens`` by role; what is ``its`` by name is resident A's."""

    tokens: dict[str, str]
    its: dict[str, str]


class Whisper(Mouth):
    """Makes nothing ahead, so that no work outlives a request."""

    async def open(self, clauses: Sequence[Clause], speed: Speed) -> None:
        """Nothing to prepare."""


class Voice:
    """Says everything as the bytes of its text."""

    voice, credit = "paper", "The voice of a test"

    async def warm(self) -> None:
        """Nothing to load."""

    async def say(self, clause: Clause, speed: Speed) -> Sound:
        return Sound(clause.text.encode(), "audio/mpeg", self.voice)


def open_sample(store: Store, clock: Callable[[], datetime], folder: Path) -> Town:
    pack = load(SAMPLE)
    for one in (service, board):
        add_catalogue(one.id, one.package)
    offered = [
        Offered(one, "smart-senior-life", "1", service_files(SAMPLE, one, pack.places))
        for one in (service, board)
    ]
    refused = Standing("broken", "broken-service", "1", (service.name,))
    standings = [Standing(service.id, "smart-senior-life", "1"), refused]
    registry = Registry(offered, standings)
    return reopened(pack, registry, store, clock, folder)


async def book(client: Client) -> wire.BookingOut:
    """As a resident who always takes the first answer."""
    return await agree(client, await client.begin(wire.BeginIn(service=service.id)))


async def agree(client: Client, walk: wire.WalkOut) -> wire.BookingOut:
    while walk.card:
        free = [one.value for one in walk.card.choices if not one.is_full]
        given = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=(free[0],))
        walk = await client.answer(walk.id, given)
    return await client.confirm(walk.id, walk.rev, walk.offers[0].id)


async def populate(town: Town, api: FastAPI) -> World:
    """Everything is made through the API where it can be."""
    tokens = {role: f"session-of-{role}" for role in STAFF} | {"nobody": ""}
    town.store.write_now(lambda s: s.add_all(staff_rows(town)))
    town.store.write_now(lambda s: s.add_all(session_rows(town)))
    its = {name: (await people.create(town, DESK, one)).ref for name, one in NAMED.items()}
    tokens |= await tablets(town, its)
    its["device"] = (await who_holds(town, tokens["a"])).device
    client = Client.inside(api).bearing(tokens["a"])
    booking = await book(client)
    its["booking"], its["seq"] = booking.ref, str(booking.seq)
    walk = await client.begin(wire.BeginIn(service=service.id))
    its["walk"], its["rev"] = walk.id, str(walk.rev)
    its["help"] = (await client.ask_for_help(wire.HelpIn(words="教えて"))).ref
    its["reminder"], its["file"] = "reminder", await sent_by_office1(town, client)
    its["notice"] = (await notice_for(town, its["a"])).ref
    town.store.write_now(lambda s: s.add(reminder_row(town, its)))
    its["habit"] = "habit"
    town.store.write_now(lambda s: s.add_all(habit_rows(town, its)))
    await client.close()
    return World(tokens, its)


async def sent_by_office1(town: Town, client: Client) -> str:
    desk = client.bearing("session-of-office1")
    upload = await desk.begin_file(wire.FileIn(name="everybody's.pdf", size_bytes=9))
    await desk.http.put(upload.url, content=b"%PDF-1.7 ")
    return upload.ref


async def tablets(town: Town, its: dict[str, str]) -> dict[str, str]:
    """The one of ``spouse`` is shared with resident A, whose turn it is not."""
    tokens = {}
    for role, whose in HELD.items():
        offer = await devices.offer_pairing(town, DESK, [its[one] for one in whose], role)
        tokens[role] = await devices.pair(town, offer.code)
    await devices.revoke(town, DESK, (await who_holds(town, tokens["revoked"])).device)
    await tablet.take_turn(town, await who_holds(town, tokens["spouse"]), its["spouse"])
    await suspension.suspend(town, DESK, its["paused"], "hospital")
    return tokens


def staff_rows(town: Town) -> list[Any]:
    now = town.now()
    return [
        StaffRow(
            ref=role,
            name=role,
            password_hash="",
            role="desk" if office else "admin",
            office=office,
            created_at=now,
            closed_at=now if role == "closed" else None,
        )
        for role, office in STAFF.items()
    ]


def session_rows(town: Town) -> list[Any]:
    now = town.now()
    return [
        StaffSessionRow(
            token_hash=hash_token(f"session-of-{role}"),
            staff=role,
            expires_at=now + timedelta(days=-1 if role == "expired" else 400),
        )
        for role in STAFF
    ]


def holder_of(role: str) -> str:
    """What a signed address calls this member of staff in their session."""
    return f"staff:{role}:{hash_token(f'session-of-{role}')}"


def reminder_row(town: Town, its: dict[str, str]) -> ReminderRow:
    return ReminderRow(
        ref="reminder",
        town=town.id,
        resident=its["a"],
        booking=its["booking"],
        once="test",
        kind="info",
        at=town.now(),
        says=to_json(service.name),
    )


def habit_rows(town: Town, its: dict[str, str]) -> list[Any]:
    """An errand of every Friday, of which nothing is booked yet."""
    now, day = town.now(), town.now().date()
    common = {"ref": "habit", "town": town.id, "resident": its["a"], "service": service.id}
    plan = PlanRow(
        **common, key="habit", walk="habit", state="requested", requested_at=now, changed_at=now
    )
    weekly = Weekly(("fri",), day + timedelta(weeks=8), (day + timedelta(days=10),))
    habit = HabitRow(
        **common,
        plan="habit",
        weekly=to_json(weekly),
        seen_until=day,
        made_by=its["a"],
        channel="touch",
        state=HABIT_OPEN,
        made_at=now,
        next_at=now,
    )
    return [plan, habit]


@dataclass
class Stage:
    """One town on a database of the test's own; ``as_`` gives the client of a role."""

    town: Town
    api: FastAPI
    world: World
    client: Client

    def as_(self, role: str) -> Client:
        return self.client.bearing(self.world.tokens[role])

    @property
    def its(self) -> dict[str, str]:
        return self.world.its


@dataclass(frozen=True)
class Template:
    """A populated database, copied for each test; the app is put together once."""

    file: Path
    town: Town
    api: FastAPI
    world: World


@pytest.fixture(scope="session")
def template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("api")
    file = folder / "town.sqlite"
    shutil.copy(sqlite_template, file)
    store = open_store(f"sqlite:///{file}")
    now = datetime.fromisoformat("2026-11-24T09:00:00+09:00")
    town = open_sample(store, lambda: now, folder)
    api = create_api(town)
    world = asyncio.run(populate(town, api))
    store.close()
    return Template(file, town, api, world)


@pytest.fixture
def raise_stage(
    template: Template, tmp_path: Path, clock: Callable[[], datetime]
) -> Iterator[Callable[[], Stage]]:
    """Makes as many towns as a test asks for, each as if it were the only one."""
    opened: list[Stage] = []

    def make() -> Stage:
        file = tmp_path / f"{len(opened)}.sqlite"
        shutil.copy(template.file, file)
        old, store = template.town, open_store(f"sqlite:///{file}")
        town = reopened(old.pack, old.registry, store, clock, tmp_path)
        template.api.state.town = town
        opened.append(Stage(town, template.api, template.world, Client.inside(template.api)))
        return opened[-1]

    yield make
    for stage in opened:
        stage.town.store.close()


def reopened(
    pack: Pack, registry: Registry, store: Store, clock: Callable[[], datetime], folder: Path
) -> Town:
    mouth = Whisper(Voice(), SoundCache(folder / "sounds"))
    return open_town("senboku", store, registry, pack, clock, folder, b"k" * 32, mouth=mouth)


@pytest.fixture
def stage(raise_stage: Callable[[], Stage]) -> Stage:
    return raise_stage()
