"""The town's weights: from its file to the dispatcher, and a fault with its line."""

from pathlib import Path
from typing import Any

import pytest

from senior_life.dispatch import Weights
from senior_life.simulating import town_of
from senior_life.storage import Store
from senior_life.town import Pack
from senior_life.town.checking import validate
from senior_life.town.faults import PackBroken
from senior_life.town.reading import read
from services.on_demand_transport import driving
from services.on_demand_transport.network import Network
from services.on_demand_transport.pack import ServiceFile

from .conftest import SAMPLE, WEDNESDAY, scene_on, small_town

FILE = "service.yaml"


def changed(folder: Path, old: str, new: str) -> Path:
    text = (SAMPLE / "on_demand_transport" / FILE).read_text("utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("riding: 100 ", "riding: 300 ", "raise “waiting” to “riding”"),
        ("waiting: 200 ", "waiting: -5 ", "waiting"),
        ("moved: 50 ", "moved: often ", "moved"),
        ("moved: 50 ", "mover: 50 ", "moved"),
    ],
)
def test_a_fault_in_the_weights_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    source = read(changed(tmp_path, old, new), FILE)
    with pytest.raises(PackBroken) as broken:
        validate(source, ServiceFile)
    text = source_lines(tmp_path)
    line = int(str(broken.value).removeprefix(f"{FILE}:").split(":")[0])
    assert said in str(broken.value)
    assert text[line - 1].startswith(("weights:", f"  {new.split(':', maxsplit=1)[0]}"))


def source_lines(folder: Path) -> list[str]:
    return (folder / FILE).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("said", "weights", "moved"),
    [
        ({}, Weights(200, 100), 50),
        ({"weights": {"waiting": 70, "riding": 10, "moved": 5}}, Weights(70, 10), 5),
        ({"weights": {"waiting": 0, "riding": 0, "moved": 0}}, Weights(0, 0), 0),
    ],
)
async def test_what_the_town_says_is_what_plans_are_made_by(
    sqlite_store: Store, pack: Pack, said: dict[str, Any], weights: Weights, moved: float
) -> None:
    scene = scene_on(sqlite_store, pack, small_town_with(said))
    network = Network(scene.host)
    day = await scene.host.read(lambda s: driving.load(s, network, WEDNESDAY))
    assert (day.fleet.rules.weights, day.fleet.rules.metres_a_minute) == (weights, moved)


def small_town_with(said: dict[str, Any]) -> dict[str, Any]:
    files = small_town()
    files[FILE] |= said
    return files


def test_a_simulated_day_is_planned_by_them_too() -> None:
    rules = town_of(SAMPLE).fleet.rules
    assert (rules.weights, rules.metres_a_minute) == (Weights(200, 100), 50)
