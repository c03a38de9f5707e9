"""What a service keeps in its own tables, on both databases: keys, numbers, what is untold."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from senior_life.contract import Engagement, Progress, State, Text
from senior_life.providing import Keys, busy, is_free, join, new_number, numbers, tell, tell_again
from tests.conftest import TUESDAY, Clock

from .conftest import Applied, Bed, Host

KEYS = Keys(Applied)
UNTOLD = col(Bed.told) < col(Bed.seq)


def bed(ref: str, at: datetime = TUESDAY, **more: Any) -> Bed:
    return Bed(key=ref, ref=ref, at=at, **{"number": ref, **more})


def shown(_session: Session, one: Bed) -> Progress:
    return Progress(one.ref, one.number, one.seq, State.CONFIRMED, Text("Booked."))


async def test_a_key_works_once(host: Host) -> None:
    await host.write(lambda s: KEYS.remember(s, "yes", "bed 1", host.now()))
    assert await host.read(lambda s: (KEYS.ref_of(s, "yes"), KEYS.is_applied(s, "yes"))) == (
        "bed 1",
        True,
    )
    assert await host.read(lambda s: (KEYS.ref_of(s, "no"), KEYS.is_applied(s, "no"))) == (
        "",
        False,
    )


async def test_a_key_of_nothing_is_applied_all_the_same(host: Host) -> None:
    await host.write(lambda s: KEYS.remember(s, "lifted", "", host.now()))
    assert await host.read(lambda s: (KEYS.ref_of(s, "lifted"), KEYS.is_applied(s, "lifted"))) == (
        "",
        True,
    )


async def test_old_keys_are_forgotten_a_batch_at_a_time(host: Host, clock: Clock) -> None:
    old = [Applied(key=f"old {n}", ref="", at=clock.now) for n in range(201)]
    await host.write(lambda s: s.add_all(old))
    clock.goes(days=31)
    await host.write(lambda s: KEYS.remember(s, "new", "", clock.now))
    assert [await KEYS.forget(host) for _round in range(2)] == [False, True]  # type: ignore[arg-type]
    assert await host.read(lambda s: s.scalars(select(Applied.key)).all()) == ["new"]


async def test_a_number_that_is_taken_is_not_given_again(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "DIGITS", "2")
    await host.write(lambda s: s.add_all([bed("AB-2222"), bed("AB-222222")]))
    numbers_ = await host.read(lambda s: new_number(s, col(Bed.number), "AB"))
    assert numbers_ == "AB-22222"


def test_a_number_has_only_digits_that_nobody_mishears() -> None:
    drawn = "".join(numbers.draw("AB").removeprefix("AB-") for _each in range(500))
    assert len(drawn) == 2000
    assert set(drawn) == set(numbers.DIGITS)


async def test_joined_records_are_one(host: Host) -> None:
    rows = [bed("1", resident="goes"), bed("2", resident="stays"), bed("3", resident="other")]
    await host.write(lambda s: s.add_all(rows))
    for _twice in range(2):
        await host.write(lambda s: join(s, (Bed,), "stays", "goes"))
    query = select(Bed.resident).order_by(Bed.ref)
    assert await host.read(lambda s: s.scalars(query).all()) == ["stays", "stays", "other"]


async def test_what_changed_is_told_until_it_was_heard(host: Host) -> None:
    rows = [bed("later", seq=2), bed("now", seq=3, day=date(2026, 11, 30)), bed("told")]
    await host.write(lambda s: s.add_all(rows))
    await tell_again(host, Bed, UNTOLD, shown)  # type: ignore[arg-type]
    assert [(one.ref, one.seq) for one in host.told] == [("now", 3), ("later", 2)]
    await tell_again(host, Bed, UNTOLD, shown)  # type: ignore[arg-type]
    assert len(host.told) == 2, "what was heard is not told again"


async def test_an_older_word_does_not_hide_a_newer_one(host: Host) -> None:
    await host.write(lambda s: s.add(bed("1", seq=5)))
    await tell(host, Bed, [Progress("1", "1", 4, State.CONFIRMED, Text("Booked."))])  # type: ignore[arg-type]
    assert await host.read(lambda s: s.scalar(select(Bed.told))) == 4
    await tell_again(host, Bed, UNTOLD, shown)  # type: ignore[arg-type]
    assert [one.seq for one in host.told] == [4, 5]


async def test_what_is_elsewhere_stands_in_the_way_and_the_booking_itself_does_not(
    host: Host,
) -> None:
    hour = timedelta(hours=1)
    there = Engagement("bus", "7", TUESDAY, TUESDAY + hour, Text("A bus"))
    own = Engagement("garden", "1", TUESDAY + hour, TUESDAY + 2 * hour, Text("Weeding"))
    host.engagements = [there, own]
    both = [_booked("1", "hana"), _booked("2", "")]
    taken = await busy(host, both, timedelta(days=3))  # type: ignore[arg-type]
    [(who, day, last)] = host.asked
    assert (who.ref, day, last) == ("hana", TUESDAY.date(), TUESDAY.date() + timedelta(days=3))
    assert not is_free(taken, "1", TUESDAY + hour / 2, TUESDAY + hour)
    assert is_free(taken, "1", TUESDAY + hour, TUESDAY + 2 * hour)
    assert is_free(taken, "2", TUESDAY, TUESDAY + hour), "of a stranger nothing is known"


def _booked(ref: str, resident: str) -> Any:
    return SimpleNamespace(
        ref=ref, resident=resident, channel="touch", made_by="hana", day=TUESDAY.date()
    )
