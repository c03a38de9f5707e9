"""The promises themselves: a whole service keeps all, and each flaw is found by the right one."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
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
    ("BooksASecond", "a_change_keeps_the_booking"),
    ("KeepsBothPlaces", "a_change_frees_the_old_place_and_takes_one"),
    ("MovesUnasked", "a_change_without_a_yes_changes_nothing"),
    ("WaitsWithAHold", "waiting_holds_nothing_and_can_be_left"),
    ("ForgetsWhoWaits", "what_becomes_free_is_proposed_and_accepted_once"),
    ("GoesNowhere", "what_goes_with_an_appointment_is_no_third_place"),
    ("IsThereMeanwhile", "what_goes_with_an_appointment_is_no_third_place"),
    ("SaysItFits", "what_is_said_to_fit_can_be_held"),
    ("HoldsOneDay", "many_days_are_one_errand"),
    ("HasCrookedLists", "work_lists_are_whole"),
    ("CrossesItself", "work_lists_are_whole"),
    ("ServedNowhere", "offers_name_the_place_that_serves_them"),
    ("TicksTwice", "an_act_at_the_desk_is_done_once"),
    ("JoinsNothing", "joined_records_are_one"),
    ("WearsBookingsOut", "upkeep_may_run_twice_at_once"),
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
MORE = ("desk", "repeats", "serves_by_place")
"""What a provider's class says of its service."""
NAMED = {promise.__name__: promise for promise in PROMISES}


@pytest.fixture
def flaws(monkeypatch: pytest.MonkeyPatch) -> Sequence[ModuleType]:
    """The last holds the flaws of what not every service does."""
    monkeypatch.syspath_prepend(Path(__file__).with_name("broken"))
    return [importlib.import_module(name) for name in ("flaws", "flaws_of_a_whole")]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(TOWN)


@pytest.fixture
def stage_of(flaws: Sequence[ModuleType], sqlite_url: str, pack: Pack) -> Callable[[str], Stage]:
    store, clock = open_store(sqlite_url), Clock()
    host = FakeHost(store, pack, {}, clock)

    def make(name: str) -> Stage:
        module = next(one for one in flaws if hasattr(one, name))
        service: Service = importlib.import_module("tiny").service
        provider: Callable[[Host], Booking] = getattr(module, name)
        more = {name: getattr(provider, name, None) for name in MORE}
        service = replace(service, **more)  # type: ignore[arg-type]
        return Stage(service, host, clock, provider(host))

    return make


@pytest.mark.parametrize("name", ["Tiny", "Whole"])
@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
async def test_a_sound_service_keeps_it(
    promise: Promise, name: str, stage_of: Callable[[str], Stage]
) -> None:
    """The least that a service may be, and one that does all it may."""
    await promise(stage_of(name))


@pytest.mark.parametrize(("flaw", "promise"), BROKEN)
async def test_a_flaw_is_found(flaw: str, promise: str, stage_of: Callable[[str], Stage]) -> None:
    with pytest.raises(PromiseBroken):
        await NAMED[promise](stage_of(flaw))


def test_every_promise_was_seen_to_break() -> None:
    assert NAMED.keys() == {promise for _, promise in BROKEN}


def test_a_store_is_migrated_once_and_copied(tmp_path: Path, flaws: Sequence[ModuleType]) -> None:
    service: Service = importlib.import_module("tiny").service
    template = tmp_path / "template.sqlite"
    (tmp_path / "a").mkdir()
    first = fresh_store(template, tmp_path / "a", service)
    assert first.read_bytes() == template.read_bytes()
