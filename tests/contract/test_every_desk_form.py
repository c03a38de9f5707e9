"""Every form of every installed service's desk is held to what it asks, by the core alone."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from senior_life.client import Client, Refused
from senior_life.contract import Action, Kind, Service, Staff, Step
from senior_life.registry.opening import descriptions
from senior_life.storage.tables.people import StaffRow, StaffSessionRow
from senior_life.usecases import desk
from senior_life.usecases.access import Reader
from senior_life.usecases.desk import RESIDENT, SILENT
from senior_life.usecases.identity import hash_token
from senior_life.usecases.town import Town
from senior_life.wire import DeskActIn, Problem
from senior_life.words import plain
from tests.contract.conftest import Settle

DESKS = [service for service in descriptions() if service.desk is not None]
CLERK = Reader(staff=Staff("clerk"), name="clerk", role="admin")
TOKEN = "session-of-clerk"
NOWHERE = "is-not-offered"
RIGHT = {Kind.TEXT: "てすと", Kind.NUMBER: "100", Kind.YES_NO: "yes", Kind.FILE: "a-file"}
RIGHT |= {Kind.DATE: "2026-11-24", Kind.TIME: "10:00", Kind.REPEAT: "weekly:mon"}
WRONG = dict.fromkeys(Kind, NOWHERE)


@dataclass(frozen=True)
class Form:
    """One action with questions, at one place and item of the lists of today."""

    action: Action
    item: str | None
    place: str

    def answered(self, step: Step) -> str:
        options = self.action.options.get(step.name, ())
        return options[-1].value if options else RIGHT[step.kind]

    def all_right(self, who: str) -> dict[str, Any]:
        found: dict[str, Any] = {step.name: self.answered(step) for step in self.action.asks}
        found |= {step.name: (found[step.name],) for step in self.action.asks if step.many}
        return found | ({RESIDENT: who} if RESIDENT in found else {})


async def forms(town: Town, service: Service) -> list[Form]:
    """The first of each name: the lines of a list are alike."""
    found: dict[str, Form] = {}
    for place in await desk.places(town, CLERK):
        try:
            lists = await desk.views(town, CLERK, town.now().date(), place.value)
        except desk.NotYours:
            continue
        for of, table in lists.tables:
            if of.id != service.id:
                continue
            assert table.name != SILENT
            for line in table.lines:
                for action in line.actions:
                    found.setdefault(action.name, Form(action, line.item, place.value))
            for action in table.actions:
                found.setdefault(action.name, Form(action, None, place.value))
    return [form for form in found.values() if form.action.asks]


def wrongs(form: Form) -> Iterator[tuple[Step, Any]]:
    """What is no answer to one of the questions, be it by kind, by number or by length."""
    for step in form.action.asks:
        if step.kind is not Kind.TEXT:
            yield step, WRONG[step.kind]
            yield step, (form.answered(step), NOWHERE)
        elif step.longest is not None:
            yield step, "あ" * (step.longest + 1)
            yield step, ("てすと", "てすと二")
        if not step.may_skip:
            yield step, " "


def kept(file: Path) -> list[str]:
    """All rows of all tables, but for what was answered to a key: a refusal is an answer, too."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        return [row for row in base.iterdump() if '"idempotency_keys"' not in row]


@pytest.fixture
def clerk(settle: Settle, tmp_path: Path) -> Any:
    """All the town's services, and a member of staff who works everywhere."""

    def act(*services: Service) -> tuple[Town, Client, Client]:
        town, resident = settle(*services)
        now = town.now()
        row = StaffRow(
            ref="clerk", name="clerk", password_hash="", role="admin", office="", created_at=now
        )
        session = StaffSessionRow(
            token_hash=hash_token(TOKEN), staff="clerk", expires_at=now + timedelta(days=1)
        )
        town.store.write_now(lambda s: s.add_all([row, session]))
        return town, resident, resident.bearing(TOKEN)

    return act


async def refused(
    staff: Client, town: Town, service: Service, form: Form, answers: Mapping[str, Any]
) -> Problem:
    """What the town says to it; a fault of the service would be no 4xx."""
    act = DeskActIn(
        service=service.id,
        item=form.item,
        action=form.action.name,
        place=form.place,
        day=town.now().date(),
        answers=dict(answers),
    )
    with pytest.raises(Refused) as no:
        await staff.desk_act(act)
    return no.value.problem


@pytest.mark.parametrize("service", DESKS, ids=lambda service: service.id)
async def test_a_wrong_answer_is_named_and_nothing_is_kept(
    service: Service, clerk: Any, tmp_path: Path
) -> None:
    town, resident, staff = clerk(service)
    who = (await resident.me()).residents[0].ref
    found = await forms(town, service)
    assert found, "a desk without a form: nothing was tried"
    before = kept(tmp_path / "town.sqlite")
    for form, (step, wrong) in chain.from_iterable(
        ((one, case) for case in wrongs(one)) for one in found
    ):
        case = f"{form.action.name}.{step.name} = {str(wrong)[:40]!r}"
        answers = {**form.all_right(who), step.name: wrong}
        told = await refused(staff, town, service, form, answers)
        assert told.status == 422, f"{case}: {told}"
        assert told.step == step.name, f"{case}: {told}"
        is_file = step.kind is Kind.FILE and wrong == NOWHERE
        assert is_file or plain(step.label, "ja") in told.says.text, f"{case}: {told}"
        assert kept(tmp_path / "town.sqlite") == before, f"{case}: something was kept"


@pytest.mark.parametrize("service", DESKS, ids=lambda service: service.id)
async def test_an_answer_to_what_is_not_asked_is_refused(service: Service, clerk: Any) -> None:
    town, resident, staff = clerk(service)
    who = (await resident.me()).residents[0].ref
    for form in await forms(town, service):
        answers = {**form.all_right(who), "never-asked": "yes"}
        told = await refused(staff, town, service, form, answers)
        assert told.status == 409, f"{form.action.name}: {told}"
