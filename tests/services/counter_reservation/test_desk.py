"""The desk: the day's list, visitors without a booking, and a counter that has to close."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from senior_life.contract import (
    Gone,
    Line,
    Person,
    Progress,
    Several,
    Staff,
    State,
    Table,
    Text,
    Trouble,
)
from services.counter_reservation.desk_counters import counter_item
from services.counter_reservation.tables import Booking, Claim, Pause

from .conftest import ALL_DAY, CORNER, STAFF, WARD, WEDNESDAY, Scene

TODAY = date(2026, 11, 24)


async def table(scene: Scene, name: str, day: date = WEDNESDAY, office: str = WARD) -> Table:
    views = await scene.desk.views(STAFF, day, office)
    return next(one for one in views if one.name == name)


async def line(scene: Scene, item: str, name: str = "day", day: date = WEDNESDAY) -> Line:
    return next(one for one in (await table(scene, name, day)).lines if one.item == item)


async def do(
    scene: Scene, action: str, item: str | None = None, key: str = "", **answers: object
) -> Progress | None:
    key = key or f"{action}-{item}-{scene.clock()}"
    return await scene.desk.act(STAFF, item, action, answers, key, scene.clock())  # type: ignore[arg-type]


async def close(scene: Scene, since: str, until: str, counter: str = "ward_1") -> None:
    item = counter_item(counter, WEDNESDAY)
    await do(scene, "close", item, since=since, until=until, reason="研修")


async def reopen(scene: Scene) -> None:
    lines = (await table(scene, "counters")).lines
    await do(scene, "reopen", next(one.item for one in lines if one.state == "paused"))


async def claims(scene: Scene, ref: str) -> int:
    def work(session: object) -> int:
        booking = session.get(Booking, ref)  # type: ignore[attr-defined]
        owned = select(Claim).where(Claim.slot.in_([booking.slot, booking.proposal]))  # type: ignore[attr-defined]
        return len(session.exec(owned).all())  # type: ignore[attr-defined]

    return await scene.host.read(work)


async def test_the_desk_sees_the_same_record(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    cells = (await line(anywhere, done.ref)).cells
    assert cells[1] == done.number
    assert cells[2] == Person("hana")


async def test_the_list_is_in_the_order_of_the_day(scene: Scene) -> None:
    for time in ("14:00", "09:00", "11:00"):
        await scene.book(time, f"r-{time[:2]}")
    lines = (await table(scene, "day")).lines
    assert [one.cells[2] for one in lines] == [Person("r-09"), Person("r-11"), Person("r-14")]


async def test_the_list_names_whose_number_to_call_and_whose_needs_to_show(scene: Scene) -> None:
    """The core fills them in; nothing of it is copied here."""
    said = []
    for mode in ("phone", "in_person"):
        booked = await scene.book("10:00", mode, mode=mode)
        how = (await line(scene, booked.ref)).cells[5]
        assert isinstance(how, Text)
        several = how.values["all"]
        assert isinstance(several, Several)
        said.append(several.items[1:])
    assert said == [
        (Person("phone", "phone"), Person("phone", "needs")),
        (Person("in_person", "needs"),),
    ]


async def test_staff_see_only_their_office(scene: Scene) -> None:
    mine = Staff("desk-2", CORNER)
    assert [one.value for one in await scene.desk.places(mine)] == [CORNER]
    with pytest.raises(Trouble):
        await scene.desk.views(mine, WEDNESDAY, WARD)
    done = await scene.book()
    with pytest.raises(Trouble):
        await scene.desk.act(mine, done.ref, "arrived", {}, "k", scene.clock())


async def test_a_visit_goes_from_arrival_to_its_end_and_back(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    anywhere.clock.goes(days=1)
    states = []
    for action in ("arrived", "called", "done", "undo", "undo", "undo"):
        offered = [one.name for one in (await line(anywhere, done.ref)).actions]
        assert action in offered
        anywhere.clock.goes(seconds=1)
        await do(anywhere, action, done.ref)
        seen = await anywhere.status(done)
        states.append((seen.state, seen.outcome))
    arrived, called = (State.UNDER_WAY, "arrived"), (State.UNDER_WAY, "called")
    over, booked = (State.DONE, "done"), (State.CONFIRMED, "")
    assert states == [arrived, called, over, called, arrived, booked]


async def test_one_key_does_it_once(scene: Scene) -> None:
    done = await scene.book("10:00")
    scene.clock.goes(days=1)
    first = await do(scene, "arrived", done.ref, "tap")
    again = await do(scene, "arrived", done.ref, "tap")
    assert first == again
    with pytest.raises(Trouble):
        await do(scene, "arrived", done.ref, "another tap")


async def test_nobody_is_missing_before_the_visit_begins(scene: Scene) -> None:
    done = await scene.book("10:00")
    assert (await line(scene, done.ref)).actions == ()
    scene.clock.goes(days=1)
    assert [one.name for one in (await line(scene, done.ref)).actions] == ["arrived"]
    scene.clock.goes(hours=1)
    offered = [one.name for one in (await line(scene, done.ref)).actions]
    assert offered == ["arrived", "no_show"]


async def test_a_no_show_frees_what_is_left_and_can_be_taken_back(scene: Scene) -> None:
    done = await scene.book("10:00", topic=("pension", "tax"))
    scene.clock.goes(days=1, hours=1, minutes=16)
    await do(scene, "no_show", done.ref)
    assert (await scene.status(done)).outcome == "no_show"
    assert await claims(scene, done.ref) == 2
    scene.clock.goes(minutes=1)
    await do(scene, "undo", done.ref)
    assert await claims(scene, done.ref) == 6
    assert (await scene.status(done)).state is State.CONFIRMED


async def test_a_no_show_whose_time_was_given_away_stays(scene: Scene) -> None:
    done = await scene.book("10:00", topic=("pension", "tax"))
    scene.clock.goes(days=1, hours=1, minutes=16)
    await do(scene, "no_show", done.ref)
    for n in range(4):
        await do(scene, "walk_in", key=f"w{n}", place=WARD, topic=("tax",))
    with pytest.raises(Trouble):
        await do(scene, "undo", done.ref)
    assert (await scene.status(done)).outcome == "no_show"


async def test_somebody_without_a_booking_takes_a_place_kept_for_the_counter(
    anywhere: Scene,
) -> None:
    seen = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",), resident="hana")
    assert seen
    assert seen.state is State.UNDER_WAY
    assert seen.starts == anywhere.clock()
    again = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",))
    assert again == seen
    nameless = await do(anywhere, "walk_in", key="w2", place=WARD, topic=("pension",))
    assert nameless
    assert nameless.number != seen.number
    lines = (await table(anywhere, "day", TODAY)).lines
    assert [isinstance(one.cells[2], Person) for one in lines].count(True) == 1


async def test_a_name_may_be_written_down_for_somebody_unknown(scene: Scene) -> None:
    for key, name in (("w1", "𠮷田 さん"), ("w2", ""), ("w3", "tanaka")):
        await do(scene, "walk_in", key=key, place=WARD, topic=("pension",), name=name)
    seen = [one.cells[2] for one in (await table(scene, "day", TODAY)).lines]
    assert {"𠮷田 さん", "tanaka"} <= {one for one in seen if isinstance(one, str)}
    assert "Without a name" in [getattr(one, "msgid", "") for one in seen]


async def test_a_visitor_entered_by_mistake_is_taken_off_the_list(anywhere: Scene) -> None:
    seen = await do(anywhere, "walk_in", key="w1", place=WARD, topic=("pension",))
    assert seen
    undo = next(
        one for one in (await line(anywhere, seen.ref, day=TODAY)).actions if one.name == "undo"
    )
    assert undo.warns is not None
    await do(anywhere, "undo", seen.ref)
    assert (await table(anywhere, "day", TODAY)).lines == ()
    assert await claims(anywhere, seen.ref) == 0


async def test_when_today_is_full_the_desk_is_told(scene: Scene) -> None:
    scene.clock.goes(hours=5, minutes=30)
    for n in range(4):
        await do(scene, "walk_in", key=f"w{n}", place=WARD, topic=("pension",))
    with pytest.raises(Gone):
        await do(scene, "walk_in", key="w9", place=WARD, topic=("pension",))


async def test_closing_a_counter_offers_its_visitors_another_time(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    await anywhere.book("13:00", "yoshi")
    await close(anywhere, "09:30", "10:30")
    [told] = anywhere.host.told
    assert (told.ref, told.state) == (done.ref, State.PROPOSED)
    assert told.offer
    assert told.offer.starts
    assert told.offer.starts.date() == WEDNESDAY
    assert told.number == done.number
    assert await claims(anywhere, done.ref) == 2
    accepted = await anywhere.act(told, "accept")
    assert (accepted.state, accepted.starts) == (State.CONFIRMED, told.offer.starts)
    assert await claims(anywhere, done.ref) == 2


async def test_closing_a_counter_leaves_alone_whose_time_has_come(scene: Scene) -> None:
    """They may stand at the counter: only the desk knows what became of them."""
    begun, later = await scene.book("10:00"), await scene.book("13:00", "yoshi")
    scene.clock.goes(hours=26)  # Wednesday at eleven
    await close(scene, "10:00", "15:00")
    assert [told.ref for told in scene.host.told] == [later.ref]
    assert (await scene.status(begun)).state is State.CONFIRMED


async def test_nothing_can_be_had_at_a_closed_counter(scene: Scene) -> None:
    await close(scene, "09:30", "10:30")
    await scene.book("10:00", "hana")
    with pytest.raises(Gone):
        await scene.quote("10:00", "yoshi")


async def test_a_hold_in_the_closed_time_is_not_confirmed(scene: Scene) -> None:
    offer = await scene.quote("10:00")
    await close(scene, "09:30", "10:30")
    with pytest.raises(Gone) as caught:
        await scene.provider.confirm(scene.who(), offer, "yes")
    assert caught.value.instead


async def test_who_cannot_be_moved_is_to_be_telephoned(scene: Scene) -> None:
    rules = scene.provider._offices.rules.model_copy(update={"last_day": 1})
    scene.provider._offices.rules = scene.desk._offices.rules = rules
    await scene.fill(*ALL_DAY)
    await scene.fill(*ALL_DAY, office=CORNER)
    await scene.provider.quote(
        scene.who("p"), {**scene.at("10:00"), "mode": "phone"}, "p", None, True
    )
    await close(scene, "09:00", "15:00")
    waits = (await table(scene, "waiting")).lines
    to_call = [one for one in waits if one.state == "call"]
    proposed = [one for one in scene.host.told if one.state is State.PROPOSED]
    assert len(to_call) + len(proposed) == len(ALL_DAY)
    assert to_call
    first = to_call[0]
    assert [one.name for one in first.actions] == ["telephoned"]
    await do(scene, "telephoned", first.item)
    after = await line(scene, first.item, "waiting")
    assert [one.name for one in after.actions] == ["undo"]


async def test_opening_again_gives_the_old_time_back(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    await close(anywhere, "09:30", "10:30")
    await reopen(anywhere)
    seen = await anywhere.status(done)
    assert (seen.state, seen.starts, seen.number) == (State.CONFIRMED, done.starts, done.number)
    assert await claims(anywhere, done.ref) == 2
    assert [one.state for one in anywhere.host.told] == [State.PROPOSED, State.CONFIRMED]


async def test_opening_again_leaves_those_who_moved(scene: Scene) -> None:
    done = await scene.book("10:00")
    await close(scene, "09:30", "10:30")
    moved = await scene.act(scene.host.told[0], "accept")
    await reopen(scene)
    assert (await scene.status(done)).starts == moved.starts


async def test_opening_again_is_good_for_the_waiting_list(scene: Scene) -> None:
    await close(scene, "09:00", "15:00", "ward_1")
    await close(scene, "09:00", "15:00", "ward_2")
    waits = await scene.wait("hana")
    await reopen(scene)
    assert (await scene.status(waits)).state is State.PROPOSED


async def test_a_moved_visitor_who_does_not_answer_is_telephoned(scene: Scene) -> None:
    done = await scene.book("10:00", day=WEDNESDAY + timedelta(days=5))
    item = counter_item("ward_1", WEDNESDAY + timedelta(days=5))
    await do(scene, "close", item, since="09:00", until="15:00")
    scene.clock.goes(hours=25)
    await scene.provider.upkeep()
    seen = await scene.status(done)
    assert seen.state in {State.WAITING, State.PROPOSED}
    lines = (await table(scene, "waiting", WEDNESDAY + timedelta(days=5))).lines
    assert [one.item for one in lines] == [done.ref]


async def test_a_booking_made_while_the_counter_closes_is_found_by_upkeep(scene: Scene) -> None:
    done = await scene.book("10:00")
    await close(scene, "13:00", "14:00")

    def widen(session: object) -> None:
        pause = session.exec(select(Pause)).one()  # type: ignore[attr-defined]
        pause.since = 0
        session.add(pause)  # type: ignore[attr-defined]

    await scene.host.write(widen)
    await scene.provider.upkeep()
    assert (await scene.status(done)).state is State.PROPOSED


async def test_an_end_before_the_beginning_is_refused(scene: Scene) -> None:
    with pytest.raises(Trouble):
        await close(scene, "10:00", "09:00")
