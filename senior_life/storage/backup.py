"""Copy a running SQLite database to a file and back, whole, by SQLite's own online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

BUSY_SECONDS = 30.0


class NotABackup(Exception):
    """The file is not a whole database of this app; nothing was changed."""


def back_up(url: str, file: Path) -> None:
    """Everything committed up to now; the file appears whole or not at all."""
    beside = file.with_name(f"{file.name}.part")
    beside.unlink(missing_ok=True)
    with closing(_open(_path(url))) as source, closing(sqlite3.connect(beside)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    beside.replace(file)


def restore(url: str, file: Path) -> None:
    """Raises NotABackup. A running town sees the restored state with its next transaction."""
    _check(file)
    with closing(_open(file)) as source, closing(_open(_path(url), must_exist=False)) as target:
        source.backup(target)


def _path(url: str) -> Path:
    return Path(make_url(url).database or "")


def _open(path: Path, must_exist: bool = True) -> sqlite3.Connection:
    if must_exist and not path.exists():
        raise NotABackup(f"{path}: there is no such file")
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


def _check(file: Path) -> None:
    with closing(_open(file)) as source:
        try:
            is_whole = source.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            known = "select 1 from sqlite_master where name = 'alembic_senior_life'"
            is_ours = source.execute(known).fetchone() is not None
        except sqlite3.DatabaseError as broken:
            raise NotABackup(f"{file}: {broken}") from broken
    if not (is_whole and is_ours):
        raise NotABackup(f"{file}: this is not a backup of a town")
