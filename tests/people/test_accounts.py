"""The town adds, resets and closes the accounts of its desk."""

import pytest

from senior_life.contract import Unclear
from senior_life.usecases import accounts, identity, staff
from senior_life.usecases.access import NOBODY
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import Conflict, RateLimited, Unknown

pytestmark = pytest.mark.usefixtures("cheap_passwords")


def account(town: Town, name: str = "desk") -> accounts.Account:
    return accounts.add(town.store, town.now(), name, "desk", "minami")


async def refusals(town: Town, names: list[str]) -> list[str]:
    """What an office is told that tries these names with a wrong password."""
    told = []
    for name in names:
        with pytest.raises((Unclear, RateLimited)) as refused:
            await staff.log_in(town, name, "wrong", "192.0.2.1")
        told.append(type(refused.value).__name__)
    return told


async def test_a_new_account_logs_in_with_its_first_password(town: Town) -> None:
    made = account(town, " 窓口 太郎 ")
    token = await staff.log_in(town, "窓口 太郎", made.password)
    reader = await identity.who_holds(town, token)
    assert (reader.name, reader.role) == ("窓口 太郎", "desk")
    assert reader.staff is not None
    assert reader.staff.office == "minami"


@pytest.mark.parametrize("name", ["desk", " desk", "", " "])
def test_a_name_is_used_once_and_is_not_empty(town: Town, name: str) -> None:
    account(town)
    with pytest.raises(Conflict):
        account(town, name)
    assert [one.name for one in accounts.all_accounts(town.store)] == ["desk"]


async def test_a_reset_gives_a_new_password_and_ends_every_session(quick_town: Town) -> None:
    made = account(quick_town)
    token = await staff.log_in(quick_town, "desk", made.password)
    fresh = accounts.reset(quick_town.store, "desk")
    assert await identity.who_holds(quick_town, token) == NOBODY
    with pytest.raises(Unclear):
        await staff.log_in(quick_town, "desk", made.password)
    assert await staff.log_in(quick_town, "desk", fresh.password)


def test_an_unknown_account_cannot_be_reset(quick_town: Town) -> None:
    with pytest.raises(Unknown):
        accounts.reset(quick_town.store, "nobody")


def test_a_town_knows_whether_it_has_staff(quick_town: Town) -> None:
    assert not accounts.has_accounts(quick_town.store)
    account(quick_town)
    assert accounts.has_accounts(quick_town.store)


async def test_a_reset_forgives_every_wrong_try_of_the_name_and_of_the_place(town: Town) -> None:
    account(town)
    assert (await refusals(town, ["desk"] * 6))[-1] == "RateLimited"
    accounts.reset(town.store, "desk")
    assert await refusals(town, ["desk"]) == ["Unclear"]
    tried = [f"name{number}" for number in range(staff.FROM_ONE_PLACE.tries)]
    assert (await refusals(town, tried))[-1] == "RateLimited"
    fresh = accounts.reset(town.store, "desk")
    assert await staff.log_in(town, "desk", fresh.password, "192.0.2.1")


async def test_closing_an_account_ends_its_sessions_at_once(town: Town) -> None:
    made = account(town)
    token = await staff.log_in(town, "desk", made.password)
    accounts.close(town.store, town.now(), "desk")
    assert await identity.who_holds(town, token) == NOBODY
    with pytest.raises(Unclear):
        await staff.log_in(town, "desk", made.password)
    (kept,) = accounts.all_accounts(town.store)
    assert kept.closed_at == town.now()


async def test_a_closed_account_is_opened_again_only_on_purpose(town: Town) -> None:
    made = account(town)
    token = await staff.log_in(town, "desk", made.password)
    accounts.close(town.store, town.now(), "desk")
    with pytest.raises(Conflict):
        accounts.reset(town.store, "desk")
    assert accounts.all_accounts(town.store)[0].closed_at is not None
    fresh = accounts.reset(town.store, "desk", reopens=True)
    assert await staff.log_in(town, "desk", fresh.password)
    assert await identity.who_holds(town, token) == NOBODY


def test_an_account_is_closed_once(town: Town, clock: object) -> None:
    account(town)
    when = town.now()
    accounts.close(town.store, when, "desk")
    clock.goes(days=1)  # type: ignore[attr-defined]
    accounts.close(town.store, town.now(), "desk")
    assert accounts.all_accounts(town.store)[0].closed_at == when
    with pytest.raises(Unknown):
        accounts.close(town.store, when, "nobody")
