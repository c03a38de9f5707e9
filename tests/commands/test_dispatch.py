import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senior_life.__main__ import app

DATA = Path(__file__).parents[1] / "data" / "darp"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The data folder: what was compiled once is found again."""
    return str(tmp_path_factory.mktemp("data"))


def told(*words: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    done = CliRunner().invoke(app, ["dispatch", "solve", *words])
    return done.exit_code, done.output


def test_each_file_is_one_json_document_a_line_and_nothing_else(kept: str) -> None:
    """In a process of its own: the engines print by themselves."""
    files = [str(DATA / f"{name}.txt") for name in ("a2-16", "b2-20")]
    how = ["--format", "cordeau", "--seconds", "0.5", "--seed", "1", "--json", "--data", kept]
    command = [sys.executable, "-m", "senior_life", "dispatch", "solve", *files, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["instance"], second["instance"]) == ("a2-16", "b2-20")
    assert first["feasible"] is True
    assert first["objective"] >= 294.2
    assert sorted(node for route in first["routes"] for node in route) == list(range(1, 33))
    assert len(first["routes"]) <= 2


def test_people_are_told_in_a_sentence(kept: str) -> None:
    code, said = told(str(DATA / "a2-16.txt"), "--seconds", "0", "--data", kept)
    assert code == 0
    assert said.startswith("a2-16: length ")
    assert "16 requests" in said


@pytest.mark.parametrize("text", ["", "1 2 3", "\N{HIRAGANA LETTER A}"])
def test_a_broken_file_is_named_and_nothing_is_made_up(
    tmp_path: Path, kept: str, text: str
) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(text, "utf-8")
    code, said = told(str(file), "--json", "--data", kept)
    assert code == 2
    assert said.startswith(f"{file}: ")
