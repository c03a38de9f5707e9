"""Residents are kept as they write themselves, found however they are typed, traced always."""

import pytest
from sqlmodel import select

from senior_life.contract import Staff
from senior_life.storage.tables.people import OpeningRow
from senior_life.usecases import people, traces
from senior_life.usecases.access import NOBODY, Reader
from senior_life.usecases.people import Details
from senior_life.usecases.town import Town
from senior_life.usecases.troubles import NotPaired, NotYours, Unknown

from .conftest import HANAKO, TARO, YOSHI, add


async def test_rare_characters_of_names_are_kept_byte_for_byte(town: Town, desk: Reader) -> None:
    made = await add(town, desk, YOSHI)
    found = await people.read(town, desk, made.ref)
    assert found.details.name.encode() == "𠮷田 﨑夫".encode()
    assert found == made


@pytest.mark.parametrize(
    "query",
    ["髙橋", "高橋", "たかはし", "タカハシ", "ﾀｶﾊｼ ﾊﾅｺ", "橋花", "1234", "０７２２００１２３４"],
)
async def test_a_resident_is_found_however_the_name_is_typed(
    town: Town, desk: Reader, query: str
) -> None:
    made = await add(town, desk, HANAKO)
    await add(town, desk, YOSHI)
    assert await people.search(town, desk, query) == [made]


@pytest.mark.parametrize("query", ["", "　", "%", "_", "123", "山本", "11119"])
async def test_what_matches_nobody_shows_nobody(town: Town, desk: Reader, query: str) -> None:
    await add(town, desk, HANAKO)
    await add(town, desk, YOSHI)
    assert await people.search(town, desk, query) == []


async def test_a_couple_lives_in_one_household(town: Town, desk: Reader) -> None:
    hanako = await add(town, desk, HANAKO)
    taro = await add(town, desk, TARO, hanako.household)
    alone = await add(town, desk, YOSHI)
    assert taro.household == hanako.household != alone.household


async def test_a_household_that_is_not_there_is_refused(town: Town, desk: Reader) -> None:
    with pytest.raises(Unknown):
        await add(town, desk, HANAKO, "nowhere")


async def test_a_correction_leaves_who_when_what_and_why(
    town: Town, desk: Reader, clock: object
) -> None:
    made = await add(town, desk, HANAKO)
    better = Details(**{**_as_dict(HANAKO), "phone": "072-200-9999", "needs": ()})
    fixed = await people.correct(town, desk, made.ref, better, why="called in")
    assert fixed.details == better
    created, needs_or_phone, other = await traces.traces_of(town, made.ref)
    assert (created.what, created.after) == ("created", HANAKO.name)
    assert {(t.what, t.before, t.after, t.why) for t in (needs_or_phone, other)} == {
        ("phone", "072-200-1234", "072-200-9999", "called in"),
        ("needs", "wheelchair", "", "called in"),
    }
    assert other.at == town.now()
    assert other.by == "staff:staff1"


async def test_a_correction_changes_how_a_resident_is_found(town: Town, desk: Reader) -> None:
    made = await add(town, desk, HANAKO)
    moved = Details(name="山本 花子", kana="やまもと はなこ", phone="06-1111-5555")
    await people.correct(town, desk, made.ref, moved, why="married")
    assert await people.search(town, desk, "たかはし") == []
    assert [one.ref for one in await people.search(town, desk, "5555")] == [made.ref]


async def test_every_look_of_the_desk_is_noted(quick_town: Town, desk: Reader) -> None:
    made = await add(quick_town, desk, HANAKO)
    await people.search(quick_town, desk, "たかはし")
    await people.read(quick_town, desk, made.ref)
    noted = quick_town.store.read_now(lambda s: s.exec(select(OpeningRow)).all())
    assert [(one.resident, one.by, one.what) for one in noted] == [
        (made.ref, "staff:staff1", "search"),
        (made.ref, "staff:staff1", "record"),
    ]


async def test_only_staff_see_the_list_of_people(quick_town: Town, desk: Reader) -> None:
    made = await add(quick_town, desk, HANAKO)
    tablet = Reader(device="d", resident=made.ref, household=(made.ref,))
    with pytest.raises(NotYours):
        await people.search(quick_town, tablet, "たかはし")
    with pytest.raises(NotYours):
        await people.read(quick_town, tablet, made.ref)
    with pytest.raises(NotPaired):
        await people.create(quick_town, NOBODY, HANAKO)


async def test_names_are_given_only_for_whom_they_are_asked(quick_town: Town, desk: Reader) -> None:
    made = await add(quick_town, desk, HANAKO)
    await add(quick_town, desk, YOSHI)
    names = quick_town.store.read_now(lambda s: people.names_of(s, [made.ref, "nobody"]))
    assert {ref: (name.text, name.kana) for ref, name in names.items()} == {
        made.ref: (HANAKO.name, HANAKO.kana)
    }


def test_staff_are_named_by_their_reference() -> None:
    assert Reader(staff=Staff("staff1")).ref == "staff:staff1"


def _as_dict(details: Details) -> dict[str, object]:
    return {name: getattr(details, name) for name in people.FIELDS}
