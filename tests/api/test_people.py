"""The desk joins, stops and resumes people as a whole; a spouse never sees the other's things."""

from typing import Any

import pytest
from sqlmodel import select

from senior_life import wire
from senior_life.client import Client, Refused
from senior_life.contract import State, Text
from senior_life.storage.tables.bookings import BookingRow
from senior_life.storage.tables.people import OpeningRow, ResidentRow
from senior_life.usecases import suspension

from .conftest import MINAMI, Stage, book


@pytest.fixture
def desk(stage: Stage) -> Client:
    return stage.as_("admin")


async def refusal(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        await call
    return refused.value.kind


async def test_joining_moves_bookings_drafts_and_tablets(stage: Stage, desk: Client) -> None:
    stays, goes = stage.its["twin"], stage.its["a"]
    kept = await desk.merge(stays, goes, "entered twice")
    assert kept.ref == stays
    a = stage.as_("a")
    assert (await a.me()).turn == stays
    assert [one.ref for one in await a.bookings()] == [stage.its["booking"]]
    assert (await a.walk(stage.its["walk"])).resident == stays
    assert (await desk.resident(goes)).merged_into == stays
    assert [one.ref for one in await desk.find_residents("ハナ")] == [stays]
    assert [one.what for one in await desk.trace(stays)][-1] == "merged"
    assert (await desk.trace(goes))[-1].why == "entered twice"


async def test_what_a_joined_record_had_booked_can_still_be_cancelled(
    stage: Stage, desk: Client
) -> None:
    await desk.merge(stage.its["twin"], stage.its["a"], "entered twice")
    a = stage.as_("a")
    booking = await a.booking(stage.its["booking"])
    cancelled = await a.act(booking.ref, "cancel", wire.ActIn(seq=booking.seq))
    assert cancelled.state is State.CANCELLED


async def test_the_desks_list_names_the_one_that_stays(stage: Stage, desk: Client) -> None:
    booking = await desk.booking(stage.its["booking"])
    await desk.merge(stage.its["twin"], stage.its["a"], "entered twice")
    assert booking.starts is not None
    tables = await desk.views(booking.starts.date(), MINAMI)
    cells = [cell.text for table in tables for line in table.lines for cell in line.cells]
    assert "高橋 ハナ" in cells
    assert "髙橋 ハナ" not in cells


async def test_joining_twice_is_joining_once(stage: Stage, desk: Client) -> None:
    stays, goes = stage.its["twin"], stage.its["a"]
    await desk.merge(stays, goes, "once")
    assert (await desk.merge(stays, goes, "twice")).ref == stays
    assert [one.why for one in await desk.trace(goes) if one.what == "merged"] == ["once"]
    assert await refusal(desk.merge(goes, stays, "back")) == "conflict"
    assert await refusal(desk.merge(stays, stays, "itself")) == "conflict"
    assert await refusal(desk.merge(stage.its["b"], goes, "elsewhere")) == "conflict"


async def test_a_record_that_was_joined_books_nothing_new(stage: Stage, desk: Client) -> None:
    await desk.merge(stage.its["twin"], stage.its["a"], "entered twice")
    begin = wire.BeginIn(service="counter_reservation", resident=stage.its["a"], channel="phone")
    assert await refusal(stage.as_("admin").begin(begin)) == "unknown"


async def test_suspending_cancels_silences_and_shuts_in_one_act(stage: Stage, desk: Client) -> None:
    done = await desk.suspend(stage.its["a"], "hospital")
    assert (done.cancelled, done.left, done.devices) == ((stage.its["booking"],), (), 2)
    a = stage.as_("a")
    assert (await a.me()).residents[0].is_suspended
    for call in (a.bookings(), a.today(), a.begin(wire.BeginIn(service="counter_reservation"))):
        assert await refusal(call) == "suspended"
    assert await refusal(a.booking(stage.its["booking"])) == "unknown"
    assert await desk.resident_bookings(stage.its["a"]) == []
    resident = await desk.resident(stage.its["a"])
    assert (resident.is_suspended, resident.suspended_why) == (True, "hospital")


async def test_a_yes_after_the_suspension_books_nothing(stage: Stage, desk: Client) -> None:
    admin = stage.as_("admin")
    begin = wire.BeginIn(service="counter_reservation", resident=stage.its["b"], channel="phone")
    walk = await admin.begin(begin)
    while walk.card:
        free = [one.value for one in walk.card.choices if not one.is_full]
        given = wire.AnswerIn(rev=walk.rev, step=walk.card.step, values=(free[0],))
        walk = await admin.answer(walk.id, given)
    await desk.suspend(stage.its["b"], "died")
    assert await refusal(admin.confirm(walk.id, walk.rev, walk.offers[0].id)) == "suspended"
    assert await desk.resident_bookings(stage.its["b"]) == []


async def test_resuming_opens_the_tablet_again(stage: Stage, desk: Client) -> None:
    await desk.suspend(stage.its["a"], "hospital")
    await desk.resume(stage.its["a"], "back home")
    a = stage.as_("a")
    booked = await book(a)
    assert [one.ref for one in await a.bookings()] == [booked.ref]
    whats = [(one.what, one.why) for one in await desk.trace(stage.its["a"])]
    assert whats[-2:] == [("suspended", "hospital"), ("resumed", "back home")]


async def test_a_shared_tablet_stays_open_for_the_other(stage: Stage, desk: Client) -> None:
    shared = stage.as_("spouse")
    await shared.take_turn(stage.its["a"])
    await desk.suspend(stage.its["a"], "hospital")
    assert (await shared.me()).turn is None
    assert await refusal(shared.take_turn(stage.its["a"])) == "suspended"
    assert (await shared.take_turn(stage.its["spouse"])).turn == stage.its["spouse"]
    assert await shared.bookings() == []


async def test_a_shared_tablet_asks_first_whose_turn_it_is(stage: Stage, desk: Client) -> None:
    both = (stage.its["a"], stage.its["spouse"])
    code = (await desk.new_pairing(wire.PairingIn(residents=both))).code
    fresh = stage.client.bearing((await stage.client.pair(code)).token)
    assert (await fresh.me()).turn is None
    assert await refusal(fresh.today()) == "conflict"
    assert await refusal(fresh.take_turn(stage.its["b"])) == "not-yours"


async def test_a_suspension_that_was_broken_off_is_finished_later(stage: Stage) -> None:
    def stop(s: Any) -> None:
        row = s.get(ResidentRow, stage.its["a"])
        row.suspended_at = stage.town.now()

    stage.town.store.write_now(stop)
    await suspension.finish(stage.town)
    state = stage.town.store.read_now(lambda s: s.get(BookingRow, stage.its["booking"]).state)
    assert state == State.CANCELLED
    left = stage.town.store.read_now(lambda s: suspension._unfinished(s, stage.town.now()))
    assert list(left) == [], "the next round has nothing to look at"


async def test_a_spouse_sees_the_others_things_only_in_the_others_turn(stage: Stage) -> None:
    shared = stage.as_("spouse")
    assert await shared.bookings() == []
    assert await refusal(shared.booking(stage.its["booking"])) == "unknown"
    await shared.take_turn(stage.its["a"])
    assert [one.ref for one in await shared.bookings()] == [stage.its["booking"]]


async def test_a_draft_goes_on_at_another_tablet_of_the_same_resident(stage: Stage) -> None:
    begun = await stage.as_("a").walk(stage.its["walk"])
    assert begun.card is not None
    given = wire.AnswerIn(
        rev=begun.rev, step=begun.card.step, values=(begun.card.choices[0].value,)
    )
    await stage.as_("a").answer(begun.id, given)
    shared = stage.as_("spouse")
    await shared.take_turn(stage.its["a"])
    assert [one.walk for one in (await shared.today()).drafts] == [stage.its["walk"]]
    assert (await shared.walk(stage.its["walk"])).resident == stage.its["a"]


async def test_rare_names_pass_the_api_byte_for_byte(stage: Stage, desk: Client) -> None:
    for name in ("髙", "﨑", "𠮷", "𠮷田 﨑子", "葛󠄀城"):
        made = await desk.create_resident(wire.ResidentIn(name=name, kana="よみ"))
        assert (await desk.resident(made.ref)).name.encode() == name.encode()


async def test_a_list_that_a_screen_reads_every_few_seconds_is_noted_once(stage: Stage) -> None:
    desk = stage.as_("office1")
    booking = await desk.booking(stage.its["booking"])
    assert booking.starts is not None

    def noted(what: str) -> list[str]:
        rows = stage.town.store.read_now(lambda s: s.exec(select(OpeningRow)).all())
        return [row.resident for row in rows if row.what == what]

    for _refresh in range(3):
        await desk.views(booking.starts.date(), MINAMI)
    assert noted("list") == [stage.its["a"]]
    for _refresh in range(3):
        await desk.help_list()
    assert noted("help") == [stage.its["a"]]


async def test_what_lay_ahead_of_a_paused_duplicate_is_cancelled(
    stage: Stage, desk: Client
) -> None:
    await desk.suspend(stage.its["twin"], "died")
    await desk.merge(stage.its["a"], stage.its["twin"], "entered twice")
    assert (await desk.resident(stage.its["a"])).is_suspended
    await suspension.finish(stage.town)
    assert await desk.resident_bookings(stage.its["a"]) == []


async def test_the_registry_page_says_what_is_in_trouble_and_since_when(
    stage: Stage, desk: Client
) -> None:
    registry, says = stage.town.registry, Text("This service does not answer just now.")
    registry.report("counter_reservation", says, stage.town.now())
    [counter, broken] = await desk.registry()
    registry.recovered("counter_reservation")
    assert counter.is_offered
    assert "11月24日 火曜日 午前9時から" in counter.trouble
    assert (broken.is_offered, broken.trouble) == (False, "")
    assert [one.trouble for one in await desk.registry()] == ["", ""]
