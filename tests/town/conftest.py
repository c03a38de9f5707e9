"""A copy of the sample pack that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from senior_life.town import PackBroken, load

SAMPLE = Path(__file__).parents[2] / "assets" / "towns" / "senboku"
Spoil = Callable[[str, str, str], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "town"
    shutil.copytree(SAMPLE, copy)
    return copy


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace some text of one file; the faults that loading then tells."""

    def act(file: str, old: str, new: str) -> list[str]:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(PackBroken) as broken:
            load(folder)
        return [str(fault) for fault in broken.value.faults]

    return act
