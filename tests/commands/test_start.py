"""The command that a person types: a whole town, from its own process, in its own folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest


@contextmanager
def started(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A running town, and what it said up to its addresses."""
    clean = {name: value for name, value in os.environ.items() if "SENIOR_LIFE" not in name}
    here = {"HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8"}
    town = subprocess.Popen(
        [sys.executable, "-m", "senior_life", "--web", "--port", "0", *words],
        cwd=home,
        env={**clean, **here},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert town.stdout is not None
    said: list[str] = []
    try:
        for line in town.stdout:
            said.append(line.strip())
            if line.startswith("The desk: "):
                break
        yield town, said
    finally:
        town.send_signal(signal.SIGTERM)
        town.communicate(timeout=30)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def test_a_town_starts_answers_stops_and_starts_again(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with started(home, "--data", str(data)) as (town, said):
        address = said[-2].removeprefix("The town is open: ")
        told = httpx.get(f"{address}/api/town").json()
        assert told["name"]["text"] == "泉北ニュータウン（見本）"
        assert "lang=" in httpx.get(address).text
        assert "The desk's account is desk" in said[0]
    assert town.returncode == 0
    with started(home, "--data", str(data)) as (again, said):
        assert [line.partition(":")[0] for line in said] == ["The town is open", "The desk"]
    assert again.returncode == 0
    assert list(home.iterdir()) == []
