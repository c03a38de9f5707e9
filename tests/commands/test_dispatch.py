import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senior_life.__main__ import app

DATA = Path(__file__).parents[1] / "data" / "darp"


def told(*words: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    done = CliRunner().invoke(app, ["dispatch", "solve", *words])
    return done.exit_code, done.output


def test_each_file_is_one_json_document_a_line() -> None:
    files = [str(DATA / f"{name}.txt") for name in ("a2-16", "b2-20")]
    code, said = told(*files, "--format", "cordeau", "--seconds", "0.2", "--seed", "1", "--json")
    first, second = (json.loads(line) for line in said.splitlines())
    assert code == 0
    assert (first["instance"], second["instance"]) == ("a2-16", "b2-20")
    assert first["feasible"] is True
    assert first["objective"] >= 294.2
    assert sorted(node for route in first["routes"] for node in route) == list(range(1, 33))
    assert len(first["routes"]) <= 2


def test_people_are_told_in_a_sentence() -> None:
    code, said = told(str(DATA / "a2-16.txt"), "--seconds", "0")
    assert code == 0
    assert said.startswith("a2-16: length ")
    assert "16 requests" in said


@pytest.mark.parametrize("text", ["", "1 2 3", "\N{HIRAGANA LETTER A}"])
def test_a_broken_file_is_named_and_nothing_is_made_up(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(text, "utf-8")
    code, said = told(str(file), "--json")
    assert code == 2
    assert said.startswith(f"{file}: ")
