"""The same service behind the core: walks, bookings that follow, and the desk's work."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from senior_life.contract import Answer, OutOfReach, Staff, State
from senior_life.usecases import bookings, confirming, desk, people, walks
from senior_life.usecases.access import Reader
from senior_life.usecases.bookings import Followed
from senior_life.usecases.desk import Work
from senior_life.usecases.host import ServiceHost, line_to
from senior_life.usecases.people import Details
from senior_life.usecases.today import today
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import TooLate, Unknown
from senior_life.words import plain, render
from services.counter_reservation import service

from .conftest import ALL_DAY, CORNER, WARD, WEDNESDAY

DESK = Reader(staff=Staff("staff1", ""), name="desk", role="desk")
ID = service.id


async def resident(town: Town, name: str = "髙橋 花子") -> Reader:
    found = await people.create(town, DESK, Details(name=name, kana="たかはし はなこ"), None)
    ref = found.ref
    return Reader(device=f"d-{ref}", resident=ref, household=(ref,), name=name)


def answers(time: str = "10:00", day: date = WEDNESDAY, office: str = WARD) -> dict[str, Any]:
    half = "morning" if time < "12:00" else "afternoon"
    return {
        "topic": ("pension",),
        "office": (office,),
        "mode": ("in_person",),
        "date": (day.isoformat(),),
        "period": (half,),
        "time": (time,),
    }


async def walk(town: Town, who: Reader, given: dict[str, Answer], **how: Any) -> Any:
    view = await walks.begin(town, who, None if how else ID, **how)
    return await go_on(town, who, view, given)


async def go_on(town: Town, who: Reader, view: Any, given: dict[str, Any]) -> Any:
    """Stops where a question is asked again."""
    while view.draft.state == "asking" and view.draft.trouble is None:
        step, draft = view.draft.walk.current, view.draft
        view = await walks.answer(town, who, draft.ref, draft.rev, step, given[step])
    return view


async def yes(town: Town, who: Reader, view: Any) -> Followed:
    draft = view.draft
    ref = await confirming.confirm(town, who, draft.ref, draft.rev, draft.offers[0].id)
    return await bookings.follow(town, who, ref)


async def book(town: Town, who: Reader, time: str = "10:00", **more: Any) -> Followed:
    return await yes(town, who, await walk(town, who, answers(time, **more)))


async def fill(town: Town, *times: str) -> list[tuple[Reader, Followed]]:
    found = []
    for time in times:
        for n in (1, 2):
            who = await resident(town, f"{time} {n}")
            found.append((who, await book(town, who, time)))
    return found


async def test_book_change_and_cancel(town: Town) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    assert booked.state is State.CONFIRMED
    assert booked.progress
    number = booked.progress.number
    view = await walks.begin(town, hana, None, replacing=booked.ref)
    view = await walks.reopen(town, hana, view.draft.ref, view.draft.rev, "date")
    moved = await yes(town, hana, await go_on(town, hana, view, answers("14:00")))
    assert moved.progress
    assert (moved.ref, moved.progress.number) == (booked.ref, number)
    assert moved.starts != booked.starts
    gone = await bookings.act(town, hana, moved.ref, "cancel", moved.seq)
    assert gone.state is State.CANCELLED


async def test_a_full_day_leads_to_others_or_to_the_waiting_list(town: Town) -> None:
    taken = await fill(town, *ALL_DAY)
    hana = await resident(town)
    view = await walk(town, hana, answers())
    assert view.draft.state == "troubled"
    assert len(view.draft.trouble.instead) == 3
    view = await walks.alternative(town, hana, view.draft.ref, view.draft.rev, -1)
    waits = await yes(town, hana, view)
    assert waits.state is State.WAITING
    other, booked = taken[4]
    await bookings.act(town, other, booked.ref, "cancel", booked.seq)
    proposed = await bookings.follow(town, hana, waits.ref)
    assert proposed.state is State.PROPOSED
    done = await bookings.act(town, hana, waits.ref, "accept", proposed.seq)
    assert (done.state, done.starts) == (State.CONFIRMED, booked.starts)


async def test_a_time_taken_while_it_is_chosen_leads_to_the_nearest(town: Town) -> None:
    hana = await resident(town)
    view = await walks.begin(town, hana, ID)
    given = answers("10:00")
    while view.draft.walk.current != "time":
        step, draft = view.draft.walk.current, view.draft
        view = await walks.answer(town, hana, draft.ref, draft.rev, step, given[step])
    await fill(town, "10:00")
    view = await go_on(town, hana, view, given)
    assert view.draft.state == "troubled"
    assert len(view.draft.trouble.instead) == 3
    view = await walks.alternative(town, hana, view.draft.ref, view.draft.rev, 0)
    assert view.draft.state == "offered"
    booked = await yes(town, hana, view)
    assert booked.starts
    assert booked.starts.date() == WEDNESDAY


async def test_the_desk_closes_a_counter_and_the_resident_is_asked(town: Town) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    lists = await desk.views(town, DESK, WEDNESDAY, WARD)
    counters = next(table for _service, table in lists.tables if table.name == "counters")
    item = next(line.item for line in counters.lines if line.item.startswith("ward_1-"))
    times = {"since": "09:00", "until": "12:00", "reason": ""}
    await desk.act(town, DESK, Work(ID, item, "close", WARD, WEDNESDAY, times), "k1")
    asked = await bookings.follow(town, hana, booked.ref)
    assert asked.state is State.PROPOSED
    done = await bookings.act(town, hana, booked.ref, "accept", asked.seq)
    assert done.state is State.CONFIRMED
    assert done.progress
    assert booked.progress
    assert done.progress.number == booked.progress.number


async def test_a_resident_hears_of_a_closed_counter_even_after_a_crash(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    lists = await desk.views(town, DESK, WEDNESDAY, WARD)
    counters = next(table for _service, table in lists.tables if table.name == "counters")
    item = next(line.item for line in counters.lines if line.item.startswith("ward_1-"))
    times = {"since": "09:00", "until": "12:00", "reason": ""}

    async def crashes(_host: Any, _progress: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(ServiceHost, "tell", crashes)
        with pytest.raises(OutOfReach):
            await desk.act(town, DESK, Work(ID, item, "close", WARD, WEDNESDAY, times), "k1")
    assert (await bookings.follow(town, hana, booked.ref)).state is State.CONFIRMED
    await line_to(town, ID).upkeep()
    assert (await bookings.follow(town, hana, booked.ref)).state is State.PROPOSED
    assert [one.kind for one in (await today(town, hana)).reminders] == ["proposal"]


async def test_the_desk_works_its_list(town: Town, clock: Any) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    assert booked.progress
    clock.goes(days=1)
    item = booked.progress.ref
    for key, action in enumerate(("arrived", "called", "done")):
        await desk.act(town, DESK, Work(ID, item, action, WARD, WEDNESDAY), f"k{key}")
    seen = await bookings.follow(town, hana, booked.ref)
    assert seen.state is State.DONE


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (("arrived",), State.UNDER_WAY),
        (("arrived", "called"), State.UNDER_WAY),
        (("arrived", "called", "done"), State.DONE),
        (("no_show",), State.DONE),
        (("no_show", "undo"), State.CONFIRMED),
    ],
)
async def test_what_the_desk_did_is_in_the_record_even_after_a_crash(
    town: Town, clock: Any, actions: tuple[str, ...], state: State
) -> None:
    """The service did it, and the core died before it wrote that down."""
    hana = await resident(town)
    booked = await book(town, hana)
    assert booked.progress
    clock.goes(days=1)
    assert service.desk
    at_desk = service.desk(town.host_for(ID))
    for action in actions:
        ref = booked.progress.ref
        await at_desk.act(Staff("staff1", WARD), ref, action, {}, f"k-{action}", clock())
    await line_to(town, ID).upkeep()
    seen = await bookings.follow(town, hana, booked.ref)
    assert (seen.state, seen.seq) == (state, 1 + len(actions))


async def test_the_desk_cancels_what_was_told_after_the_deadline(town: Town, clock: Any) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    clock.goes(hours=24, minutes=30)
    assert booked.progress
    item = booked.progress.ref
    for key, action in enumerate(("arrived", "undo")):
        await desk.act(town, DESK, Work(ID, item, action, WARD, WEDNESDAY), f"k{key}")
    seen = await bookings.follow(town, hana, booked.ref)
    with pytest.raises(TooLate):
        await bookings.act(town, hana, booked.ref, "cancel", seen.seq)
    gone = await bookings.act(town, DESK, booked.ref, "cancel", seen.seq, channel="phone")
    assert gone.state is State.CANCELLED


async def test_who_is_elsewhere_at_that_time_is_asked_for_another(town: Town) -> None:
    hana = await resident(town)
    await book(town, hana)
    view = await walk(town, hana, answers(office=CORNER))
    assert (view.draft.state, view.draft.walk.current) == ("asking", "time")
    assert view.draft.walk.answers["office"] == CORNER
    assert plain(view.draft.trouble.says, "ja") == (
        "11月25日 水曜日は、午前10時から午前10時30分まで、pensionの予定があります。"
        "別の時間をお選びください。"
    )


async def test_a_visit_may_move_to_a_time_that_overlaps_its_own(town: Town) -> None:
    hana = await resident(town)
    booked = await book(town, hana)
    view = await walks.begin(town, hana, None, replacing=booked.ref)
    view = await go_on(town, hana, view, answers(office=CORNER))
    assert view.draft.state == "offered"
    assert (await yes(town, hana, view)).ref == booked.ref


async def test_a_corrected_number_stands_on_the_list_at_once(town: Town) -> None:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", phone="0720000101")
    found = await people.create(town, DESK, details, None)
    hana = Reader(device="d", resident=found.ref, household=(found.ref,), name="髙橋 花子")
    await yes(town, hana, await walk(town, hana, {**answers(), "mode": ("phone",)}))
    assert await how(town) == "電話で・072-000-0101"
    new = replace(details, phone="0720000202", needs=("wheelchair",))
    await people.correct(town, DESK, found.ref, new, why="moved")
    assert await how(town) == "電話で・072-000-0202・車いす"


async def how(town: Town) -> str:
    """What the only line of the day's list says of the way to speak."""
    lists = await desk.views(town, DESK, WEDNESDAY, WARD)
    [line] = next(table for _service, table in lists.tables if table.name == "day").lines
    return render(line.cells[5], "ja", WEDNESDAY, lists.people).text


