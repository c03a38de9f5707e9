"""The quick way to a booking comes to the same as the long one, or leaves everything to it."""

from typing import Any

from sqlmodel import Session, select

from senior_life.contract import Offer, State
from services.counter_reservation import at_once, booked, confirming
from services.counter_reservation.tables import Applied, Booking, Claim, Hold, Pause

from .conftest import Scene

OF_EACH = {"ref", "number", "slot", "first", "resident", "made_by", "undo_until"}


async def kept(scene: Scene, table: Any) -> list[Any]:
    def work(session: Session) -> list[Any]:
        return list(session.exec(select(table)).all())

    return await scene.host.read(work)


async def book(scene: Scene, way: Any, offer: Offer, ref: str = "hana", key: str = "yes") -> Any:
    offices, who = scene.provider._offices, scene.who(ref)
    return await scene.host.write(lambda s: way(s, offices, who, offer.hold, key))


async def test_both_ways_keep_the_same(anywhere: Scene) -> None:
    hana, taro = await anywhere.quote("10:00"), await anywhere.quote("11:00", "taro")
    quick = await book(anywhere, at_once.book, hana)
    long = (await book(anywhere, confirming._book, taro, "taro", "other")).booking
    one, other = sorted(await kept(anywhere, Booking), key=lambda each: each.first)
    assert (one.slot, other.slot) == (hana.hold, taro.hold)
    assert one.model_dump(exclude=OF_EACH) == other.model_dump(exclude=OF_EACH)
    assert vars(quick) == one.model_dump()
    assert {applied.ref for applied in await kept(anywhere, Applied)} == {quick.ref, long.ref}
    assert all(claim.holds_until is None for claim in await kept(anywhere, Claim))
    assert await kept(anywhere, Hold) == []


async def test_what_is_anothers_or_unknown_is_left_alone(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    assert await book(anywhere, at_once.book, offer, "taro") is None
    await anywhere.provider.release(offer.hold)
    assert await book(anywhere, at_once.book, offer) is None
    assert await kept(anywhere, Booking) == []


async def test_a_key_that_was_used_is_left_alone(anywhere: Scene) -> None:
    assert await book(anywhere, at_once.book, await anywhere.quote("10:00"))
    assert await book(anywhere, at_once.book, await anywhere.quote("11:00", key="more")) is None
    assert len(await kept(anywhere, Booking)) == 1


async def test_a_hold_whose_counter_closed_is_left_alone(anywhere: Scene) -> None:
    offer = await anywhere.quote()
    [hold] = await kept(anywhere, Hold)
    end = hold.first + hold.units
    beside = [(hold.first - 4, hold.first), (end, end + 4)]
    for since, until in [*beside, (end - 1, end + 4)]:
        pause = Pause(
            ref=str(since),
            counter=hold.counter,
            day=hold.day,
            since=since,
            until=until,
            made_by="desk",
            made_at=anywhere.clock(),
        )
        await anywhere.host.write(lambda s, p=pause: s.add(p))  # type: ignore[misc]
        if (since, until) in beside:
            seen = await anywhere.host.read(lambda s: at_once.HELD.first(s, asked(offer)))
            assert not seen.is_paused
    assert await book(anywhere, at_once.book, offer) is None


async def test_a_change_is_left_alone(anywhere: Scene) -> None:
    done = await anywhere.book("10:00")
    [offer] = await anywhere.provider.quote(anywhere.who(), anywhere.at("11:00"), "w", done.ref)
    assert await book(anywhere, at_once.book, offer) is None


async def test_a_number_that_is_taken_is_not_given_again(anywhere: Scene) -> None:
    first = await anywhere.book("10:00")
    offices = anywhere.provider._offices
    again = {"number": first.number}

    def work(session: Session) -> int:
        hold = session.exec(select(Hold)).one()
        new = booked.columns(offices, anywhere.who(), hold, "", State.CONFIRMED)
        return at_once.ADD.count(session, {**new, **again, "slot": hold.slot})

    await anywhere.quote("11:00")
    assert await anywhere.host.write(work) == 0


def asked(offer: Offer) -> dict[str, str]:
    return {"its_slot": offer.hold, "its_key": "yes"}
