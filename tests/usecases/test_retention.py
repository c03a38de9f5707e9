"""What nobody needs any more is forgotten, in batches; what somebody may need stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from senior_life.storage.tables.idempotency import IdempotencyRow
from senior_life.storage.tables.people import (
    AttemptRow,
    OpeningRow,
    PairingCodeRow,
    StaffRow,
    StaffSessionRow,
)
from senior_life.storage.tables.walks import WalkRow
from senior_life.usecases import retention
from senior_life.usecases.access import Reader
from senior_life.usecases.retention import forget_old
from senior_life.usecases.upkeep import Minutes

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def rows(now: Any, who: str, mark: str, before: dict[str, timedelta]) -> list[Any]:
    """One of each table, so much older than now."""
    began = now - before["walk"]
    return [
        IdempotencyRow(actor="a", key=mark, request="r", at=now - before["key"]),
        AttemptRow(kind="login", who=mark, at=now - before["attempt"]),
        PairingCodeRow(code_hash=mark, residents=[], made_by="d", until=now - before["code"]),
        StaffSessionRow(token_hash=mark, staff="desk", expires_at=now - before["session"]),
        WalkRow(
            ref=mark,
            town="t",
            resident=who,
            service="s",
            made_by="d",
            channel="touch",
            state="quit",
            began_at=began,
            touched_at=began,
        ),
        OpeningRow(resident=who, at=now - before["read"], by="desk", what=mark),
    ]


NEEDED = {"key": 23 * HOUR, "attempt": 20 * HOUR, "code": -HOUR, "session": -HOUR}
NEEDED |= {"walk": 29 * DAY, "read": 364 * DAY}
OLD = {"key": 25 * HOUR, "attempt": 25 * HOUR, "code": HOUR, "session": HOUR}
OLD |= {"walk": 31 * DAY, "read": 366 * DAY}


@pytest.fixture
def filled(town: Any) -> Any:
    async def fill(reader: Reader) -> None:
        now, who = town.now(), reader.resident
        desk = StaffRow(ref="desk", name="desk", password_hash="", created_at=now)
        town.store.write_now(lambda s: s.add(desk))
        town.store.write_now(lambda s: s.add_all(rows(now, who, "needed", NEEDED)))
        for n in range(5):
            town.store.write_now(lambda s, n=n: s.add_all(rows(now, who, f"old{n}", OLD)))

    return fill


def left(town: Any) -> list[str]:
    def work(s: Any) -> list[str]:
        marks = [
            IdempotencyRow.key,
            AttemptRow.who,
            PairingCodeRow.code_hash,
            StaffSessionRow.token_hash,
            WalkRow.ref,
            OpeningRow.what,
        ]
        return [mark for column in marks for mark in s.exec(select(column)).all()]

    return list(town.store.read_now(work))


async def test_only_what_is_too_old_is_forgotten(
    town: Any, resident: Any, filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    await filled(await resident(town))
    assert await forget_old(town) == 30
    assert [mark for mark in left(town) if mark.startswith("old")] == []
    assert left(town).count("needed") == 6
    assert await forget_old(town) == 0


async def test_the_first_round_of_a_day_forgets(quick_town: Any, resident: Any, clock: Any) -> None:
    hanako = await resident(quick_town)
    minutes = Minutes(quick_town)

    async def kept_after(hours: int) -> int:
        now = quick_town.now() - 25 * HOUR
        row = AttemptRow(kind="login", who="x", at=now)
        quick_town.store.write_now(lambda s: s.add(row))
        clock.goes(hours=hours)
        await minutes.once()
        return left(quick_town).count("x")

    assert hanako.resident
    assert await kept_after(0) == 0
    assert await kept_after(1) == 1
    assert await kept_after(24) == 0
