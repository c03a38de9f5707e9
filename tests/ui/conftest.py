"""A visit to the fake town, on a device that only remembers."""

import pytest
from fake_client import FakeClient, FakeTown
from fake_device import FakeDevice
from fake_words import booking

from senior_life.contract import State
from senior_life.ui.visit import Visit


@pytest.fixture
def town() -> FakeTown:
    town = FakeTown()
    town.booked["b1"] = booking("b1", State.CONFIRMED)
    return town


@pytest.fixture
def device() -> FakeDevice:
    return FakeDevice()


@pytest.fixture
def visit(town: FakeTown, device: FakeDevice) -> Visit:
    return Visit(FakeClient(town), device)  # type: ignore[arg-type]
