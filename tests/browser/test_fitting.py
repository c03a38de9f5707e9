"""Who is driven to visits sees which times have a car there and back, and those come first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage, hands_of
from errands import to_time
from town_process import TownProcess

CAR = "on_demand_transport"
DAY = "2026-11-27"
SAID = "送り迎えの車があります"
SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
HOURS = 'fri], since: "08:00", until: "18:00"'


@pytest.fixture
def town(tmp_path: Path, pressed: Path) -> Iterator[TownProcess]:
    """The sample town, where cars drive from ten: there is none for the first visits of a day."""
    pack = tmp_path / "senboku"
    shutil.copytree(SAMPLE, pack)
    rules = pack / CAR / "service.yaml"
    said = rules.read_text()
    assert HOURS in said
    rules.write_text(said.replace(HOURS, HOURS.replace("08:00", "10:00")))
    process = TownProcess(tmp_path / "town", pressed, pack=pack)
    process.start()
    yield process
    process.stop()
    assert process.faults() == []


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (390, 844)])
def test_times_with_a_car_come_first_for_whoever_came_by_car_before(
    town: TownProcess, open_page: OpenPage, tmp_path: Path, width: int, height: int
) -> None:
    hands = hands_of(open_page(town.url, width, height))
    to_time(hands, "2026-11-26", "morning")
    assert hands.first("choice:") == "choice:09:00"
    assert SAID not in hands.screen()
    hands.choose("11:00")
    hands.see("readback")
    hands.tap(f"action:with:{CAR}")
    hands.see("readback:2")
    hands.tap("action:confirm")
    hands.see("done")
    hands.tap("action:home")

    hands.tap("tile:counter_reservation")
    hands.mark("choice:tax")
    hands.tap("action:next")
    hands.choose("minami_ward_office")
    hands.choose("in_person")
    assert SAID in hands.text(f"choice:{DAY}")
    hands.choose(DAY)
    hands.choose("morning")
    assert hands.question() == "time"
    hands.picture(tmp_path / f"{width}.png")
    shown = hands.among("choice:")
    assert "choice:09:00" not in shown[:2]
    with_car = [one for one in shown if SAID in hands.text(one)]
    assert with_car == shown[: len(with_car)]
    assert with_car
    seen = set(shown)
    while hands.at("action:more").count():
        hands.tap("action:more")
        hands.gone(shown[0])
        shown = hands.among("choice:")
        seen.update(shown)
    assert {"choice:09:00", "choice:09:30"} <= seen, "no time is hidden"
    hands.choose()
    hands.see("readback")
