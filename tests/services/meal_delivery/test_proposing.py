"""A menu that changes, or a day that allows less: nobody is brought what they did not agree to."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from senior_life.contract import Gone, Line, Progress, Staff, State, Table, Trouble
from senior_life.storage import Store
from senior_life.testing import FakeHost
from senior_life.town import Pack
from senior_life.words import plain

from .conftest import KITCHEN, STAFF, THURSDAY, WEDNESDAY, Scene, checked, dish, menus, small_town
from .test_at_the_door import says, table

MILK = {**dish("wed", "lunch", "regular", "egg", "milk"), "name": "シチュー"}


def with_dishes(*others: Mapping[str, Any], but: tuple[str, str, str]) -> dict[str, Any]:
    """The small town, where something else (or nothing) is cooked on that day."""
    kept = [one for one in menus() if (one["day"], one["meal"], one["diet"]) != but]
    return {**small_town(), "menus.csv": [*kept, *others]}


Anew = Callable[[Mapping[str, Any]], Scene]


@pytest.fixture
def anew(store: Store, pack: Pack, anywhere: Scene) -> Anew:
    """The town of ``anywhere`` started anew with another pack, on the same database."""

    def start(files: Mapping[str, Any]) -> Scene:
        return Scene(FakeHost(store, pack, checked(files), anywhere.clock), anywhere.clock)

    return start


AT_THE_KITCHEN = Staff("desk-1", KITCHEN)
STEW = with_dishes(MILK, but=("wed", "lunch", "regular"))


async def now(scene: Scene, done: Progress, ref: str = "hana") -> Progress:
    return await scene.provider.status(scene.who(ref), done.ref)


async def answers(scene: Scene, done: Progress, action: str, ref: str = "hana") -> Progress:
    return await scene.provider.act(scene.who(ref), done.ref, action, {}, f"{action}-{done.ref}")


async def asked(scene: Scene) -> Line:
    (line,) = (await table(scene, "asked")).lines
    return line


async def nobody_asked(scene: Scene) -> bool:
    return all(one.name != "asked" for one in await scene.desk.views(STAFF, WEDNESDAY, KITCHEN))


async def count(scene: Scene) -> list[str]:
    found: Table = await table(scene, "count")
    return [" ".join(says(cell) for cell in line.cells) for line in found.lines]


async def test_an_order_keeps_the_menu_that_was_agreed_to(anywhere: Scene, anew: Anew) -> None:
    done = await anywhere.order()
    later = anew(STEW)
    rows = " ".join(plain(row.says, "ja") for row in (await now(later, done)).rows)
    assert "wedのlunch" in rows
    assert "乳" not in rows


async def test_another_menu_is_asked_about_and_not_cooked_before_the_yes(
    anywhere: Scene, anew: Anew
) -> None:
    done, other = await anywhere.order(), await anywhere.order("other", diet="low_salt")
    later = anew(STEW)
    await later.provider.upkeep()
    proposed = await now(later, done)
    assert proposed.state is State.PROPOSED
    assert proposed.offer is not None
    told = " ".join(plain(row.says, "ja") for row in proposed.offer.rows)
    assert "シチュー" in told
    assert "卵・乳" in told
    assert later.host.told[-1].state is State.PROPOSED
    assert (await now(later, other, "other")).state is State.CONFIRMED
    assert len(await count(later)) == 2, "only the one with little salt, and the sum"
    assert says((await asked(later)).cells[4]) == "献立が変わりました"

    accepted = await answers(later, done, "accept")
    assert accepted.state is State.CONFIRMED
    assert accepted.seq > proposed.seq
    assert "シチュー" in plain(accepted.says, "ja")
    again = await answers(later, done, "accept")
    assert again.seq == accepted.seq
    await later.provider.upkeep()
    assert (await now(later, done)).state is State.CONFIRMED


async def test_it_is_said_until_when_to_answer_and_what_comes_without_an_answer(
    anywhere: Scene, anew: Anew
) -> None:
    done = await anywhere.order()
    later = anew(STEW)
    await later.provider.upkeep()
    follows = (await now(later, done)).next
    assert follows is not None
    said = plain(follows, "ja")
    assert "午前9時までに、お返事ください。" in said
    assert "お返事がないときは、この食事はお届けしません。" in said


async def test_whoever_wants_no_other_menu_has_no_meal(anywhere: Scene, anew: Anew) -> None:
    done = await anywhere.order()
    later = anew(STEW)
    await later.provider.upkeep()
    assert (await answers(later, done, "cancel")).state is State.CANCELLED
    with pytest.raises(Trouble):
        await answers(later, done, "accept")
    assert await nobody_asked(later)


async def test_what_somebody_must_not_eat_is_never_proposed(anywhere: Scene, anew: Anew) -> None:
    await anywhere.writes_down(avoids=("milk",))
    done = await anywhere.order()
    later = anew(STEW)
    await later.provider.upkeep()
    proposed = await now(later, done)
    assert proposed.offer is not None
    assert proposed.offer.answers["diet"] == "low_salt"


async def test_where_nothing_fits_it_is_given_up_and_the_desk_telephones(
    anywhere: Scene, anew: Anew
) -> None:
    await anywhere.writes_down(avoids=("milk",))
    files = {**small_town(), "menus.csv": [MILK]}
    done = await anywhere.order()
    later = anew(files)
    await later.provider.upkeep()
    assert (await now(later, done)).state is State.CANCELLED
    line = await asked(later)
    assert [one.name for one in line.actions] == ["called"]
    await later.desk.act(STAFF, line.item, "called", {}, "called", later.clock())
    assert await nobody_asked(later)


async def test_without_an_answer_no_meal_comes_and_it_is_not_forgotten(
    anywhere: Scene, anew: Anew
) -> None:
    done = await anywhere.order(day=THURSDAY)
    later = anew(with_dishes(but=("thu", "lunch", "regular")))
    await later.provider.upkeep()
    until = (await now(later, done)).undo_until
    assert until is not None
    later.clock.set(until)
    with pytest.raises(Gone):
        await answers(later, done, "accept")
    await later.provider.upkeep()
    over = await now(later, done)
    assert (over.state, over.outcome) == (State.CANCELLED, "unanswered")
    later.clock.goes(days=3)
    assert [one.name for one in (await asked(later)).actions] == ["called"]


async def test_the_desk_says_yes_for_whoever_it_telephones(anywhere: Scene, anew: Anew) -> None:
    done = await anywhere.order()
    later = anew(STEW)
    await later.provider.upkeep()
    line = await asked(later)
    for _tap in range(2):
        await later.desk.act(STAFF, line.item, "accept", {}, "yes", later.clock())
    assert (await now(later, done)).state is State.CONFIRMED
    with pytest.raises(Trouble):
        await later.desk.act(STAFF, line.item, "decline", {}, "no", later.clock())


async def test_a_day_that_allows_less_asks_those_who_ordered_last(anywhere: Scene) -> None:
    orders = {}
    for ref in ("first", "second", "third"):
        orders[ref] = await anywhere.order(ref)
        anywhere.clock.goes(minutes=1)
    await allow(anywhere, 1)
    await anywhere.provider.upkeep()
    states = [(await now(anywhere, one, ref)).state for ref, one in orders.items()]
    assert states == [State.CONFIRMED, State.PROPOSED, State.PROPOSED]
    offered = (await now(anywhere, orders["third"], "third")).offer
    assert offered is not None
    assert offered.answers["date"] == THURSDAY.isoformat()
    taken = await answers(anywhere, orders["third"], "accept", "third")
    assert taken.starts is not None
    assert taken.starts.date() == THURSDAY
    with pytest.raises(Gone):
        await anywhere.quote("fourth")


async def test_asked_by_two_servers_at_once_everybody_is_asked_once(anywhere: Scene) -> None:
    refs = ("first", "second", "third")
    for ref in refs:
        await anywhere.order(ref)
    other = Scene(anywhere.host, anywhere.clock)
    await allow(anywhere, 0)
    await asyncio.gather(*(one.provider.upkeep() for one in (anywhere, other, anywhere)))
    assert len((await table(anywhere, "asked")).lines) == len(refs)


async def test_a_meal_ordered_meanwhile_is_not_ordered_twice_by_a_yes(
    anywhere: Scene, anew: Anew
) -> None:
    done = await anywhere.order()
    later = anew(STEW)
    await later.provider.upkeep()
    await later.order(diet="low_salt")
    with pytest.raises(Gone):
        await answers(later, done, "accept")
    assert (await now(later, done)).state is State.PROPOSED


async def allow(scene: Scene, most: int) -> None:
    item = f"day-{WEDNESDAY.isoformat()}"
    said = {"most": str(most)}
    await scene.desk.act(AT_THE_KITCHEN, item, "fewer", said, f"fewer-{most}", scene.clock())
