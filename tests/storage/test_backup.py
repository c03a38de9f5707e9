"""A running SQLite town is copied whole and put back whole, under the feet of its readers."""

import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine, text
from sqlmodel import Session, select

from senior_life.storage import Store, open_store
from senior_life.storage.backup import NoPlace, NotABackup, back_up, restore
from senior_life.storage.migrate import CORE, CORE_PACKAGE, config, is_current
from senior_life.storage.tables.people import (
    DeviceRow,
    PairingCodeRow,
    StaffRow,
    StaffSessionRow,
)
from senior_life.storage.types import Row


def note(s: Session, words: str) -> None:
    s.execute(text("create table if not exists notes (words text)"))
    s.execute(text("insert into notes values (:words)"), {"words": words})


def notes(s: Session) -> list[str]:
    return [row[0] for row in s.execute(text("select words from notes order by rowid"))]


def test_a_restored_town_is_as_it_was(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str]
) -> None:
    copy = tmp_path / "copy"
    sqlite_store.write_now(lambda s: note(s, "before"))
    back_up(sqlite_store.url, copy)
    sqlite_store.write_now(lambda s: note(s, "after"))
    assert sqlite_store.read_now(notes) == ["before", "after"]
    restore(sqlite_store.url, copy, packages)
    assert sqlite_store.read_now(notes) == ["before"]
    sqlite_store.write_now(lambda s: note(s, "again"))
    assert sqlite_store.read_now(notes) == ["before", "again"]


def test_a_copy_is_taken_while_someone_writes(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.write_now(lambda s: note(s, "committed"))

    def work(s: Session) -> None:
        note(s, "not yet")
        back_up(sqlite_store.url, tmp_path / "copy")

    sqlite_store.write_now(work)
    with sqlite3.connect(tmp_path / "copy") as copy:
        assert copy.execute("select words from notes").fetchall() == [("committed",)]
    copy.close()
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy"]


def test_half_a_file_is_refused_and_changes_nothing(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str]
) -> None:
    copy = tmp_path / "copy"
    sqlite_store.write_now(lambda s: note(s, "before"))
    back_up(sqlite_store.url, copy)
    copy.write_bytes(copy.read_bytes()[:9000])
    with pytest.raises(NotABackup):
        restore(sqlite_store.url, copy, packages)
    assert sqlite_store.read_now(notes) == ["before"]


def test_what_was_shut_since_stays_shut(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str], clock: Any
) -> None:
    """A tablet that was lost, an account that was closed, a password that somebody had seen."""
    copy, now = tmp_path / "copy", clock()
    sqlite_store.write_now(lambda s: s.add_all([*people(now), session_of("desk", now)]))
    back_up(sqlite_store.url, copy)

    def later(s: Session) -> None:
        s.get_one(DeviceRow, "lost").revoked_at = now
        s.get_one(StaffRow, "leaver").closed_at = now
        s.get_one(StaffRow, "desk").password_hash = "new"
        s.get_one(DeviceRow, "kept").label = "renamed since"

    sqlite_store.write_now(later)
    assert restore(sqlite_store.url, copy, packages)

    def seen(s: Session) -> list[Any]:
        lost, kept = s.get_one(DeviceRow, "lost"), s.get_one(DeviceRow, "kept")
        desk, leaver = s.get_one(StaffRow, "desk"), s.get_one(StaffRow, "leaver")
        return [
            (lost.revoked_at, kept.revoked_at, kept.label),
            (desk.closed_at, leaver.closed_at, desk.password_hash),
            s.exec(select(StaffSessionRow)).all(),
            s.exec(select(PairingCodeRow)).all(),
        ]

    assert sqlite_store.read_now(seen) == [(now, None, ""), (None, now, "new"), [], []]


def test_into_an_empty_folder_nobody_can_say_what_was_shut_since(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str], clock: Any
) -> None:
    copy, now = tmp_path / "copy", clock()
    sqlite_store.write_now(lambda s: s.add_all([*people(now), session_of("desk", now)]))
    back_up(sqlite_store.url, copy)
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert not restore(url, copy, packages)
    other = open_store(url)
    assert other.read_now(lambda s: s.exec(select(StaffSessionRow)).all()) == []
    assert other.read_now(lambda s: s.get_one(DeviceRow, "lost").revoked_at) is None
    other.close()
    assert stat.S_IMODE((tmp_path / "other.sqlite").stat().st_mode) == 0o600


def test_an_older_backup_is_brought_up_to_date(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str]
) -> None:
    old = f"sqlite:///{tmp_path / 'old.sqlite'}"
    before = config(CORE, CORE_PACKAGE)
    with create_engine(old).begin() as connection:
        before.attributes["connection"] = connection
        command.upgrade(before, "senior_life_0002")
    connection.engine.dispose()
    restore(sqlite_store.url, tmp_path / "old.sqlite", packages)
    assert is_current(sqlite_store, packages)


def test_a_newer_backup_is_refused(
    sqlite_store: Store, tmp_path: Path, packages: dict[str, str]
) -> None:
    copy = tmp_path / "copy"
    back_up(sqlite_store.url, copy)
    with closing(sqlite3.connect(copy)) as newer:
        newer.execute("update alembic_senior_life set version_num = 'senior_life_9999'")
        newer.commit()
    with pytest.raises(NotABackup, match="newer version"):
        restore(sqlite_store.url, copy, packages)
    assert is_current(sqlite_store, packages)
    assert not list(tmp_path.glob("*.restoring*"))


def test_nobody_else_can_read_a_copy(sqlite_store: Store, tmp_path: Path) -> None:
    back_up(sqlite_store.url, tmp_path / "copy")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_said(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoPlace, match="No such file or directory"):
        back_up(sqlite_store.url, tmp_path / "nowhere" / "copy")


def people(now: datetime) -> list[Row]:
    """Two tablets, two of staff, and a code that somebody may still use."""
    tablets = [
        DeviceRow(ref=one, token_hash=one, paired_at=now, paired_by="desk")
        for one in ("kept", "lost")
    ]
    staff = [
        StaffRow(ref=one, name=one, password_hash="old", created_at=now)
        for one in ("desk", "leaver")
    ]
    code = PairingCodeRow(code_hash="c", residents=[], made_by="desk", until=now)
    return [*tablets, *staff, code]


def session_of(staff: str, now: datetime) -> StaffSessionRow:
    return StaffSessionRow(token_hash="t", staff=staff, expires_at=now)
