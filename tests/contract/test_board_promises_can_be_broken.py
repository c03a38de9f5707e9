"""The promises of a board: a whole one keeps all, and each flaw is found by the right one."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import Name, Service
from senior_life.storage import open_store
from senior_life.testing import BOARD_PROMISES, PROMISES, Clock, FakeHost, PromiseBroken, Stage
from senior_life.town import load

TOWN = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
BROKEN = [
    ("ShowsAll", "a_notice_is_for_whom_it_names"),
    ("ReadOnOpening", "opening_is_no_receipt"),
    ("ReadByAll", "a_receipt_is_one_persons"),
    ("PublishesAgain", "publishing_twice_publishes_once"),
    ("TakesAnything", "a_draft_that_makes_no_sense_is_refused"),
    ("CleansText", "what_is_typed_stays_text"),
    ("HidesUrgent", "a_page_is_short_and_urgent_ones_lead"),
    ("ShowsEarly", "what_is_not_yet_out_is_seen_by_nobody"),
    ("FindsNothing", "old_ones_are_found"),
    ("HidesTheNewest", "it_shows_when_something_came"),
    ("ForgetsReceipts", "what_was_read_stays_read_when_records_are_joined"),
    ("HasACrookedDesk", "work_lists_are_whole"),
    ("ShoutsInLatin", "sentences_are_japanese_and_complete"),
    ("LeavesAGap", "english_is_usable"),
    ("NoTime", "times_know_their_zone"),
]
OF_NAMES = {"names_have_kana", "everything_can_be_read_aloud"}
"""Seen to break by a service that takes bookings, on the same values."""
NAMED = {promise.__name__: promise for promise in BOARD_PROMISES}


@pytest.fixture
def stage_of(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Callable[[str], Stage]:
    monkeypatch.syspath_prepend(Path(__file__).with_name("broken"))
    flaws, tiny = (importlib.import_module(name) for name in ("board_flaws", "tiny_board"))
    clock = Clock()
    host = FakeHost(open_store(sqlite_url), load(TOWN), {}, clock)

    def make(name: str) -> Stage:
        board: Any = getattr(flaws, name, tiny.TinyBoard)
        service: Service = replace(tiny.service, desk=getattr(board, "desk", None))
        return Stage(service, host, clock, board(host))

    return make


@pytest.mark.parametrize("promise", BOARD_PROMISES, ids=lambda promise: promise.__name__)
async def test_a_sound_board_keeps_it(promise: Any, stage_of: Callable[[str], Stage]) -> None:
    await promise(stage_of("TinyBoard"))


@pytest.mark.parametrize(("flaw", "promise"), BROKEN)
async def test_a_flaw_is_found(flaw: str, promise: str, stage_of: Callable[[str], Stage]) -> None:
    with pytest.raises(PromiseBroken):
        await NAMED[promise](stage_of(flaw))


@pytest.mark.parametrize(
    ("promise", "name"),
    [
        ("names_have_kana", Name("見本の町", "")),
        ("everything_can_be_read_aloud", Name("あ" * 50, "あ" * 50)),
    ],
)
async def test_a_name_that_cannot_be_read_is_found(
    promise: str, name: Name, stage_of: Callable[[str], Stage]
) -> None:
    stage = stage_of("TinyBoard")
    service = replace(stage.service, offered_by=name)  # type: ignore[arg-type]
    with pytest.raises(PromiseBroken):
        await NAMED[promise](replace(stage, service=service))


def test_every_promise_was_seen_to_break() -> None:
    assert NAMED.keys() == {promise for _, promise in BROKEN} | OF_NAMES
    assert {one.__name__ for one in PROMISES} >= OF_NAMES
