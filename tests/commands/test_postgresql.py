"""On PostgreSQL the town decides when tables change: a start refuses old ones with a sentence."""

import uuid

import psycopg
import pytest

from senior_life.storage import open_store
from senior_life.storage.migrate import is_current
from tests.commands.conftest import Command


@pytest.fixture
def empty(postgresql_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database without a single table, which the settings name."""
    name = f"new_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    url = postgresql_server.replace("/postgres?", f"/{name}?")
    monkeypatch.setenv("SENIOR_LIFE_DATABASE", url)
    return url


def test_a_start_waits_for_the_towns_own_migrate(
    command: Command, empty: str, packages: dict[str, str]
) -> None:
    refused = command("--web", "--port", "0")
    assert refused.exit_code == 1
    assert "run “senior-life migrate”" in refused.stderr
    migrated = command("migrate")
    assert migrated.exit_code == 0, migrated.output
    store = open_store(empty)
    assert is_current(store, packages)
    store.close()
    assert command("migrate").exit_code == 0
    missing = command("staff", "reset", "desk")
    assert "There is no account named desk." in missing.stderr


@pytest.mark.parametrize("words", [("migrate",), ("--web", "--port", "0")])
def test_a_database_that_is_away_is_said(
    command: Command, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIOR_LIFE_DATABASE", "postgresql://town:secret@127.0.0.1:1/town")
    told = command(*words)
    assert told.exit_code == 1
    assert "The database does not answer: " in told.stderr
    assert "secret" not in told.output
    assert "Traceback" not in told.output
