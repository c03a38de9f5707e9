"""Nobody is given what they must not eat: they are told why, and what they can have instead."""

import pytest

from senior_life.contract import Gone, Unclear
from senior_life.words import plain

from .conftest import KITCHEN, STAFF, THURSDAY, WEDNESDAY, Scene


async def refused(scene: Scene, **asked: object) -> Gone:
    with pytest.raises(Gone) as gone:
        await scene.quote(**asked)
    return gone.value


async def test_an_allergy_is_refused_with_what_fits_instead(anywhere: Scene) -> None:
    await anywhere.writes_down(avoids=("egg", "milk"))
    gone = await refused(anywhere)
    assert plain(gone.says, "ja").startswith("卵が入っているため、お出しできません。")
    found = [(one.answers["meal"], one.answers["diet"]) for one in gone.instead]
    assert found[0] == ("lunch", "low_salt")
    for one in gone.instead:
        await anywhere.provider.quote(anywhere.who(), {**anywhere.of(), **one.answers}, "instead")


async def test_the_same_meal_without_it_is_ordered_as_ever(scene: Scene) -> None:
    await scene.writes_down(avoids=("egg",))
    assert (await scene.quote(day=THURSDAY)).answers["diet"] == "regular"
    await scene.quote("kazuo")


async def test_what_a_doctor_ordered_is_the_first_choice_and_the_only_one(scene: Scene) -> None:
    await scene.writes_down(diet="low_salt")
    first, second = await scene.options("diet", date=WEDNESDAY.isoformat(), meal="lunch")
    assert (first.value, first.is_full) == ("low_salt", False)
    assert (second.value, second.is_full) == ("regular", True)
    assert second.note is not None
    assert plain(second.note, "ja") == "減塩食が必要と、うかがっています。"
    gone = await refused(scene)
    assert {one.answers["diet"] for one in gone.instead} == {"low_salt"}


async def test_a_clash_is_told_before_the_last_question(scene: Scene) -> None:
    await scene.writes_down(avoids=("egg",))
    so_far = {"date": WEDNESDAY.isoformat(), "meal": "lunch", "diet": "regular"}
    with pytest.raises(Gone):
        await scene.options("count", **so_far)


async def test_how_soft_and_which_rice_stand_in_the_read_back(scene: Scene) -> None:
    await scene.writes_down(softness="for_the_gums", rice="porridge")
    read = [plain(row.says, "ja") for row in (await scene.quote()).rows]
    assert "歯ぐきでつぶせる" in read
    assert "おかゆ" in read


async def test_what_is_written_down_later_calls_for_the_telephone(scene: Scene) -> None:
    done = await scene.order()
    await scene.writes_down(avoids=("egg",))
    table = (await scene.desk.views(STAFF, WEDNESDAY, KITCHEN))[-1]
    (line,) = table.lines
    assert (line.item, line.state) == (done.ref, "call")
    assert "卵" in [plain(cell, "ja") for cell in line.cells]


async def test_the_same_key_writes_down_once(scene: Scene) -> None:
    await scene.writes_down(key="one", avoids=("egg",))
    await scene.writes_down(key="one")
    await refused(scene)
    await scene.writes_down(key="two")
    await scene.quote()


async def test_the_desk_names_whom_it_is_about(scene: Scene) -> None:
    with pytest.raises(Unclear):
        await scene.writes_down("")


@pytest.mark.parametrize("kept", [{}, {"avoids": ("milk",)}])
async def test_of_two_records_both_allergies_stay(anywhere: Scene, kept: dict[str, object]) -> None:
    await anywhere.writes_down("goes", "goes", avoids=("egg",), diet="low_salt")
    if kept:
        await anywhere.writes_down("hana", "stays", **kept)
    for _time in range(2):
        await anywhere.provider.join("hana", "goes")
    says = plain((await refused(anywhere)).says, "ja")
    assert says.startswith("卵が入っているため")
    assert (await anywhere.quote("goes")).answers["diet"] == "regular"
