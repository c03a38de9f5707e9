"""Who wants to be a service: the entry points of every installed package, not yet imported."""

import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

GROUP = "senior_life.services"


@dataclass(frozen=True, slots=True)
class Candidate:
    """``value`` is ``module:attribute``; ``package`` and ``version`` are the distribution's."""

    name: str
    value: str
    package: str
    version: str

    @property
    def module(self) -> str:
        return self.value.partition(":")[0]


def installed() -> tuple[Candidate, ...]:
    found = {
        Candidate(
            point.name,
            point.value,
            point.dist.name if point.dist else "unknown",
            point.dist.version if point.dist else "0",
        )
        for point in entry_points(group=GROUP)
    }
    return tuple(sorted(found, key=lambda one: (one.name, one.package)))


def fingerprint(candidate: Candidate, also: Iterable[Path] = ()) -> str | None:
    """Changes when a file of the candidate, or one of ``also``, does; None: cannot be told.

    Nothing of the candidate is imported to find its files.
    """
    folder = _where(candidate.module)
    if folder is None:
        return None
    seen = hashlib.sha256(repr(candidate).encode())
    for root in (folder, *also):
        for file in _files(root):
            stat = file.stat()
            seen.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _where(module: str) -> Path | None:
    top, *rest = module.split(".")
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if not spec.submodule_search_locations:
        return Path(spec.origin) if spec.origin and not rest else None
    for start in spec.submodule_search_locations:
        at = Path(start, *rest)
        for found in (at, at.with_name(f"{at.name}.py")):
            if found.exists():
                return found
    return None


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for file in sorted(root.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file
