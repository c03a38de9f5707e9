"""A wish to speak with a person is answered with when that will be."""

from typing import Any

from senior_life.contract import Phone
from senior_life.usecases import help as helping
from senior_life.words import plain


async def test_whoever_asks_hears_in_which_hours_somebody_telephones(
    quick_town: Any, resident: Any
) -> None:
    hanako = await resident(quick_town)
    told = await helping.ask(quick_town, hanako, words="教えてください")
    desk, said = quick_town.pack.town.desk, plain(told.says, "ja")
    assert desk.hours.text in said
    assert plain(Phone(desk.phone), "ja") in said
