"""Keys of work that was done long ago are forgotten; those of this month stay."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from senior_life.providing import keys as remembered
from services.counter_reservation.tables import Applied


async def test_keys_are_forgotten_after_a_month_a_batch_at_a_time(
    anywhere: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(remembered, "AT_ONCE", 2)
    host = anywhere.host
    old, young = host.now() - timedelta(days=31), host.now() - timedelta(days=29)
    ages = {"old1": old, "old2": old, "old3": old, "young": young}
    await host.write(lambda s: s.add_all(Applied(key=k, at=at) for k, at in ages.items()))
    await anywhere.provider.upkeep()
    assert len(await keys(host)) == 2
    await anywhere.provider.upkeep()
    assert await keys(host) == ["young"]


async def keys(host: Any) -> list[str]:
    return list(await host.read(lambda s: s.exec(select(Applied.key)).all()))
