"""Copy a running SQLite database to a file and back, whole, by SQLite's own online backup.

A copy holds everything that residents told the town: nobody else on this machine may read it.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from senior_life.storage.engine import open_store
from senior_life.storage.migrate import migrate_now, unknown

BUSY_SECONDS = 30.0
BESIDE = ("", "-wal", "-shm", "-journal")
SHUT_AGAIN = (
    "update devices set revoked_at ="
    " (select n.revoked_at from now.devices n where n.ref = devices.ref)"
    " where revoked_at is null"
    " and ref in (select ref from now.devices where revoked_at is not null)",
    "update staff set closed_at = (select n.closed_at from now.staff n where n.ref = staff.ref)"
    " where closed_at is null and ref in (select ref from now.staff where closed_at is not null)",
    "update staff set password_hash ="
    " (select n.password_hash from now.staff n where n.ref = staff.ref)"
    " where ref in (select ref from now.staff)",
)


class NotABackup(Exception):
    """The file is not a whole database of this app, or of a newer one; nothing was changed."""


class NoPlace(Exception):
    """Nothing can be written there; nothing was changed."""


def back_up(url: str, file: Path) -> None:
    """Everything committed up to now; the file appears whole or not at all. Raises NoPlace."""
    with closing(_open(_path(url))) as source, _fresh(file, ".part") as beside:
        with closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        beside.replace(file)


def restore(url: str, file: Path, packages: Mapping[str, str]) -> bool:
    """Raises NotABackup, NoPlace. A running town sees the restored state at its next transaction.

    An older backup is brought up to date first (``packages``: the services' tables), a newer one
    is refused. What was shut since the backup stays shut, as far as the database that it replaces
    can still be read (False: it cannot): revoked tablets, closed accounts of staff, passwords
    that were changed. Staff log in again in any case, and codes for pairing are void.
    """
    _check(file)
    place = _path(url)
    with _fresh(place, ".restoring") as beside:
        with closing(_open(file)) as source, closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
        _bring_up_to_date(beside, file, packages)
        is_shut = _shut(beside, place)
        with closing(sqlite3.connect(beside)) as copy, closing(_target(place)) as target:
            copy.backup(target)
    return is_shut


def _bring_up_to_date(copy: Path, file: Path, packages: Mapping[str, str]) -> None:
    store = open_store(f"sqlite:///{copy}")
    try:
        if unknown(store, packages):
            raise NotABackup(f"{file}: a newer version of the app made it; please install that one")
        migrate_now(store, packages)
    finally:
        store.close()


def _shut(copy: Path, replaced: Path) -> bool:
    with closing(sqlite3.connect(copy, timeout=BUSY_SECONDS)) as restored:
        restored.execute("delete from staff_sessions")
        restored.execute("delete from pairing_codes")
        restored.commit()
        if not replaced.exists():
            return False
        restored.execute("attach ? as now", (str(replaced),))
        try:
            for statement in SHUT_AGAIN:
                restored.execute(statement)
        except sqlite3.DatabaseError:
            restored.rollback()
            return False
        restored.commit()
        return True


def _path(url: str) -> Path:
    return Path(make_url(url).database or "")


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise NotABackup(f"{path}: there is no such file")
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


def _target(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    return sqlite3.connect(path, timeout=BUSY_SECONDS)


@contextmanager
def _fresh(path: Path, ending: str) -> Iterator[Path]:
    """An empty file beside ``path`` that only its owner can read; gone afterwards."""
    fresh = path.with_name(f"{path.name}{ending}")
    try:
        _forget(fresh)
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield fresh
    except (OSError, sqlite3.OperationalError) as fault:
        raise NoPlace(f"{path}: {fault}") from fault
    finally:
        if path.parent.is_dir():
            _forget(fresh)


def _forget(path: Path) -> None:
    for ending in BESIDE:
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


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
