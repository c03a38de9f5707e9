"""A town of its own for the registry's tests: the sample, with its services file rewritten."""

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senior_life.registry import Candidate
from senior_life.town import Pack, load

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets" / "towns" / "senboku"
BROKEN = ROOT / "tests" / "contract" / "broken"


def candidate(value: str, name: str = "tiny", package: str = "tiny-package") -> Candidate:
    return Candidate(name, value, package, "1.0")


@pytest.fixture(autouse=True)
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BROKEN)


@pytest.fixture
def descriptions(broken: None) -> ModuleType:
    return importlib.import_module("descriptions")


@pytest.fixture
def town(tmp_path: Path) -> Callable[[str], Pack]:
    """A town that approved what is said, in YAML."""

    def make(approved: str) -> Pack:
        folder = tmp_path / "town"
        shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
        (folder / "services.yaml").write_text(f"approved: [{approved}]\n", "utf-8")
        return load(folder)

    return make


def approval(name: str, package: str = "") -> str:
    more = f", package: {package}" if package else ""
    return f"{{id: {name}, approved_on: 2026-11-01, approved_by: 見本{more}}}"
