"""The counter's own description, with the options of the sample town."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from senior_life.contract import Name, Option, Service
from services.counter_reservation import service
from services.counter_reservation.options import ALIASES, HALF_ALIASES, HALVES, MODES

ROOT = Path(__file__).parents[2]
TOPICS = ROOT / "assets" / "towns" / "senboku" / "counter_reservation" / "topics.yaml"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def counter() -> Service:
    return service


@pytest.fixture(scope="session")
def options() -> Mapping[str, Mapping[str, Sequence[Option]]]:
    topics = YAML(typ="safe").load(TOPICS.read_text("utf-8"))
    return {
        "counter_reservation": {
            "topic": [
                Option(one["id"], Name(**one["name"]), aliases=tuple(one.get("aliases", ())))
                for one in topics
            ],
            "office": [
                Option(
                    "minami_ward_office",
                    Name("南区役所", "みなみくやくしょ"),
                    aliases=("区役所", "役所"),
                )
            ],
            "mode": [Option(mode, MODES[mode], aliases=ALIASES[mode]) for mode in MODES],
            "period": [Option(half, HALVES[half], aliases=HALF_ALIASES[half]) for half in HALVES],
        }
    }
