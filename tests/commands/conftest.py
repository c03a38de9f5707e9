"""Runs the command line in this process, on a data folder of the test's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from senior_life.__main__ import app
from senior_life.registry import installed
from senior_life.registry.gate import Gate

Command = Callable[..., Result]
TOWN = Path(__file__).parents[2] / "assets" / "towns" / "senboku"


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the town remembers of the services, so that not every test looks at them anew."""
    memory = tmp_path_factory.mktemp("registry") / "registry.json"
    Gate(TOWN, memory).refusals(installed())
    return memory


@pytest.fixture
def data(tmp_path: Path, looked_at: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(looked_at, folder)
    return folder


@pytest.fixture
def command(data: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("SENIOR_LIFE_DATA", str(data))
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    return run
