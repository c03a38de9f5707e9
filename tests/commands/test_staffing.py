"""The desk's accounts from the command line, as the town's administrator keeps them."""

import asyncio
from pathlib import Path

import pytest

from senior_life import app as wiring
from senior_life.config import Settings
from senior_life.contract import Unclear
from senior_life.usecases import staff
from senior_life.usecases.host import open_town
from tests.commands.conftest import Command


@pytest.fixture
def migrated(command: Command) -> Command:
    assert command("migrate").exit_code == 0
    return command


def opens(data: Path, name: str, password: str) -> bool:
    """Whether the desk lets this name in with this password."""
    with wiring.ground(Settings(data=data)) as on:
        town = open_town("senboku", on.store, on.registry, on.pack, on.now, data, on.key)
        try:
            return bool(asyncio.run(staff.log_in(town, name, password)))
        except Unclear:
            return False


def password_of(printed: str) -> str:
    (line,) = printed.splitlines()
    return line.split("  ")[-1]


def test_an_account_is_added_and_its_first_password_works(migrated: Command, data: Path) -> None:
    told = migrated("staff", "add", "窓口 太郎", "--office", "minami_ward_office")
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("窓口 太郎  ")
    assert opens(data, "窓口 太郎", password_of(told.stdout))
    listed = migrated("staff", "list")
    assert listed.stdout.splitlines() == ["窓口 太郎  desk  minami_ward_office"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("second", "--office", "nowhere"), "There is no place nowhere in the town pack."),
        (("first",), "There is an account named first already."),
        (("second", "--role", "mayor"), "mayor"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    migrated: Command, words: tuple[str, ...], says: str
) -> None:
    assert migrated("staff", "add", "first").exit_code == 0
    told = migrated("staff", "add", *words)
    assert told.exit_code != 0
    assert says in told.stderr
    assert len(migrated("staff", "list").stdout.splitlines()) == 1


def test_a_password_is_reset_and_only_the_new_one_works(migrated: Command, data: Path) -> None:
    first = password_of(migrated("staff", "add", "desk").stdout)
    told = migrated("staff", "reset", "desk")
    assert told.exit_code == 0
    assert opens(data, "desk", password_of(told.stdout))
    assert not opens(data, "desk", first)


def test_a_closed_account_opens_nothing_until_it_is_opened_on_purpose(
    migrated: Command, data: Path
) -> None:
    first = password_of(migrated("staff", "add", "desk", "--role", "admin").stdout)
    assert migrated("staff", "close", "desk").exit_code == 0
    assert not opens(data, "desk", first)
    assert "desk  admin  -  closed 20" in migrated("staff", "list").stdout
    refused = migrated("staff", "reset", "desk")
    assert refused.exit_code == 1
    assert "--reopen" in refused.stderr
    again = migrated("staff", "reset", "desk", "--reopen")
    assert opens(data, "desk", password_of(again.stdout))


@pytest.mark.parametrize("verb", ["reset", "close"])
def test_an_account_that_is_not_there_is_named(migrated: Command, verb: str) -> None:
    missing = migrated("staff", verb, "desk")
    assert missing.exit_code == 1
    assert "There is no account named desk." in missing.stderr


def test_accounts_of_a_town_without_tables_are_refused_in_a_sentence(command: Command) -> None:
    told = command("staff", "list")
    assert told.exit_code == 1
    assert "senior-life migrate" in told.stderr
