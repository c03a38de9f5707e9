"""What a first sentence says is not asked again, in the sample town and with the real service."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from senior_life.registry import Offered, Registry
from senior_life.storage import Store
from senior_life.town import load, service_files
from senior_life.usecases import walks
from senior_life.usecases.host import open_town
from senior_life.usecases.town import Town
from services.counter_reservation import service

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
DEV = Path(__file__).parents[1] / "data" / "utterances-dev.tsv"
LINES = [line.split("\t") for line in DEV.read_text("utf-8").splitlines() if line[0] != "#"]
BOOKINGS = [
    (said, json.loads(expected)[0])
    for said, expected in LINES
    if '"counter_reservation"' in expected and '"action"' not in expected
]


@pytest.fixture
def sample_town(sqlite_store: Store, clock: Callable[[], datetime], tmp_path: Path) -> Town:
    pack = load(SAMPLE)
    offered = Offered(service, "tests", "1", service_files(SAMPLE, service, pack.places))
    registry = Registry([offered])
    return open_town("senboku", sqlite_store, registry, pack, clock, tmp_path, b"k" * 32)


@pytest.mark.parametrize(("said", "expected"), BOOKINGS, ids=[said for said, _ in BOOKINGS])
async def test_what_was_said_is_answered_before_the_read_back(
    sample_town: Town, resident: Any, said: str, expected: dict[str, Any]
) -> None:
    hanako = await resident(sample_town, phone="072-000-0101")
    view = await walks.begin(sample_town, hanako, words=said)
    asked = []
    while view.draft.state == "asking":
        step = view.draft.walk.current
        asked.append(step)
        free = next(one.value for one in view.card.choices if not one.is_full)
        view = await walks.answer(
            sample_town, hanako, view.draft.ref, view.draft.rev, step, (free,)
        )
    assert view.draft.state == "offered"
    answers = {
        name: answer[0] if isinstance(answer, tuple) else answer
        for name, answer in view.draft.walk.answers.items()
    }
    assert expected["answers"].items() <= answers.items()
    assert not set(asked) & set(expected["answers"])


async def test_a_day_changed_by_hand_is_not_changed_back_by_the_sentence(
    sample_town: Town, resident: Any
) -> None:
    hanako = await resident(sample_town)
    view = await walks.begin(
        sample_town, hanako, words="明日の午前10時に南区役所で年金の窓口を予約したい"
    )
    view = await walks.reopen(sample_town, hanako, view.draft.ref, view.draft.rev, "date")
    view = await walks.answer(
        sample_town, hanako, view.draft.ref, view.draft.rev, "date", ("2026-11-26",)
    )
    assert view.draft.walk.answers["date"] == "2026-11-26"
    assert view.draft.walk.current == "period"
