"""The promises of every service can be broken by this one, too: else they would show nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from senior_life.config import Settings
from senior_life.testing import PromiseBroken, changing, fresh_store, on_stage
from senior_life.testing.host import TUESDAY
from services.on_demand_transport import confirming, service
from services.on_demand_transport.tables import Hold, Ride, Trip


def keeps_the_old_seat(session: Session, ride: Ride, but: str = "") -> set[date]:
    """As ``confirming.give_up`` would, if it forgot what it is for: nobody else can have it."""
    if ride.trip and ride.trip != but:
        seat = ride.model_dump(include=set(Trip.model_fields))
        until = TUESDAY + timedelta(days=30)
        ghost = {"key": "ghost", "hold": "ghost", "since": TUESDAY, "holds_until": until}
        session.add(Hold(**seat, **ghost, trip=ride.trip))
    return set()


async def test_a_change_that_keeps_the_old_seat_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "give_up", keeps_the_old_seat)
    store = fresh_store(tmp_path / "migrated.sqlite", tmp_path, service)
    async with on_stage(service, Settings().town, store) as stage:
        with pytest.raises(PromiseBroken, match="places"):
            await changing.a_change_frees_the_old_place_and_takes_one(stage)
