"""One server a folder, and one key that stays."""

import stat
from pathlib import Path

import pytest

from senior_life.datafolder import InUse, Lock, prepare, signing_key


def test_the_key_is_made_once_and_only_for_us(tmp_path: Path) -> None:
    first = signing_key(tmp_path)
    assert len(first) == 32
    assert signing_key(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["signing.key"]
    assert stat.S_IMODE((tmp_path / "signing.key").stat().st_mode) == 0o600


def test_the_folder_is_closed_to_others(tmp_path: Path) -> None:
    assert stat.S_IMODE(prepare(tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_the_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    with Lock(tmp_path), pytest.raises(InUse, match="already runs"), Lock(tmp_path):
        pass
    with Lock(tmp_path):
        pass
