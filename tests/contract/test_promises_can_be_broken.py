"""The promises themselves: a whole service keeps all, and each flaw is found by the right one."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senior_life.contract import Booking, Host, Service
from senior_life.storage import open_store
from senior_life.testing import PROMISES, Clock, FakeHost, Promise, PromiseBroken, Stage
from senior_life.testing.stage import fresh_store
from senior_life.town import Pack, load

TOWN = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
BROKEN = [
    ("NoWayThrough", "every_step_can_be_answered"),
    ("NeverReleases", "gone_leaves_nothing_held"),
    ("TellsAtOnce", "a_quote_binds_nothing"),
    ("TooManyOffers", "a_quote_binds_nothing"),
    ("NewHoldEachTime", "the_same_key_renews_the_same_hold"),
    ("HoldsForEver", "a_hold_lasts_long_enough_and_ends"),
    ("HoldsBriefly", "a_hold_lasts_long_enough_and_ends"),
    ("BooksAgain", "confirming_twice_books_once"),
    ("RacesItself", "confirming_at_the_same_moment_books_once"),
    ("ForgetsTheNumber", "a_booking_can_be_read_again"),
    ("CostsToCancel", "cancelling_is_free_just_after_the_yes"),
    ("NoTimeToUndo", "cancelling_is_free_just_after_the_yes"),
    ("ActsAgain", "the_same_key_acts_once"),
    ("ComesBack", "cancelled_stays_cancelled"),
    ("HoldsForTheTurnedAway", "gone_leaves_nothing_held"),
    ("SellsLapsed", "a_lapsed_hold_is_not_sold_twice"),
    ("NoKana", "names_have_kana"),
    ("SpeaksEnglish", "sentences_are_japanese_and_complete"),
    ("LeavesGaps", "sentences_are_japanese_and_complete"),
    ("NoBreath", "everything_can_be_read_aloud"),
    ("BareDate", "everything_can_be_read_aloud"),
    ("HalfAYen", "prices_are_whole_yen"),
    ("NaiveTime", "times_know_their_zone"),
    ("TwoAlike", "options_can_be_told_apart"),
    ("LeavesGaps", "english_is_usable"),
]
NAMED = {promise.__name__: promise for promise in PROMISES}


@pytest.fixture
def flaws(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(Path(__file__).with_name("broken"))
    return importlib.import_module("flaws")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(TOWN)


@pytest.fixture
def stage_of(flaws: ModuleType, sqlite_url: str, pack: Pack) -> Callable[[str], Stage]:
    store, clock = open_store(sqlite_url), Clock()
    host = FakeHost(store, pack, {}, clock)

    def make(name: str) -> Stage:
        service: Service = importlib.import_module("tiny").service
        provider: Callable[[Host], Booking] = getattr(flaws, name)
        return Stage(service, host, clock, provider(host))

    return make


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
async def test_the_whole_service_keeps_it(
    promise: Promise, stage_of: Callable[[str], Stage]
) -> None:
    await promise(stage_of("Tiny"))


@pytest.mark.parametrize(("flaw", "promise"), BROKEN)
async def test_a_flaw_is_found(flaw: str, promise: str, stage_of: Callable[[str], Stage]) -> None:
    with pytest.raises(PromiseBroken):
        await NAMED[promise](stage_of(flaw))


def test_every_promise_was_seen_to_break() -> None:
    assert NAMED.keys() == {promise for _, promise in BROKEN}


def test_a_store_is_migrated_once_and_copied(tmp_path: Path, flaws: ModuleType) -> None:
    service: Service = importlib.import_module("tiny").service
    template = tmp_path / "template.sqlite"
    (tmp_path / "a").mkdir()
    first = fresh_store(template, tmp_path / "a", service)
    assert first.read_bytes() == template.read_bytes()
