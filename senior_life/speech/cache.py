"""Keeps sounds by what they say, in files that several processes may share; the oldest go first."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from senior_life.speech.port import Clause, Sound, Speed

MEGABYTE = 1024 * 1024
SPARE = 0.9  # a full cache is emptied to this share, so that it is not swept at every sound


def fingerprint(clause: Clause, voice: str, speed: Speed) -> str:
    """Same text, readings, voice and speed: same name."""
    said = json.dumps([clause.pieces, voice, speed], ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


class SoundCache:
    """A file is written aside and moved into place, so a reader sees all of it or nothing."""

    def __init__(self, folder: Path, largest_megabytes: int = 200) -> None:
        self._folder = folder
        self._largest_bytes = largest_megabytes * MEGABYTE
        self._size_bytes = -1  # not counted yet; other processes add too, a sweep counts anew

    def get(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            content = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        return content

    def put(self, name: str, sound: Sound) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(sound.content)
        Path(aside).replace(path)
        self._count(len(sound.content))

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _count(self, added_bytes: int) -> None:
        if self._size_bytes < 0:
            self._size_bytes = sum(size for _, size, _ in self._kept())
        else:
            self._size_bytes += added_bytes
        if self._size_bytes > self._largest_bytes:
            self._sweep()

    def _sweep(self) -> None:
        """Forgets what was heard longest ago."""
        kept = sorted(self._kept())
        self._size_bytes = sum(size for _, size, _ in kept)
        for _, size, path in kept:
            if self._size_bytes <= self._largest_bytes * SPARE:
                return
            path.unlink(missing_ok=True)
            self._size_bytes -= size

    def _kept(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._folder.glob("*/*"):
            try:
                found = path.stat()
            except FileNotFoundError:  # another process swept it
                continue
            yield found.st_mtime, found.st_size, path
