"""A yes and the desk at the same moment: nothing real is hidden, nothing practised is shown."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from senior_life.contract import State
from senior_life.storage import open_store
from senior_life.usecases.host import line_to
from senior_life.usecases.practice import Hidden
from senior_life.usecases.troubles import Conflict, Unknown

from .clerk import TIMES
from .conftest import build
from .practiser import hide, practiser, show, states, yes

Act = Callable[..., Awaitable[None]]
SECONDS = [0.0, 0.01, 0.05, 0.1]


async def race(
    office: Any, tablets: Any, desk: Any, views: Any, act: Act, seconds: float
) -> tuple[list[Any], bool]:
    """All yeses in one thread, an act of the desk in another; what became of the yeses, and
    whether the act was done."""

    async def all_yeses() -> list[Any]:
        return await asyncio.gather(
            *(yes(tablets, whose, view) for whose, view in views), return_exceptions=True
        )

    async def acts() -> bool:
        await asyncio.sleep(seconds)
        try:
            await act(office, desk)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        said = threads.submit(asyncio.run, all_yeses())
        is_done = threads.submit(asyncio.run, acts()).result()
        return said.result(), is_done


@pytest.fixture
def two_towns(store_url: str, clock: Any, tmp_path: Path, clerk: Any) -> Iterator[tuple[Any, Any]]:
    """Two processes' worth, in front of one provider."""
    stores = [open_store(store_url), open_store(store_url)]
    office, tablets = (build(store, clock, tmp_path) for store in stores)
    line_to(office, "chat").__dict__["provider"] = clerk(tablets)
    yield office, tablets
    for store in stores:
        store.close()


@pytest.mark.parametrize("after_seconds", SECONDS)
async def test_of_yeses_and_the_hiding_at_once_either_some_are_booked_or_it_is_hidden(
    two_towns: Any, resident: Any, desk: Any, answer_all: Any, after_seconds: float
) -> None:
    office, tablets = two_towns
    views = []
    for at in TIMES:
        whose = await resident(tablets)
        views.append((whose, await answer_all(tablets, whose, at=at)))
    outcomes, is_hidden = await asyncio.to_thread(
        asyncio.run, race(office, tablets, desk, views, hide, after_seconds)
    )
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert {type(one) for one in refused} <= {Hidden, Unknown}
    booked = await states(office)
    assert len(booked) + len(refused) == len(TIMES)
    assert bool(booked) != is_hidden


@pytest.mark.parametrize("after_seconds", SECONDS)
async def test_of_a_practice_and_its_end_at_once_nothing_is_left_in_what_residents_see(
    two_towns: Any, desk: Any, answer_all: Any, after_seconds: float
) -> None:
    office, tablets = two_towns
    await hide(office, desk)
    taro = await practiser(office)
    views = [(taro, await answer_all(tablets, taro, at=at)) for at in TIMES]
    outcomes, is_shown = await asyncio.to_thread(
        asyncio.run, race(office, tablets, desk, views, show, after_seconds)
    )
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert {type(one) for one in refused} <= {Hidden, Unknown}
    left = [one for one in await states(office) if one != State.CANCELLED]
    assert not (is_shown and left)
    await show(office, desk)
    assert {*await states(office)} <= {State.CANCELLED}
