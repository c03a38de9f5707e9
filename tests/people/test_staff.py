"""Staff log in by a password that nobody can guess quickly or read from the database."""

import asyncio

import pytest
from sqlmodel import select

from senior_life.contract import Unclear
from senior_life.storage.tables.people import AttemptRow, StaffRow
from senior_life.usecases import accounts, identity, passwords, staff
from senior_life.usecases.access import NOBODY
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import RateLimited

pytestmark = pytest.mark.usefixtures("cheap_passwords")


def account(town: Town, name: str = "desk", office: str = "") -> accounts.Account:
    return accounts.add(town.store, town.now(), name, "desk", office)


async def test_the_right_password_opens_a_session_of_that_office(town: Town) -> None:
    made = account(town, "窓口", "minami")
    reader = await identity.who_holds(town, await staff.log_in(town, "窓口", made.password))
    assert reader.staff is not None
    assert (reader.staff.office, reader.name, reader.role) == ("minami", "窓口", "desk")


async def test_a_session_ends_after_a_working_day_or_at_log_out(
    quick_town: Town, clock: object
) -> None:
    made = account(quick_town)
    first = await staff.log_in(quick_town, "desk", made.password)
    await staff.log_out(quick_town, first)
    assert await identity.who_holds(quick_town, first) == NOBODY
    second = await staff.log_in(quick_town, "desk", made.password)
    clock.goes(hours=12)  # type: ignore[attr-defined]
    assert await identity.who_holds(quick_town, second) == NOBODY


async def test_a_wrong_name_and_a_wrong_password_are_told_the_same(quick_town: Town) -> None:
    account(quick_town)
    told = []
    for name in ("desk", "nobody"):
        with pytest.raises(Unclear) as refused:
            await staff.log_in(quick_town, name, "wrong")
        told.append(refused.value.says)
    assert told[0] == told[1]


async def test_a_stranger_elsewhere_locks_nobody_out(town: Town) -> None:
    made = account(town)
    for _guess in range(5):
        with pytest.raises(Unclear):
            await staff.log_in(town, "desk", "wrong", "203.0.113.9")
    with pytest.raises(RateLimited):
        await staff.log_in(town, "desk", made.password, "203.0.113.9")
    assert await staff.log_in(town, "desk", made.password, "192.168.0.7")
    accounts.reset(town.store, "desk")
    with pytest.raises(Unclear):
        await staff.log_in(town, "desk", "wrong", "203.0.113.9")


async def test_one_place_may_not_try_one_name_after_the_other(
    quick_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "is_right", lambda _known, _password: False)
    for guess in range(100):
        with pytest.raises(Unclear):
            await staff.log_in(quick_town, f"name{guess}", "wrong", "2001:db8::1")
    with pytest.raises(RateLimited):
        await staff.log_in(quick_town, "another", "wrong", "2001:db8::2")


async def test_strangers_anywhere_lock_out_nobody_elsewhere(quick_town: Town) -> None:
    made = account(quick_town)
    tried = [
        AttemptRow(kind=kind, who=f"{name}10.0.{n}.1/32", at=quick_town.now())
        for n in range(3000)
        for kind, name in (("login", "desk "), ("login-from", ""))
    ]
    await quick_town.store.write(lambda s: s.add_all(tried))
    assert await staff.log_in(quick_town, "desk", made.password, "192.168.0.7")


async def test_guessing_is_stopped_for_that_name_alone(quick_town: Town, clock: object) -> None:
    made, other = account(quick_town), account(quick_town, "other")
    for _guess in range(5):
        with pytest.raises(Unclear):
            await staff.log_in(quick_town, "desk", "wrong")
    with pytest.raises(RateLimited) as refused:
        await staff.log_in(quick_town, "desk", made.password)
    assert refused.value.wait_seconds == 900
    assert await staff.log_in(quick_town, "other", other.password)
    clock.goes(minutes=15)  # type: ignore[attr-defined]
    assert await staff.log_in(quick_town, "desk", made.password)


async def test_many_guesses_at_once_gain_nothing(town: Town) -> None:
    account(town)
    guesses = [staff.log_in(town, "desk", "wrong") for _guess in range(8)]
    told = await asyncio.gather(*guesses, return_exceptions=True)
    assert sorted(type(one).__name__ for one in told) == ["RateLimited"] * 3 + ["Unclear"] * 5


def test_a_password_is_kept_only_as_an_argon2id_hash(quick_town: Town) -> None:
    made = account(quick_town)
    kept = quick_town.store.read_now(
        lambda s: str(s.connection().exec_driver_sql("select * from staff").all())
    )
    assert made.password not in kept
    assert "$argon2id$" in kept


async def test_who_was_just_checking_a_password_gets_in_neither_closed_nor_reset(
    town: Town,
) -> None:
    made = account(town)
    (found,) = await town.store.read(lambda s: s.exec(select(StaffRow)).all())
    fresh = accounts.reset(town.store, "desk")
    late = (found, "token", found.password_hash, town.now())
    with pytest.raises(Unclear):
        await town.store.write(lambda s: staff._begin(s, *late))
    assert await staff.log_in(town, "desk", fresh.password)
    accounts.close(town.store, town.now(), "desk")
    with pytest.raises(Unclear):
        await town.store.write(lambda s: staff._begin(s, *late))
    assert made.password != fresh.password
