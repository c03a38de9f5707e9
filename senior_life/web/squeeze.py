"""Compressed copies of the client's files, made once and kept in a folder.

A quick copy is made when it is first needed (about a second for the largest file). A small one, an
eighth smaller and fifteen times slower to make, replaces it once the server has been up for long.
"""

import gzip
import os
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from senior_life.web.catalogue import Catalogue, ClientFile

QUICK, SMALL = 9, 11  # brotli's qualities
WINDOW_BITS = 24
QUIET_SECONDS = 30.0  # how long the server is left alone before the slow work begins
LEAST_BYTES = 500

# What Chromium fetches; other browsers' files are made when they are asked for.
FIRST = (
    "main.dart.wasm",
    "canvaskit/skwasm.wasm",
    "main.dart.mjs",
    "canvaskit/skwasm.js",
    "flutter_bootstrap.js",
    "page.js",
)


class Encoding(StrEnum):
    BROTLI = "br"
    GZIP = "gzip"


@dataclass
class Squeezer:
    """Safe to call from several threads; a copy appears whole or not at all."""

    folder: Path
    _locks: defaultdict[str, threading.Lock] = field(
        default_factory=lambda: defaultdict(threading.Lock)
    )
    _stop: threading.Event = field(default_factory=threading.Event)

    def copy(self, file: ClientFile, encoding: Encoding) -> Path:
        """The smallest copy there is; makes a quick one when there is none. Blocks."""
        small, quick = self._small(file), self._quick(file, encoding)
        if encoding is Encoding.BROTLI and small.exists():
            return small
        with self._locks[quick.name]:
            if not quick.exists():
                self._write(quick, _pack(file.path.read_bytes(), encoding))
        return quick

    def start(self, catalogue: Catalogue) -> None:
        """Prepare the usual files beside the running server; `stop` ends it between two files."""
        threading.Thread(
            target=self._prepare, args=(catalogue,), name="squeeze", daemon=True
        ).start()

    def stop(self) -> None:
        self._stop.set()

    def _prepare(self, catalogue: Catalogue) -> None:
        """Whoever comes first waits for a quick copy, so only the small ones give way to others."""
        self.forget_old(catalogue)
        usual = [catalogue.files[name] for name in FIRST if name in catalogue.files]
        for file in usual:
            if self._stop.is_set():
                return
            self.copy(file, Encoding.BROTLI)
        _yield_to_others()
        for file in usual:
            if not self._small(file).exists() and self._stop.wait(QUIET_SECONDS):
                return
            self.make_small(file)

    def make_small(self, file: ClientFile) -> None:
        small = self._small(file)
        if not small.exists():
            self._write(small, _brotli(file.path.read_bytes(), SMALL))

    def forget_old(self, catalogue: Catalogue) -> None:
        """Copies of files of an earlier version are of no more use."""
        known = {file.digest for file in catalogue.files.values()}
        for path in self.folder.glob("*.*"):
            if path.name.split(".")[0] not in known:
                path.unlink(missing_ok=True)

    def _small(self, file: ClientFile) -> Path:
        return self.folder / f"{file.digest}.small.br"

    def _quick(self, file: ClientFile, encoding: Encoding) -> Path:
        return self.folder / f"{file.digest}.quick.{encoding}"

    def _write(self, path: Path, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        part.write_bytes(data)
        part.replace(path)


def _pack(data: bytes, encoding: Encoding) -> bytes:
    if encoding is Encoding.BROTLI:
        return _brotli(data, QUICK)
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes, quality: int) -> bytes:
    packed: bytes = brotli.compress(data, quality=quality, lgwin=WINDOW_BITS)
    return packed


def _yield_to_others() -> None:
    """On Linux each thread has a priority of its own; elsewhere the thread stays as it is."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
