import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senior_life.__main__ import app

DATA = Path(__file__).parents[1] / "data" / "darp"


@pytest.fixture(scope="session")
def kept(compiled_data: Path) -> str:
    """The data folder: what was compiled once is found again."""
    return str(compiled_data)


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


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A small town with two vehicles, one of which rests at noon."""
    files = tmp_path / "small" / "on_demand_transport"
    files.mkdir(parents=True)
    spots = [(f"s{k}", 34.47 + k % 5 / 100, 135.48 + k // 5 / 100) for k in range(20)]
    rows = "\n".join(f"{name},{lat},{lon}" for name, lat, lon in spots)
    (files / "stops.csv").write_text(f"id,lat,lon\n{rows}\n")
    (files.parent / "places.csv").write_text("id,lat,lon\nclinic,34.47,135.48\n")
    (files / "service.yaml").write_text(
        'roads: {speeds: [{since: "00:00", km_per_hour: 25}]}\npromise: {window_minutes: 10}\n'
    )
    (files / "vehicles.yaml").write_text(
        """
depots: [{id: d, lat: 34.48, lon: 135.49}]
vehicles:
  - {id: one, depot: d, seats: 4, shifts: [{days: [mon], since: "08:00", until: "17:00",
     pause: {since: "12:00", until: "13:00"}}]}
  - {id: two, depot: d, seats: 8, wheelchair_places: 1,
     shifts: [{days: [mon, tue], since: "08:00", until: "17:00"}]}
"""
    )
    return files.parent


def simulated(town: Path, out: Path, *words: str) -> tuple[int, str]:
    how = ["--town", str(town), "--out", str(out), "--requests", "30", "--improve-seconds", "0"]
    done = CliRunner().invoke(app, ["dispatch", "simulate", *how, *words])
    return done.exit_code, done.output


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra."""
    monkeypatch.setattr("senior_life.dispatch.compiled.is_here", lambda: False)


@pytest.mark.usefixtures("uncompiled")
def test_a_day_of_a_town_is_one_json_line_and_four_pictures(town: Path, tmp_path: Path) -> None:
    code, said = simulated(town, tmp_path / "out", "--seed", "4")
    assert code == 0
    told = json.loads(said)
    assert (told["town"], told["runs"], told["asked"]) == ("small", 3, 30)
    assert told["served"] + told["refused"] + told["cancelled"] + told["stranded"] == 30
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {"served.svg", "wait.svg", "detour.svg", "kilometres.svg"}
    assert simulated(town, tmp_path / "out", "--seed", "4") == (0, said)


@pytest.mark.usefixtures("uncompiled")
def test_a_day_without_a_shift_is_told_in_a_sentence(town: Path, tmp_path: Path) -> None:
    assert json.loads(simulated(town, tmp_path, "--weekday", "tue")[1])["runs"] == 1
    code, said = simulated(town, tmp_path, "--weekday", "sun")
    assert code == 2
    assert "no vehicle drives on that day" in said


@pytest.mark.usefixtures("uncompiled")
def test_a_fault_of_the_pack_is_told_with_its_file_and_line(town: Path, tmp_path: Path) -> None:
    file = town / "on_demand_transport" / "vehicles.yaml"
    file.write_text(file.read_text().replace('since: "12:00"', "since: noon"))
    code, said = simulated(town, tmp_path)
    assert code == 2
    assert said.startswith("vehicles.yaml:5")
    file.unlink()
    assert simulated(town, tmp_path)[1].startswith("vehicles.yaml: the file is missing")
