"""A service that people can also wait for answers the contract's questions from simpler ones."""

from datetime import timedelta

import pytest

from senior_life.contract import (
    Answers,
    Caller,
    Channel,
    Gone,
    Kind,
    Offer,
    Option,
    Step,
    Text,
)
from senior_life.providing import Queued
from tests.conftest import TUESDAY

HANA = Caller("hana", Channel.TOUCH, "hana")
DAY = Step("day", Kind.DATE, Text("On which day?"), Text("Day"))


class Gardens(Queued):
    stays = Text("Your booking stays as it is.")

    def __init__(self) -> None:
        self.replaced: list[str] = []

    async def choices(self, who: Caller, step: Step, so_far: Answers) -> list[Option]:
        return [Option("2026-12-01", Text("Tuesday"))]

    async def held(self, who: Caller, answers: Answers, key: str, replacing: str) -> list[Offer]:
        self.replaced.append(replacing)
        return [_offer("held")]

    async def awaited(self, who: Caller, answers: Answers, key: str) -> Offer:
        return _offer("waits")


def _offer(name: str) -> Offer:
    return Offer(name, Text("Weeding"), {}, (), TUESDAY + timedelta(days=1))


async def test_all_options_stand_on_the_first_page() -> None:
    gardens = Gardens()
    assert [one.value for one in await gardens.options(HANA, DAY, {})] == ["2026-12-01"]
    assert await gardens.options(HANA, DAY, {}, page=1) == ()


async def test_a_quote_holds_and_standby_waits() -> None:
    gardens = Gardens()
    assert [one.id for one in await gardens.quote(HANA, {}, "key")] == ["held"]
    assert [one.id for one in await gardens.quote(HANA, {}, "key", "ref")] == ["held"]
    assert [one.id for one in await gardens.quote(HANA, {}, "key", standby=True)] == ["waits"]
    assert gardens.replaced == ["", "ref"]


async def test_nobody_waits_while_changing_a_booking() -> None:
    with pytest.raises(Gone) as gone:
        await Gardens().quote(HANA, {}, "key", "ref", standby=True)
    assert gone.value.says == Gardens.stays
