"""The data folder: who may use it, and the key that lives in it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

KEY_BYTES = 32


class InUse(Exception):
    """Another server already works on this folder."""


class Lock:
    """Held while a server runs on a SQLite folder; ends with the process, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Raises InUse."""
        file = self._path.open("a+b")
        try:
            _seize(file)
        except OSError as taken:
            file.close()
            raise InUse(f"Another senior-life already runs on {self._path.parent}.") from taken
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()


def prepare(folder: Path) -> Path:
    """The folder, made if need be; nobody else on this machine may look into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # someone else's folder, lent to us on purpose
        folder.chmod(0o700)
    return folder


def signing_key(folder: Path) -> bytes:
    """Made once; two processes that start together end up with the same."""
    path = folder / "signing.key"
    if not path.exists():
        fresh = folder / f"signing.{secrets.token_hex(4)}"
        made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        with suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all
        fresh.unlink()
    return path.read_bytes()


def _seize(file: BinaryIO) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
