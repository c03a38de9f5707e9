"""Which files a browser may ask for: flet-web's client, with the files of assets/web over it."""

import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

# The rest of the package runs Python in the browser, or is for debugging.
UNUSED_FOLDERS = ("pyodide", "icons")
UNUSED_NAMES = {
    "index.html",
    "python.js",
    "python-worker.js",
    "flutter_service_worker.js",
    "favicon.png",
}
UNUSED_ENDINGS = (".symbols", ".map")
OURS_ALONE = {"index.html"}  # served at every address, filled in, by page.py

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".css": "text/css",
}
PACKED = {".woff2", ".png", ".jpg", ".webp"}  # compressing them again gains nothing


@dataclass(frozen=True)
class ClientFile:
    """One file, known by its content: the same content is compressed once."""

    path: Path
    digest: str

    @property
    def media_type(self) -> str:
        guess = mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"
        return TYPES.get(self.path.suffix, guess)

    @property
    def is_packed(self) -> bool:
        return self.path.suffix in PACKED


@dataclass(frozen=True)
class Catalogue:
    """Names as in the address, relative to `prefix`, and the files behind them.

    Nothing outside the catalogue is ever opened, so no name can climb out of its folder.
    """

    files: Mapping[str, ClientFile]

    @cached_property
    def prefix(self) -> str:
        """Changes with any byte of any file: what lies under it may be kept for ever."""
        whole = hashlib.sha256()
        for name, file in sorted(self.files.items()):
            whole.update(f"{name} {file.digest}\n".encode())
        return f"/client/{whole.hexdigest()[:16]}/"


def read_catalogue(web_dir: Path) -> Catalogue:
    """`web_dir` is our assets/web; its files win over the package's."""
    names = dict(_packaged(flet_client()))
    names.update((name, path) for name, path in _tree(web_dir) if name not in OURS_ALONE)
    return Catalogue({name: ClientFile(path, _digest(path)) for name, path in names.items()})


def flet_client() -> Path:
    """The folder of the browser client that flet-web brings along."""
    spec = find_spec("flet_web")
    if spec is None or spec.origin is None:
        raise RuntimeError("flet-web is not installed: pip install flet-web")
    return Path(spec.origin).parent / "web"


def _packaged(root: Path) -> Iterator[tuple[str, Path]]:
    for name, path in _tree(root):
        unused = name.split("/")[0] in UNUSED_FOLDERS or name in UNUSED_NAMES
        if not unused and not name.endswith(UNUSED_ENDINGS):
            yield name, path


def _tree(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(root).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:24]
