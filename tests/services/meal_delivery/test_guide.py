"""What the guide shows of this service's files can be copied as it stands."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from services.meal_delivery.pack import KitchensFile, ServiceFile

GUIDE = Path(__file__).parents[3] / "docs" / "town-pack.md"
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def examples() -> list[Any]:
    text = GUIDE.read_text("utf-8")
    text = text[text.index("## meal_delivery/") : text.index("## on_demand_transport/")]
    return [YAML(typ="safe").load(one) for one in EXAMPLE.findall(text)]


def test_the_examples_of_the_guide_are_in_order() -> None:
    service, kitchens = examples()
    assert ServiceFile.model_validate(service).price.yen == 650
    assert [one.id for one in KitchensFile.model_validate(kitchens).root] == ["mihon_kitchen"]
