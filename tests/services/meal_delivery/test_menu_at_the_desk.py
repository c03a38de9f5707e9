"""The desk says that something else is cooked: nobody eats what they did not agree to."""

import asyncio
from typing import Any

import pytest

from senior_life.contract import Gone, Line, State, Trouble, Unclear
from senior_life.storage import Store
from senior_life.testing import FakeHost
from senior_life.town import Pack
from senior_life.words import plain

from .conftest import STAFF, WEDNESDAY, Scene, checked, small_town
from .test_at_the_door import names, says, table
from .test_proposing import answers, asked, count, nobody_asked, now

REGULAR = f"menu_{WEDNESDAY.isoformat()}_lunch_regular"
STEW = {
    "name": "シチュー",
    "kana": "しちゅー",
    "kcal": "620",
    "salt_g": "2.1",
    "protein_g": "24",
    "allergens": ("egg", "milk"),
}


@pytest.fixture
def other(store: Store, pack: Pack, anywhere: Scene) -> Scene:
    """Another process with the same pack, on the same database."""
    return Scene(FakeHost(store, pack, checked(small_town()), anywhere.clock), anywhere.clock)


async def cooks(scene: Scene, action: str = "another_menu", **said: Any) -> None:
    new = {**STEW, **said} if action == "another_menu" else {}
    key = f"{action}-{said}-{scene.clock()}"
    await scene.desk.act(STAFF, REGULAR, action, new, key, scene.clock())


async def menu(scene: Scene) -> Line:
    """The ordinary lunch of Wednesday."""
    (line,) = (one for one in (await table(scene, "menu")).lines if one.item == REGULAR)
    return line


async def test_whoever_ordered_it_is_asked_and_stands_on_the_list_of_calls(
    anywhere: Scene,
) -> None:
    done = await anywhere.order()
    aside = await anywhere.order("other", diet="low_salt")
    await cooks(anywhere)
    assert says((await menu(anywhere)).cells[3]) == "卵・乳"
    await anywhere.provider.upkeep()
    proposed = await now(anywhere, done)
    assert proposed.state is State.PROPOSED
    assert proposed.offer is not None
    told = " ".join(plain(row.says, "ja") for row in proposed.offer.rows)
    assert "シチュー" in told
    assert "卵・乳" in told
    assert (await now(anywhere, aside, "other")).state is State.CONFIRMED
    assert says((await asked(anywhere)).cells[4]) == "献立が変わりました"
    assert len(await count(anywhere)) == 2, "only the one with little salt, and the sum"
    assert (await answers(anywhere, done, "accept")).state is State.CONFIRMED
    assert await nobody_asked(anywhere)


async def test_what_they_must_not_eat_is_never_kept_without_a_word(anywhere: Scene) -> None:
    await anywhere.writes_down(avoids=("milk",))
    done = await anywhere.order()
    await cooks(anywhere)
    await anywhere.provider.upkeep()
    proposed = await now(anywhere, done)
    assert proposed.state is State.PROPOSED
    assert proposed.offer is not None
    assert proposed.offer.answers["diet"] == "low_salt"
    assert (await table(anywhere, "asked")).lines


async def test_another_process_sells_what_is_cooked_now(anywhere: Scene, other: Scene) -> None:
    read_back = await other.quote("second")
    await cooks(anywhere)
    offer = await other.quote()
    assert "シチュー" in " ".join(plain(row.says, "ja") for row in offer.rows)
    with pytest.raises(Gone):
        await other.provider.confirm(other.who("second"), read_back, "yes")
    found = await other.options("diet", date=WEDNESDAY.isoformat(), meal="lunch")
    assert "シチュー" in plain(found[0].note or "", "ja")


async def test_changed_again_before_they_answer_they_are_asked_about_what_is_cooked(
    anywhere: Scene,
) -> None:
    done = await anywhere.order()
    await cooks(anywhere)
    await anywhere.provider.upkeep()
    anywhere.clock.goes(minutes=1)
    await cooks(anywhere, name="カレー", allergens=("milk",))
    with pytest.raises(Gone):
        await answers(anywhere, done, "accept")
    await anywhere.provider.upkeep()
    proposed = await now(anywhere, done)
    assert proposed.offer is not None
    assert "カレー" in plain(proposed.offer.summary, "ja", WEDNESDAY)
    assert len((await table(anywhere, "asked")).lines) == 1
    assert (await answers(anywhere, done, "accept")).state is State.CONFIRMED


async def test_as_planned_after_all_it_is_what_the_pack_says(anywhere: Scene) -> None:
    await cooks(anywhere)
    assert names(await menu(anywhere)) == ["another_menu", "as_planned"]
    anywhere.clock.goes(minutes=1)
    await cooks(anywhere, "as_planned")
    assert names(await menu(anywhere)) == ["another_menu"]
    assert "シチュー" not in says((await menu(anywhere)).cells[2])


async def test_everybody_is_asked_once_by_two_processes(anywhere: Scene, other: Scene) -> None:
    refs = ("a", "b", "c")
    done = [await anywhere.order(ref) for ref in refs]
    await cooks(anywhere)
    await asyncio.gather(anywhere.provider.upkeep(), other.provider.upkeep())
    found = [await now(anywhere, one, ref) for one, ref in zip(done, refs, strict=True)]
    assert [(one.state, one.seq) for one in found] == [(State.PROPOSED, 2)] * 3


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("name", ""),
        ("kana", "シチュー漢字"),
        ("kcal", "9"),
        ("salt_g", "much"),
        ("protein_g", "-1"),
        ("allergens", ()),
        ("allergens", ("none", "egg")),
    ],
)
async def test_what_is_missing_or_wrong_is_asked_again(
    scene: Scene, step: str, said: str | tuple[str, ...]
) -> None:
    with pytest.raises(Unclear) as unclear:
        await cooks(scene, **{step: said})
    assert unclear.value.step == step
    assert "シチュー" not in says((await menu(scene)).cells[2])


async def test_none_is_an_answer_and_the_same_key_writes_once(anywhere: Scene) -> None:
    await anywhere.desk.act(
        STAFF, REGULAR, "another_menu", {**STEW, "allergens": ("none",)}, "k", anywhere.clock()
    )
    anywhere.clock.goes(minutes=1)
    await cooks(anywhere, "as_planned")
    await anywhere.desk.act(
        STAFF, REGULAR, "another_menu", {**STEW, "allergens": ("none",)}, "k", anywhere.clock()
    )
    assert "シチュー" not in says((await menu(anywhere)).cells[2])


async def test_a_day_that_is_over_is_not_changed(scene: Scene) -> None:
    await scene.order()
    scene.clock.goes(days=2)
    assert all(not line.actions for line in (await table(scene, "menu")).lines)
    with pytest.raises(Trouble):
        await cooks(scene)
