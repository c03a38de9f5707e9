from pathlib import Path

import pytest

from senior_life.dispatch import compiled


@pytest.fixture(scope="session")
def warmed(compiled_data: Path) -> Path:
    """The folder in which what was compiled is kept; nothing compiled is imported before."""
    folder = compiled_data / "compiled"
    compiled.keep_in(folder)
    compiled.warm()
    return folder
