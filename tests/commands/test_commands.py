"""What a town's administrator can do from the command line, and what they are told."""

import shutil
import zipfile
from pathlib import Path

import pytest

from senior_life.datafolder import Lock, prepare
from tests.commands.conftest import Command
from tests.services.on_demand_transport.maps import Grid, draw

TOWN = Path(__file__).parents[2] / "assets" / "towns" / "senboku"


def test_a_town_in_order_is_told_so(command: Command) -> None:
    told = command("town", "check", str(TOWN))
    assert told.exit_code == 0
    assert "everything is in order" in told.stdout


def test_every_fault_of_a_town_is_printed_with_its_line(command: Command, tmp_path: Path) -> None:
    town = tmp_path / "town"
    shutil.copytree(TOWN, town)
    (town / "holidays.yaml").write_text("closd: []\n", "utf-8")
    (town / "town.yaml").write_text("id: x\n", "utf-8")
    told = command("town", "check", str(town))
    assert told.exit_code == 1
    assert "holidays.yaml:1: closd is not known here; did you mean “closed”?" in told.stdout
    assert "town.yaml:1: desk is missing; add “desk”" in told.stdout


def test_the_registry_is_listed(command: Command) -> None:
    told = command("registry")
    assert told.exit_code == 0
    assert "offered  counter_reservation  (smart-senior-life" in told.stdout


def test_a_second_server_on_the_folder_is_refused(command: Command, data: Path) -> None:
    with Lock(prepare(data)):
        told = command("--web", "--port", "0")
    assert told.exit_code == 1
    assert "already runs" in told.stderr


def test_a_wrong_setting_is_told_by_its_name(command: Command) -> None:
    told = command("--web", "--port", "99999")
    assert told.exit_code == 1
    assert "SENIOR_LIFE_PORT" in told.stderr
    assert "Traceback" not in told.output


def test_a_broken_town_is_told_instead_of_started(command: Command, tmp_path: Path) -> None:
    told = command("--web", "--port", "0", "--town", str(tmp_path))
    assert told.exit_code == 1
    assert "town.yaml: the file is missing" in told.stderr


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_copy_is_made_and_put_back(
    command: Command, data: Path, tmp_path: Path, is_lost: bool
) -> None:
    copy = tmp_path / "copy.sqlite"
    assert command("migrate").exit_code == 0
    assert command("staff", "add", "before").exit_code == 0
    assert command("backup", str(copy)).exit_code == 0
    assert command("staff", "add", "after").exit_code == 0
    assert accounts(command) == ["after", "before"]
    if is_lost:
        for file in data.glob("town.sqlite*"):
            file.unlink()
    told = command("restore", "--data", str(data), str(copy))
    assert told.exit_code == 0, told.output
    assert ("look through the tablets" in told.stdout) is is_lost
    assert accounts(command) == ["before"]


def accounts(command: Command) -> list[str]:
    listed = command("staff", "list")
    assert listed.exit_code == 0, listed.output
    return [line.split("  ")[0] for line in listed.stdout.splitlines()]


def test_a_copy_is_put_into_a_new_folder(command: Command, data: Path, tmp_path: Path) -> None:
    copy, fresh = tmp_path / "copy.sqlite", tmp_path / "new" / "data"
    assert command("migrate").exit_code == 0
    assert command("backup", str(copy)).exit_code == 0
    assert command("--data", str(fresh), "restore", str(copy)).exit_code == 0
    assert (fresh / "town.sqlite").exists()


def test_a_copy_into_a_folder_that_is_not_there_is_told(command: Command, tmp_path: Path) -> None:
    assert command("migrate").exit_code == 0
    told = command("backup", str(tmp_path / "nowhere" / "copy"))
    assert told.exit_code == 1
    assert "nowhere" in told.stderr
    assert "Traceback" not in told.output


def test_what_is_no_backup_is_refused(command: Command, data: Path, tmp_path: Path) -> None:
    assert command("migrate").exit_code == 0
    before = (data / "town.sqlite").read_bytes()
    (tmp_path / "other").write_text("hello")
    told = command("restore", str(tmp_path / "other"))
    assert told.exit_code == 1
    assert (data / "town.sqlite").read_bytes() == before


def test_there_must_be_a_town_to_copy(command: Command, tmp_path: Path) -> None:
    told = command("--data", str(tmp_path), "backup", str(tmp_path / "x"))
    assert told.exit_code == 1
    assert "there is no such file" in told.stderr


def test_another_database_is_copied_by_its_own_tools(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENIOR_LIFE_DATABASE", "postgresql://town@db/town")
    told = command("backup", str(tmp_path / "x"))
    assert told.exit_code == 1
    assert "pg_dump" in told.stderr


def test_what_a_service_publishes_is_written_to_a_file(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "gtfs-flex.zip"
    told = command("town", "publish", str(TOWN), "on_demand_transport", str(file))
    assert told.exit_code == 0
    assert zipfile.is_zipfile(file)


def test_a_file_that_nobody_publishes_is_told_with_those_there_are(
    command: Command, tmp_path: Path
) -> None:
    told = command("town", "publish", str(TOWN), "on_demand_transport", str(tmp_path / "x.zip"))
    assert told.exit_code == 1
    assert "on_demand_transport gtfs-flex.zip" in told.stderr


def with_extract(folder: Path) -> Path:
    """The sample town with an extract of invented streets, which is not there yet."""
    town = folder / "town"
    shutil.copytree(TOWN, town)
    file = town / "on_demand_transport" / "service.yaml"
    text = file.read_text("utf-8")
    roads = "\n  extract: {file: town.osm.pbf}\n\nwalking:"
    file.write_text(text.replace("\nwalking:", roads, 1), "utf-8")
    return town


def test_a_towns_roads_are_prepared(command: Command, data: Path, tmp_path: Path) -> None:
    town = with_extract(tmp_path)
    missing = command("--town", str(town), "town", "prepare")
    assert (missing.exit_code, missing.stderr) == (1, "The extract town.osm.pbf is not there.\n")
    draw(town / "on_demand_transport" / "town.osm.pbf", grid=Grid(34.45, 135.455, 0.004))
    assert command("town", "check", str(town)).exit_code == 0
    told = command("--town", str(town), "town", "prepare")
    assert told.exit_code == 0, told.output
    assert told.stdout.splitlines() == [
        "Reading town.osm.pbf …",
        "The town has 742 roads. Their graph is being made …",
        "The roads of town.osm.pbf are ready.",
        "All is prepared.",
    ]
    assert list(data.rglob("*.gph"))


def test_a_town_without_large_files_has_nothing_to_prepare(command: Command) -> None:
    told = command("town", "prepare")
    assert (told.exit_code, told.stdout) == (0, "This town has nothing to be prepared.\n")
