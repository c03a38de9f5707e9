"""One service on a stage of its own: a fresh store, a clock, and residents who book."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from senior_life.contract import (
    Answer,
    Answers,
    Board,
    Booking,
    Caller,
    Channel,
    Desk,
    Kind,
    Offer,
    Option,
    Service,
    Step,
)
from senior_life.storage import open_store
from senior_life.storage.migrate import migrate_now
from senior_life.testing.host import Clock, FakeHost
from senior_life.town import load, service_files
from senior_life.words import add_catalogue

PAGES = 3
TRIES_A_STEP = 6
DEADLINE_SECONDS = 30.0
TYPED: Mapping[Kind, str] = {Kind.TEXT: "てすと", Kind.YES_NO: "yes"}
WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.DATE, Kind.TIME, Kind.PLACE})
SHARED = {
    "name": "髙橋 ハナ",
    "kana": "たかはし はな",
    "phone": "0720000101",
    "address": "堺市南区見本台1丁2番3号",
    "birth_date": "1944-03-12",
    "needs": "wheelchair",
    "home": "34.4899,135.5071",
    "household": "takahashi",
}


class PromiseBroken(AssertionError):
    """The service does not keep a promise; the message says which, and how it was seen."""


def keep(is_kept: object, otherwise: str) -> None:
    if not is_kept:
        raise PromiseBroken(otherwise)


@dataclass(frozen=True, slots=True)
class Stage:
    """``provider`` is the service's own work, of a board ``board``; nothing of the core stands
    between."""

    service: Service
    host: FakeHost
    clock: Clock
    provider: Booking

    @property
    def board(self) -> Board:
        return cast("Board", self.provider)

    def who(self, ref: str = "hana") -> Caller:
        """A resident, with no more than the service declared it needs."""
        shared = {key: value for key, value in SHARED.items() if key in self.service.shares}
        return Caller(ref, Channel.TOUCH, ref, shared=shared)

    def desk(self) -> Desk | None:
        """The staff side of the same service, if it has one."""
        return self.service.desk(self.host) if self.service.desk else None

    async def answers(self) -> Answers:
        """A whole walk, answered with the first options that lead to its end."""
        found = await self._answered(0, {})
        keep(found is not None, "no way through the questions: every one needs an option")
        return found or {}

    async def other_answers(self, answers: Answers) -> AsyncIterator[Answers]:
        """Other ends of the walk, those with as many answers the same as can be first."""
        steps = self.service.steps
        for at in reversed(range(len(steps))):
            so_far = {step.name: answers[step.name] for step in steps[:at] if step.name in answers}
            for value in await self._values(steps[at], so_far):
                answer: Answer = (value,) if steps[at].many else value
                if answer != answers.get(steps[at].name):
                    found = await self._answered(at + 1, {**so_far, steps[at].name: answer})
                    if found is not None:
                        yield found

    async def options(self, step: Step, so_far: Answers) -> Sequence[Option]:
        """Of the first pages; empty for a step that is answered in words."""
        found: list[Option] = []
        if step.kind not in WITH_OPTIONS:
            return found
        for page in range(PAGES):
            more = await self.provider.options(self.who(), step, so_far, page)
            found += [one for one in more if one.value not in {old.value for old in found}]
            if not more or len([one for one in found if not one.is_full]) >= TRIES_A_STEP:
                break
        return found

    async def offer(self, answers: Answers, key: str = "one", ref: str = "hana") -> Offer:
        offers = await self.provider.quote(self.who(ref), answers, key)
        keep(1 <= len(offers) <= 3, f"quote gave {len(offers)} offers, not one to three")  # noqa: PLR2004
        return offers[0]

    async def _answered(self, at: int, so_far: dict[str, Answer]) -> Answers | None:
        if at == len(self.service.steps):
            return so_far
        step = self.service.steps[at]
        for value in await self._values(step, so_far):
            answer: Answer = (value,) if step.many else value
            found = await self._answered(at + 1, {**so_far, step.name: answer})
            if found is not None:
                return found
        return await self._answered(at + 1, so_far) if step.may_skip else None

    async def _values(self, step: Step, so_far: Answers) -> Sequence[str]:
        if step.kind in WITH_OPTIONS:
            free = [one.value for one in await self.options(step, so_far) if not one.is_full]
            return free[:TRIES_A_STEP]
        if step.kind is Kind.NUMBER:
            return [str(step.lowest or 1)]
        if step.kind is Kind.REPEAT:
            return [str(self.clock().date().replace(day=28))]
        return [TYPED[step.kind]] if step.kind in TYPED else []


@asynccontextmanager
async def on_stage(service: Service, town: Path, store: Path) -> AsyncIterator[Stage]:
    """``town``: a town pack's folder; ``store``: a migrated SQLite file of this test's own."""
    pack = load(town)
    files = service_files(town, service, pack.places)
    if service.package:
        add_catalogue(service.id, service.package)
    clock = Clock()
    opened = open_store(f"sqlite:///{store}")
    own, of_pack = store.parent / "own", town / service.id
    host = FakeHost(opened, pack, files, clock, folder=own, pack_folder=of_pack)
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            yield Stage(service, host, clock, cast("Booking", service.make(host)))
    finally:
        await host.http.aclose()
        opened.close()


def fresh_store(template: Path, folder: Path, service: Service) -> Path:
    """A migrated file; ``template`` is made at the first call and copied from then on."""
    if not template.exists():
        opened = open_store(f"sqlite:///{template}")
        migrate_now(opened, {service.id: service.package} if service.package else {})
        opened.close()
    copy = folder / "town.sqlite"
    shutil.copy(template, copy)
    return copy
