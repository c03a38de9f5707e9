"""The promises that every service must keep, for our own tests and for anyone's.

from senior_life.testing import fresh_store, on_stage, promises_of

@pytest.mark.parametrize("promise", promises_of(my_service), ids=lambda promise: promise.__name__)
async def test_my_service_keeps_its_promises(promise, tmp_path, tmp_path_factory):
    template = tmp_path_factory.getbasetemp() / "my_service.sqlite"
    async with on_stage(my_service, MY_TOWN, fresh_store(template, tmp_path, my_service)) as on:
        await promise(on)
"""

from collections.abc import Awaitable, Callable, Sequence

from senior_life.contract import Service
from senior_life.testing import (
    accompanying,
    board,
    booking,
    changing,
    desk,
    repeating,
    sayings,
    waiting,
)
from senior_life.testing.host import Clock, FakeHost
from senior_life.testing.stage import PromiseBroken, Stage, fresh_store, on_stage

Promise = Callable[[Stage], Awaitable[None]]

PROMISES: tuple[Promise, ...] = (
    booking.every_step_can_be_answered,
    booking.a_quote_binds_nothing,
    booking.the_same_key_renews_the_same_hold,
    booking.a_hold_lasts_long_enough_and_ends,
    booking.confirming_twice_books_once,
    booking.confirming_at_the_same_moment_books_once,
    booking.a_booking_can_be_read_again,
    booking.cancelling_is_free_just_after_the_yes,
    booking.the_same_key_acts_once,
    booking.cancelled_stays_cancelled,
    booking.gone_leaves_nothing_held,
    booking.a_lapsed_hold_is_not_sold_twice,
    changing.a_change_keeps_the_booking,
    changing.a_change_frees_the_old_place_and_takes_one,
    changing.a_change_without_a_yes_changes_nothing,
    waiting.waiting_holds_nothing_and_can_be_left,
    waiting.what_becomes_free_is_proposed_and_accepted_once,
    accompanying.what_goes_with_an_appointment_is_no_third_place,
    accompanying.what_is_said_to_fit_can_be_held,
    repeating.many_days_are_one_errand,
    desk.work_lists_are_whole,
    desk.offers_name_the_place_that_serves_them,
    desk.an_act_at_the_desk_is_done_once,
    desk.joined_records_are_one,
    desk.upkeep_may_run_twice_at_once,
    sayings.names_have_kana,
    sayings.sentences_are_japanese_and_complete,
    sayings.english_is_usable,
    sayings.everything_can_be_read_aloud,
    sayings.prices_are_whole_yen,
    sayings.times_know_their_zone,
    sayings.options_can_be_told_apart,
)

BOARD_PROMISES: tuple[Promise, ...] = (
    board.a_notice_is_for_whom_it_names,
    board.opening_is_no_receipt,
    board.a_receipt_is_one_persons,
    board.publishing_twice_publishes_once,
    board.a_draft_that_makes_no_sense_is_refused,
    board.what_is_typed_stays_text,
    board.a_page_is_short_and_urgent_ones_lead,
    board.what_is_not_yet_out_is_seen_by_nobody,
    board.it_shows_when_something_came,
    board.old_ones_are_found,
    board.what_was_read_stays_read_when_records_are_joined,
    desk.work_lists_are_whole,
    sayings.names_have_kana,
    sayings.sentences_are_japanese_and_complete,
    sayings.english_is_usable,
    sayings.everything_can_be_read_aloud,
    sayings.times_know_their_zone,
)


def promises_of(service: Service) -> Sequence[Promise]:
    """Those of the contract that it says it keeps."""
    return PROMISES if service.board is None else BOARD_PROMISES


__all__ = [
    "BOARD_PROMISES",
    "PROMISES",
    "Clock",
    "FakeHost",
    "Promise",
    "PromiseBroken",
    "Stage",
    "fresh_store",
    "on_stage",
    "promises_of",
]
