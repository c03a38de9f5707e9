"""What was cancelled since yesterday: whom the provider's desk sees, and whom it does not."""

from typing import Any

from senior_life.contract import Person, Phone, State, Text
from senior_life.usecases import bookings, people
from senior_life.usecases.access import Reader
from senior_life.usecases.cancelled import cancelled
from senior_life.usecases.confirming import confirm
from senior_life.usecases.people import Details
from senior_life.words import plain
from senior_life.words.calendar import local

from .clerk import chat


def yes(town: Any, reader: Any, view: Any) -> Any:
    draft = view.draft
    return confirm(town, reader, draft.ref, draft.rev, draft.offers[0].id)


async def lines(town: Any, place: str = "") -> Any:
    return (await cancelled(town, chat(), local(town.now()).date(), place)).lines


async def cancel(town: Any, reader: Any, ref: str, **how: Any) -> None:
    found = await bookings.follow(town, reader, ref)
    await bookings.act(town, reader, ref, "cancel", found.seq, **how)


def said(line: Any) -> list[str]:
    return [plain(cell, "en") for cell in line.cells[2:]]


async def test_who_cancelled_what_and_when_is_listed_with_the_number_to_call(
    town: Any, resident: Any, desk: Any, answer_all: Any, clock: Any
) -> None:
    hanako, taro = await resident(town), await resident(town, "髙橋 太郎")
    for who, at in ((hanako, "10:00"), (taro, "11:00"), (hanako, "13:00")):
        await yes(town, who, await answer_all(town, who, "2026-11-27", at))
    mine, second = await ahead(town, hanako), await ahead(town, taro)
    await cancel(town, hanako, mine[0])
    clock.goes(hours=1)
    await cancel(town, desk, second[0], channel="phone")
    by_desk, by_hanako = await lines(town)
    assert (by_hanako.item, by_hanako.cells[0]) == (mine[0], Person(hanako.resident))
    assert said(by_hanako)[1:] == [
        "Friday, 27 November, 10:00 AM",
        "Tuesday, 24 November, 9:00 AM",
        "The resident",
    ]
    assert by_desk.cells[5] == Person("staff1", "staff")


async def ahead(town: Any, who: Any) -> list[str]:
    return [one.ref for one in await bookings.upcoming(town, who)]


async def test_the_day_before_is_listed_and_what_is_older_is_not(
    quick_town: Any, resident: Any, answer_all: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako, "2026-11-30"))
    await cancel(quick_town, hanako, ref)
    clock.goes(days=1, hours=14)
    assert [line.item for line in await lines(quick_town)] == [ref]
    clock.goes(hours=1)
    assert await lines(quick_town) == ()


async def test_what_the_provider_cancels_by_itself_is_listed_once(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    await yes(town, hanako, await answer_all(town, hanako, "2026-11-30"))
    for says in ("We are closed.", "We are closed all week."):
        told = clerk(town).says_by_itself("b-1", state=State.CANCELLED, says=Text(says))
        await town.host_for("chat").tell(told)
    [line] = await lines(town)
    assert said(line)[-1] == "The provider"


async def test_another_place_does_not_see_it(
    quick_town: Any, resident: Any, answer_all: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako, "2026-11-30"))
    await cancel(quick_town, hanako, ref)
    assert await lines(quick_town, "kita") == ()


async def test_a_number_can_be_called_as_it_was_entered(
    quick_town: Any, resident: Any, desk: Any, answer_all: Any
) -> None:
    details = Details(name="髙橋 花子", kana="たかはし はなこ", phone="072-000-0199")
    found = await people.create(quick_town, desk, details, None)
    hanako = Reader(device="d9", resident=found.ref, household=(found.ref,))
    ref = await yes(quick_town, hanako, await answer_all(quick_town, hanako, "2026-11-30"))
    await cancel(quick_town, hanako, ref)
    [line] = await lines(quick_town)
    assert line.cells[1] == Phone("072-000-0199")