async def test_a_key_that_another_has_used_does_not_swallow_what_is_done(town: Town) -> None:
    day = date(2026, 11, 24)
    work = Work(ID, None, "walk_in", CORNER, day, {"topic": ("pension",), "resident": ""})
    other = Reader(staff=Staff("staff2", ""), name="other", role="desk")
    for who in (DESK, DESK, other):
        await desk.act(town, who, work, "the same key")
    lists = await desk.views(town, DESK, day, CORNER)
    visits = next(table for _service, table in lists.tables if table.name == "day")
    assert len(visits.lines) == 2


async def test_nobody_is_received_as_a_resident_whom_the_town_does_not_know(town: Town) -> None:
    day = date(2026, 11, 24)
    given: dict[str, Answer] = {"topic": ("pension",), "resident": "tanaka"}
    with pytest.raises(Unknown):
        await desk.act(town, DESK, Work(ID, None, "walk_in", CORNER, day, given), "k")
    hana = await resident(town)
    given["resident"] = hana.resident or ""
    await desk.act(town, DESK, Work(ID, None, "walk_in", CORNER, day, given), "k")
    assert list((await desk.views(town, DESK, day, CORNER)).people) == [hana.resident]


async def test_somebody_without_a_booking_stands_on_the_list(town: Town) -> None:
    day = date(2026, 11, 24)
    work = Work(ID, None, "walk_in", CORNER, day, {"topic": ("pension",), "resident": ""})
    await desk.act(town, DESK, work, "k")
    lists = await desk.views(town, DESK, day, CORNER)
    visits = next(table for _service, table in lists.tables if table.name == "day")
    assert [line.state for line in visits.lines] == ["arrived"]
