from pathlib import Path

import pytest

from senior_life.dispatch import compiled


@pytest.fixture(scope="session")
def warmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which what was compiled is kept; nothing compiled is imported before."""
    folder: Path = tmp_path_factory.mktemp("compiled")
    compiled.keep_in(folder)
    compiled.warm()
    return folder
