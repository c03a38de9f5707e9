"""Guessing names by the clock gains nothing; at the passwords' real cost."""

import time

import pytest

from senior_life.contract import Unclear
from senior_life.usecases import accounts, staff
from senior_life.usecases.town import Town


async def test_a_wrong_name_takes_as_long_as_a_wrong_password(quick_town: Town) -> None:
    """Both do one argon2 verification; a skipped one would be ten times quicker."""
    accounts.add(quick_town.store, quick_town.now(), "desk", "desk")
    spent = {"desk": 0.0, "nobody": 0.0}
    for name in ("nobody", "desk", "nobody"):  # the first one also makes nobody's hash
        began = time.process_time()
        with pytest.raises(Unclear):
            await staff.log_in(quick_town, name, "wrong")
        spent[name] = time.process_time() - began
    assert 1 / 4 < spent["desk"] / spent["nobody"] < 4
