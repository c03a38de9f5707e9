"""A running SQLite town is copied whole and put back whole, under the feet of its readers."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from senior_life.storage import Store
from senior_life.storage.backup import NotABackup, back_up, restore


def note(s: Session, words: str) -> None:
    s.execute(text("create table if not exists notes (words text)"))
    s.execute(text("insert into notes values (:words)"), {"words": words})


def notes(s: Session) -> list[str]:
    return [row[0] for row in s.execute(text("select words from notes order by rowid"))]


def test_a_restored_town_is_as_it_was(sqlite_store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    sqlite_store.write_now(lambda s: note(s, "before"))
    back_up(sqlite_store.url, copy)
    sqlite_store.write_now(lambda s: note(s, "after"))
    assert sqlite_store.read_now(notes) == ["before", "after"]
    restore(sqlite_store.url, copy)
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


def test_half_a_file_is_refused_and_changes_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    sqlite_store.write_now(lambda s: note(s, "before"))
    back_up(sqlite_store.url, copy)
    copy.write_bytes(copy.read_bytes()[:9000])
    with pytest.raises(NotABackup):
        restore(sqlite_store.url, copy)
    assert sqlite_store.read_now(notes) == ["before"]
