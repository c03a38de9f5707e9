"""What a provider says beside how a booking stands: reminders of its own, and another agreement."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from senior_life.api.show import show_to
from senior_life.contract import Reminder, State, Text
from senior_life.usecases import bookings
from senior_life.usecases.today import today

from .test_bookings import booked, told

SOON = Text("Something to know soon.")


async def notices(town: Any, reader: Any) -> list[str]:
    return [one.says.msgid for one in (await today(town, reader)).reminders]


async def test_its_own_reminders_come_at_their_moment_and_end_with_the_booking(
    town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all, day="2026-11-27")
    soon = Reminder(clock() + timedelta(hours=1), SOON)
    past = Reminder(clock() - timedelta(hours=1), Text("It is too late for this."))
    await told(town, clerk(town).says_by_itself("b-1", reminds=(soon, past)))
    assert SOON.msgid not in await notices(town, hanako)
    clock.goes(hours=1, minutes=1)
    assert (await notices(town, hanako)).count(SOON.msgid) == 1
    later = Reminder(clock() + timedelta(hours=1), Text("Another thing to know."))
    await told(town, clerk(town).says_by_itself("b-1", reminds=(later,)))
    seq = (await bookings.follow(town, hanako, ref)).seq
    await bookings.act(town, hanako, ref, "cancel", seq)
    clock.goes(hours=2)
    assert later.says.msgid not in await notices(town, hanako)


async def test_who_would_read_the_same_gets_no_notice(
    quick_town: Any, resident: Any, answer_all: Any, clerk: Any, clock: Any
) -> None:
    hanako = await resident(quick_town)
    ref = await booked(quick_town, hanako, answer_all)
    soon = Reminder(clock() + timedelta(hours=1), SOON)
    await told(quick_town, clerk(quick_town).says_by_itself("b-1", reminds=(soon,)))
    assert await notices(quick_town, hanako) == []
    assert (await bookings.follow(quick_town, hanako, ref)).seq > 1
    await told(quick_town, clerk(quick_town).says_by_itself("b-1", says=Text("It moved.")))
    assert await notices(quick_town, hanako) == ["It moved."]


async def test_what_was_agreed_to_since_is_what_stands_and_is_not_asked(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all)
    before = (await bookings.follow(town, hanako, ref)).offer
    other = replace(before, summary=Text("Something else"))
    await told(town, clerk(town).says_by_itself("b-1", state=State.CONFIRMED, offer=other))
    found = await bookings.follow(town, hanako, ref)
    assert found.offer.summary.msgid == "Something else"
    assert show_to(hanako, town).booking(found).offers == ()


async def test_a_notice_names_what_it_is_about_and_ends_when_that_stands_otherwise(
    town: Any, resident: Any, answer_all: Any, clerk: Any
) -> None:
    hanako = await resident(town)
    ref = await booked(town, hanako, answer_all)
    await told(town, clerk(town).says_by_itself("b-1", state=State.PROPOSED, says=SOON))
    [notice] = (await today(town, hanako)).reminders
    offer = (await bookings.follow(town, hanako, ref)).offer
    assert notice.says.values == {"what": offer.summary, "says": SOON}
    moved = Text("It moved.")
    await told(town, clerk(town).says_by_itself("b-1", state=State.CONFIRMED, says=moved))
    assert await notices(town, hanako) == ["It moved."]
    seq = (await bookings.follow(town, hanako, ref)).seq
    await bookings.act(town, hanako, ref, "cancel", seq)
    assert await notices(town, hanako) == []
