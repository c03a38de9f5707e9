"""Another process publishes or writes a receipt, and may be killed at any commit meanwhile: nothing
is half published, a receipt counts once, and whoever watches the boards sees what came."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from senior_life.usecases import boards
from services.circular_board.tables import Audience, HouseholdReceipt, Notice, Receipt
from tests.forking import Asks, parent

from .board_to_kill import BOTH
from .conftest import NEWS, Scene

CHILD = f"{__package__}.board_to_kill"
Do = Callable[..., int]


@pytest.fixture(scope="module")
def asks() -> Iterator[Asks]:
    """Has everything imported; what dies is a fork of it."""
    with parent("-m", CHILD) as ask:
        yield ask


@pytest.fixture
def elsewhere(asks: Asks, scene: Scene, store_url: str, tmp_path: Path) -> Do:
    """Does it in another process; 0: it outlived that."""
    return lambda what, commit=0: asks(store_url, str(tmp_path), what, scene.refs, commit)


async def rows(scene: Scene, table: type) -> list[object]:
    return list(await scene.town.store.read(lambda s: s.exec(select(table)).all()))


async def marks(scene: Scene) -> str:
    return await boards.mark(scene.town)


@pytest.mark.parametrize("commit", range(1, 6))
async def test_nothing_is_half_published_and_nothing_twice(
    scene: Scene, elsewhere: Do, commit: int
) -> None:
    before = await marks(scene)
    status = elsewhere("publish", commit)
    assert status == signal.SIGKILL or commit > 2
    out = [one for one in await rows(scene, Notice) if one.published_at]  # type: ignore[attr-defined]
    assert len(await rows(scene, Audience)) == len(BOTH) * len(out)
    assert (await marks(scene) != before) == bool(out)
    assert {len(await scene.unread(name)) for name in ("hana", "tsuru")} == {len(out)}

    await scene.do("town", "write", answers={**NEWS, "audience": BOTH}, key="key-1")
    for draft in (await scene.tables("town"))["drafts"].lines:
        await scene.do("town", "publish", draft.item, key="key-2")
    (notice,) = await rows(scene, Notice)
    assert notice.published_at  # type: ignore[attr-defined]
    assert {len(await scene.unread(name)) for name in ("hana", "tsuru")} == {1}


@pytest.mark.parametrize("commit", range(1, 4))
async def test_a_receipt_counts_once(scene: Scene, elsewhere: Do, commit: int) -> None:
    """For the person and for the household, or for neither."""
    ref = await scene.publish()
    status = elsewhere("receipt", commit)
    assert status == signal.SIGKILL or commit > 1
    left = len(await rows(scene, Receipt))
    assert len(await rows(scene, HouseholdReceipt)) == left
    assert len(await scene.unread("kazuo")) == 1 - left
    await scene.answerless_read("kazuo", ref)
    assert len(await rows(scene, Receipt)) == len(await rows(scene, HouseholdReceipt)) == 1


async def test_what_another_process_publishes_is_news_here(scene: Scene, elsewhere: Do) -> None:
    before = await marks(scene)
    assert await marks(scene) == before
    assert elsewhere("publish") == 0
    after = await marks(scene)
    assert after != before
    await scene.do("town", "withdraw", (await rows(scene, Notice))[0].ref)  # type: ignore[attr-defined]
    assert await marks(scene) == before


async def test_what_is_planned_is_news_at_its_time(scene: Scene) -> None:
    before, day = await marks(scene), scene.clock().date() + timedelta(days=1)
    await scene.publish(since=day.isoformat())
    assert await marks(scene) == before
    scene.clock.goes(days=1)
    assert await marks(scene) != before


async def test_urgent_ones_come_with_their_text_until_they_are_read(scene: Scene) -> None:
    await scene.publish(title="ふだんの")
    ref = await scene.publish(title="急ぎの", urgent="yes", asks=("safety",))
    (found,) = await boards.urgent(scene.town, scene.readers["hana"])
    assert found.notice.ref == ref
    assert found.notice.parts
    assert found.notice.reply is not None
    assert await boards.urgent(scene.town, scene.readers["tsuru"]) == []
    await scene.answer("hana", ref, safety="well")
    assert await boards.urgent(scene.town, scene.readers["hana"]) == []
